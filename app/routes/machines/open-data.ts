import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { csvHead, csvLine, LICENCE, ndjsonLine } from "#app/domain/api/open-data.ts";
import { dayInParis } from "#app/domain/format.ts";
import { counted, isKnown, streamed, wholeCatalogueHeaders } from "#app/http/machines/whole-catalogue.ts";
import { paths } from "#app/paths.ts";
import { findCatalogueState } from "#db/catalogue/api/catalogue-state.ts";
import { findOpenIds, readInSlices } from "#db/catalogue/api/open-offers.ts";

/** `/donnees/offres.csv` and `/donnees/offres.ndjson`: every open offer as open data, as it is now. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const { catalogue, env, now } = context;
  const kind = new URL(request.url).pathname === paths.openDataCsv() ? "csv" : "ndjson";
  const today = dayInParis(now);
  const absolute = (path: string) => new URL(path, env.SITE_URL).href;
  const headers = {
    ...wholeCatalogueHeaders(await findCatalogueState(catalogue), { today, now }),
    Link: `<${LICENCE}>; rel="license", <${absolute(paths.openData())}>; rel="describedby"`,
  };
  if (isKnown(request, headers)) return new Response(null, { status: 304, headers });
  const write = kind === "csv" ? csvLine : ndjsonLine;
  const ids = await findOpenIds(catalogue, null, today);
  async function* pieces() {
    if (kind === "csv") yield csvHead();
    for await (const offers of readInSlices(catalogue, ids)) {
      yield offers.map((offer) => write({ offer, url: absolute(paths.offer(offer.reference)) })).join("");
    }
  }
  return new Response(streamed(pieces()), {
    headers: {
      ...headers,
      ...counted(ids),
      "Content-Type":
        kind === "csv" ? "text/csv; charset=utf-8; header=present" : "application/x-ndjson; charset=utf-8",
      "Content-Disposition": `attachment; filename="pass-offres-${today}.${kind}"`,
    },
  });
}
