import { sql } from "drizzle-orm";
import type { OfferSummary } from "#app/domain/offers/offer.ts";
import { runBatch } from "#db/batch.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { listOf } from "#db/d1/list-of.ts";
import { SUMMARY_COLUMNS, type SummaryRow, toSummary } from "./offer-rows.ts";

/** An offer of a list that was made earlier: it may be closed by now. */
export type ListedOffer = OfferSummary & { withdrawnAt: string | null };

/** The summaries of some offers, open or not, by id. Ids that the catalogue does not have are absent. */
export async function findSummaries(db: Catalogue, ids: number[]): Promise<Map<number, ListedOffer>> {
  if (ids.length === 0) return new Map();
  const [rows] = await runBatch<[SummaryRow & { withdrawnAt: string | null }]>(db, [
    sql`SELECT ${SUMMARY_COLUMNS}, o.withdrawn_at AS withdrawnAt
      FROM offers o LEFT JOIN administrations a ON a.id = o.administration_id
      WHERE o.id IN ${listOf(ids)}`,
  ]);
  return new Map(rows.map((row) => [row.id, { ...toSummary(row), withdrawnAt: row.withdrawnAt }]));
}
