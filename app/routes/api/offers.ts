import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import type { InferOutput } from "valibot";
import { UPDATED_SINCE } from "#app/domain/api/api-changes.ts";
import { type ApiPageSchema, toApiOffer } from "#app/domain/api/api-offer.ts";
import { dayInParis, MOST_COUNTED } from "#app/domain/format.ts";
import { canonicalQuery, parseSearch, withPage } from "#app/domain/search/search.ts";
import { OPEN, problem } from "#app/http/machines/problem.ts";
import { PUBLIC } from "#app/http/public-headers.ts";
import { paths } from "#app/paths.ts";
import { findFullOffers } from "#db/catalogue/search/offer-pages.ts";
import { preflight } from "./answers.ts";
import { changesSince } from "./changes.ts";

/** `GET /api/v1/offres`: the search of the site as JSON, or what changed since an instant. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  if (request.method === "OPTIONS") return preflight();
  const { searchParams } = new URL(request.url);
  if (searchParams.has(UPDATED_SINCE)) return changesSince(request, context);
  const { search, dropped } = parseSearch(searchParams);
  const absolute = (path: string) => new URL(path, context.env.SITE_URL).href;
  const { offers, count, page, pages } = await findFullOffers(context.catalogue, search, dayInParis(context.now));
  const body: InferOutput<typeof ApiPageSchema> = {
    total: { count: Math.min(count, MOST_COUNTED), exact: count <= MOST_COUNTED },
    page,
    pages,
    ignored: dropped,
    offers: offers.map((offer) => toApiOffer(offer, absolute(paths.offer(offer.reference)))),
  };
  const links = Object.entries({ first: 1, prev: page - 1, next: page + 1, last: pages })
    .filter(([, number]) => number >= 1 && number <= pages)
    .map(([rel, number]) => `<${absolute(paths.apiOffers(canonicalQuery(withPage(search, number))))}>; rel="${rel}"`);
  return Response.json(body, {
    headers: {
      ...PUBLIC,
      ...OPEN,
      Link: [...links, `<${absolute(paths.openApi())}>; rel="service-desc"`].join(", "),
      "Content-Type": "application/json; charset=utf-8",
    },
  });
}

export function action(): Response {
  return problem(405, "Cette adresse n’accepte que GET.", { headers: { Allow: "GET, HEAD, OPTIONS" } });
}
