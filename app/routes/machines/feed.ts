import type { AppLoadContext } from "@remix-run/cloudflare";
import { Feed } from "feed";
import { dayInParis } from "#app/domain/format.ts";
import { labelOf } from "#app/domain/nomenclature.ts";
import { employerOf, placeOf } from "#app/domain/offers/offer-words.ts";
import { describeSearch } from "#app/domain/search/describe-search.ts";
import { canonicalQuery, parseSearch } from "#app/domain/search/search.ts";
import { PUBLIC } from "#app/http/public-headers.ts";
import { paths } from "#app/paths.ts";
import { findAdministrationLabels } from "#db/catalogue/offers/administrations.ts";
import { findFullOffers } from "#db/catalogue/search/offer-pages.ts";

const ENTRIES = 50;

/** The newest offers of a search, for feed readers. The order and the page of the search do not count. */
export async function feedOf(request: Request, context: AppLoadContext, kind: "rss" | "atom"): Promise<Response> {
  const { search } = parseSearch(new URL(request.url).searchParams);
  const newest = { ...search, sort: "recent" as const, page: 1 };
  const [{ offers }, labels] = await Promise.all([
    findFullOffers(context.catalogue, newest, dayInParis(context.now), ENTRIES),
    findAdministrationLabels(context.catalogue, search.administrations),
  ]);
  const query = canonicalQuery({ ...search, sort: null, page: 1 });
  const absolute = (path: string) => new URL(path, context.env.SITE_URL).href;
  const page = absolute(paths.offers(query));
  const feed = new Feed({
    id: page,
    title: `PASS – ${describeSearch(search, labels)}`,
    description: "Offres de stage et d’apprentissage de la fonction publique",
    language: "fr",
    link: page,
    feedLinks: { rss: absolute(paths.rss(query)), atom: absolute(paths.atom(query)) },
    feed: absolute(kind === "rss" ? paths.rss(query) : paths.atom(query)),
    updated: new Date(
      offers.reduce((latest, { updatedAt }) => (updatedAt > latest ? updatedAt : latest), "1970-01-01"),
    ),
    generator: "PASS",
  });
  for (const offer of offers) {
    const address = absolute(paths.offer(offer.reference));
    feed.addItem({
      id: address,
      guid: address,
      link: address,
      title: [`${labelOf("type", offer.type)} : ${offer.title}`, employerOf(offer), placeOf(offer)]
        .filter(Boolean)
        .join(" – "),
      date: new Date(offer.updatedAt),
      published: new Date(offer.publishedAt),
      // An Atom entry has an author; in RSS it would have to be an e-mail address.
      ...(kind === "atom" ? { author: [{ name: employerOf(offer) }] } : {}),
      category: offer.domains.map((code) => ({ name: labelOf("domain", code) ?? code, term: code })),
      ...(offer.description ? { content: offer.description } : {}),
    });
  }
  return new Response(kind === "rss" ? feed.rss2() : feed.atom1(), {
    headers: { ...PUBLIC, "Content-Type": `application/${kind}+xml; charset=utf-8` },
  });
}
