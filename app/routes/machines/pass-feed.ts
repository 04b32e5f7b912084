import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { FEED_END, feedHead, feedItem } from "#app/domain/api/pass-feed.ts";
import { dayInParis } from "#app/domain/format.ts";
import { counted, isKnown, streamed, wholeCatalogueHeaders } from "#app/http/machines/whole-catalogue.ts";
import { paths } from "#app/paths.ts";
import { findCatalogueState } from "#db/catalogue/api/catalogue-state.ts";
import { findOpenIds, readInSlices } from "#db/catalogue/api/open-offers.ts";

/** `/flux/offres` and `/flux/offres_stages`: every open offer of a type, in the shape of the official PASS feeds. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const { catalogue, env, now } = context;
  const { pathname } = new URL(request.url);
  const type = pathname === paths.internshipFeed() ? "stage" : "apprentissage";
  const channel = {
    type,
    site: new URL(paths.home(), env.SITE_URL).href,
    address: new URL(pathname, env.SITE_URL).href,
  } as const;
  const today = dayInParis(now);
  const headers = wholeCatalogueHeaders(await findCatalogueState(catalogue), { today, now });
  if (isKnown(request, headers)) return new Response(null, { status: 304, headers });
  const ids = await findOpenIds(catalogue, type, today);
  async function* pieces() {
    yield feedHead(channel);
    for await (const offers of readInSlices(catalogue, ids)) {
      yield offers.map((offer) => feedItem(offer, paths.offer(offer.reference), channel)).join("");
    }
    yield FEED_END;
  }
  return new Response(streamed(pieces()), {
    headers: { ...headers, ...counted(ids), "Content-Type": "application/rss+xml; charset=utf-8" },
  });
}
