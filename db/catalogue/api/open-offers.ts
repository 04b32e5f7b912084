import { type SQL, sql } from "drizzle-orm";
import type { OfferType } from "#app/domain/nomenclature.ts";
import type { Offer } from "#app/domain/offers/offer.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { fullOffers } from "#db/catalogue/offers/offers.ts";

/** Offers read at once: some 1.5 MB of them. An invocation may ask 1,000 statements: enough for 200,000 offers. */
const SLICE = 200;

/**
 * Every open offer of a type, in the order of first publication, some hundreds at a time. Which offers there are is asked
 * once, at the beginning: none comes twice and none is passed over while others are written. One that closes meanwhile
 * is left out.
 * @param type null for both
 * @param today the current day in Europe/Paris
 */
export async function* readOpenOffers(db: Catalogue, type: OfferType | null, today: string): AsyncGenerator<Offer[]> {
  // The index of a few bytes an offer holds the open ones only, so that those of past years cost nothing.
  const indexed = await db.all<{ id: number }>(
    sql`SELECT id FROM offers INDEXED BY offers_indexed WHERE indexed > 0 ORDER BY id`,
  );
  const ids = indexed.map(({ id }) => id);
  for (let start = 0; start < ids.length; start += SLICE) {
    yield await fullOffers(db, isOpenAmong(ids.slice(start, start + SLICE), type, today));
  }
}

function isOpenAmong(ids: number[], type: OfferType | null, today: string): SQL {
  return sql`o.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))
    AND (${type} IS NULL OR o.type = ${type})
    AND o.withdrawn_at IS NULL AND (o.expires_on IS NULL OR o.expires_on >= ${today}) ORDER BY o.id`;
}
