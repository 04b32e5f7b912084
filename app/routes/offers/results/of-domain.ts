import { labelOf } from "#app/domain/nomenclature.ts";
import { domainOfTrade } from "#app/domain/search/keywords/trade-domains.ts";
import type { Search } from "#app/domain/search/search.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { type Entry, findOffers } from "#db/catalogue/search/offer-pages.ts";

/** How many offers of the domain are shown; a link leads to the others. */
const SHOWN = 10;

export type DomainOffers = { search: Search; domain: string; offers: Entry[]; count: number };

/**
 * The offers of the domain of a trade that no offer names, with the other criteria of the search. Null when the domain
 * is not known, when the search asks for domains itself, or when nothing answers.
 */
export async function findDomainOffers(db: Catalogue, search: Search, today: string): Promise<DomainOffers | null> {
  const domain = search.domains.length > 0 ? null : domainOfTrade(search.words);
  if (domain === null) return null;
  const wider: Search = { ...search, words: "", titleOnly: false, domains: [domain], sort: null, page: 1 };
  const { offers, count } = await findOffers(db, wider, today, SHOWN);
  return count === 0 ? null : { search: wider, domain: labelOf("domain", domain) ?? domain, offers, count };
}
