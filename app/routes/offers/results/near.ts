import { compileMatch } from "#app/domain/search/match.ts";
import type { Search } from "#app/domain/search/search.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { PAGE_SIZE } from "#db/catalogue/search/offer-pages.ts";
import { findPartial } from "#db/catalogue/search/partial.ts";
import { highlighted } from "./highlighted.ts";

/** How many offers are shown at most that answer a part of the words. Further ones are too far from the search. */
const MOST = 10;

/**
 * The offers that answer a part of the keywords, when the offers that answer all of them do not fill a page. Null when
 * there are none. Only the page shows them: counts, facets, feeds, the API and alerts leave them out.
 * @param shown the entries that answer the whole search, and the number of their pages
 */
export async function findNear(
  db: Catalogue,
  search: Search,
  shown: { offers: unknown[]; pages: number },
  today: string,
) {
  const room = Math.min(MOST, PAGE_SIZE - shown.offers.length);
  if (search.page > 1 || shown.pages > 1 || room <= 0) return null;
  const { offers, texts } = await findPartial(db, search, today, room);
  const { marks, terms } = compileMatch(search);
  return offers.length === 0 ? null : { search, several: terms.length > 1, offers: highlighted(offers, texts, marks) };
}
