import { sql } from "drizzle-orm";
import type { OfferType } from "#app/domain/nomenclature.ts";
import type { Offer } from "#app/domain/offers/offer.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { isOpenOn } from "#db/catalogue/offers/offer-rows.ts";
import { fullOffers } from "#db/catalogue/offers/offers.ts";

/** Offers read at once: some 1.5 MB of them. An invocation may ask 1,000 statements: enough for 200,000 offers. */
const SLICE = 200;

/**
 * The ids of the open offers of a type, in the order of first publication.
 * @param type null for both
 * @param today the current day in Europe/Paris
 */
export async function findOpenIds(db: Catalogue, type: OfferType | null, today: string): Promise<number[]> {
  // This index holds the open offers only, so that those of past years cost nothing.
  const open = await db.all<{ id: number }>(
    sql`SELECT id FROM offers INDEXED BY offers_indexed
      WHERE indexed > 0 AND (${type} IS NULL OR type = ${type})
        AND ${isOpenOn(today, "offers")}
      ORDER BY id`,
  );
  return open.map(({ id }) => id);
}

/** The offers of some ids, in their order, some hundreds at a time. An offer may have closed since its id was found. */
export async function* readInSlices(db: Catalogue, ids: number[]): AsyncGenerator<Offer[]> {
  for (let start = 0; start < ids.length; start += SLICE) {
    const slice = JSON.stringify(ids.slice(start, start + SLICE));
    yield await fullOffers(db, sql`o.id IN (SELECT value FROM json_each(${slice})) ORDER BY o.id`);
  }
}
