import { indexRow, wordForms } from "#app/domain/search/index-row.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { countStale, findStale, reindex } from "#db/catalogue/search/reindexing.ts";

/** Offers a batch: about 300 kB of text. */
const SLICE = 100;

/**
 * Reindexes the offers that another `TEXT_VERSION` has indexed. Nothing is deleted from the index of that version, so
 * that it still finds every open offer. It may be repeated and interrupted.
 * @param slices how many batches of 100 offers at most
 * @returns how many offers remain to be reindexed
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
