import { sql } from "drizzle-orm";
import type { Offer } from "#app/domain/offers/offer.ts";
import {
  administrationToken,
  communeToken,
  countryToken,
  departmentToken,
  typeToken,
} from "#app/domain/search/filter-tokens.ts";
import { both, inFilters, inTitle } from "#app/domain/text/fts5.ts";
import { prepareText } from "#app/domain/text/text.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { INDEX } from "#db/catalogue/search-index.ts";
import { listOf } from "#db/d1/list-of.ts";
import { isOpenOn } from "./offer-rows.ts";
import { fullOffers } from "./offers.ts";

/** What an offer must share with a draft to be asked for its text. */
export type SameHead = Pick<Offer, "type" | "title" | "country" | "department" | "commune"> & {
  administration: { slug: string } | null;
};

/** Offers whose texts are compared at most: more under one title at one place are hardly drafts of one person. */
const COMPARED = 20;

/**
 * The newest open offers of the same type, administration, place and title, other than some. The index finds them by
 * tokens, so that their number matters and not that of the catalogue.
 * @param own references to leave out
 * @param today the current day in Europe/Paris
 */
export async function findSameHead(db: Catalogue, draft: SameHead, own: string[], today: string): Promise<Offer[]> {
  const { type, title, country, department, commune, administration } = draft;
  const words = prepareText(title);
  if (words.length === 0) return [];
  const place = commune ? communeToken(commune) : department ? departmentToken(department) : countryToken(country);
  const expression = both([
    inFilters([typeToken(type)]),
    inFilters([place]),
    ...(administration ? [inFilters([administrationToken(administration.slug)])] : []),
    inTitle(words),
  ]);
  return fullOffers(
    db,
    sql`o.id IN (SELECT rowid FROM ${INDEX} WHERE ${INDEX} MATCH ${expression} ORDER BY rowid DESC LIMIT ${COMPARED})
      AND o.reference NOT IN ${listOf(own)}
      AND ${isOpenOn(today)} ORDER BY o.id DESC`,
  );
}
