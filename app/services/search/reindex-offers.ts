import { indexRow, wordForms } from "#app/domain/search/index-row.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { countStale, findStale, reindex } from "#db/catalogue/search/reindexing.ts";

/** Offers a batch: about 300 kB of text. */
const SLICE = 100;

/**
 * Indexes anew the offers that another version of the text preparation has indexed. Nothing is taken out of that
 * version's index, so both find every open offer; and harmless when run twice or cut short.
 * @param slices how many batches of 100 offers at most
 * @returns how many offers are left
 */
export async function reindexOffers(db: Catalogue, slices: number = Number.POSITIVE_INFINITY): Promise<number> {
  for (let slice = 0; slice < slices; slice++) {
    const offers = await findStale(db, SLICE);
    if (offers.length === 0) return 0;
    const rows = offers.map((offer) => ({ reference: offer.reference, ...indexRow(offer) }));
    await reindex(
      db,
      offers.map(({ id }) => id),
      rows,
      wordForms(offers),
    );
  }
  return countStale(db);
}
