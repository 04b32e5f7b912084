import { compileMatch } from "#app/domain/search/match.ts";
import type { Search } from "#app/domain/search/search.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { PAGE_SIZE } from "#db/catalogue/search/offer-pages.ts";
import { findPartial } from "#db/catalogue/search/partial.ts";
import { highlighted } from "./highlighted.ts";

/** Beyond, what answers a part of the words is no longer near to what was asked. */
const MOST = 10;

/**
 * The offers that answer a part of the keywords, where those that answer all of them do not fill a page; null when
 * there are none. For people's eyes only: counts, facets, feeds, the API and alerts never hold them.
 * @param shown the entries that answer all of the search, and the pages that they make
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
