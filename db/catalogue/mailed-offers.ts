import { sql } from "drizzle-orm";
import type { Offer } from "#app/domain/offer.ts";
import type { Catalogue } from "./database.ts";
import { type OfferSummary, SUMMARY_COLUMNS, type SummaryRow, toSummary } from "./offer-rows.ts";

/** What a list shows of an offer, and whether it was withdrawn. */
export type MailedOffer = OfferSummary & Pick<Offer, "withdrawnAt">;

/** Offers by their ids, open or not, in the order that was asked. What the catalogue does not have is not among them. */
export async function findMailedOffers(db: Catalogue, ids: number[]): Promise<MailedOffer[]> {
  if (ids.length === 0) return [];
  const rows = await db.all<SummaryRow & Pick<Offer, "withdrawnAt">>(
    sql`SELECT ${SUMMARY_COLUMNS}, o.withdrawn_at AS withdrawnAt
      FROM json_each(${JSON.stringify(ids)}) j CROSS JOIN offers o ON o.id = j.value
      LEFT JOIN administrations a ON a.id = o.administration_id ORDER BY j.key`,
  );
  return rows.map((row) => ({ ...toSummary(row), withdrawnAt: row.withdrawnAt }));
}
