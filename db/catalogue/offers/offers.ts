import { type SQL, sql } from "drizzle-orm";
import type { Offer } from "#app/domain/offers/offer.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { OFFER_COLUMNS, type OfferRow, toOffer } from "./offer-rows.ts";

/** An offer by its reference, open or not, or null when no such offer was ever published. */
export async function findOffer(db: Catalogue, reference: string): Promise<Offer | null> {
  const [offer] = await fullOffers(db, sql`o.reference = ${reference}`);
  return offer ?? null;
}

/** The offers that meet a condition on `offers o`, with all their columns. */
export async function fullOffers(db: Catalogue, condition: SQL): Promise<Offer[]> {
  const rows = await db.all<OfferRow>(
    sql`SELECT ${OFFER_COLUMNS} FROM offers o LEFT JOIN administrations a ON a.id = o.administration_id
      WHERE ${condition}`,
  );
  return rows.map(toOffer);
}
