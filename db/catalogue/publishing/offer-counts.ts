import { sql } from "drizzle-orm";
import type { OfferCount } from "#app/domain/publishing/offer-counts.ts";
import type { Catalogue } from "#db/catalogue/database.ts";

/**
 * The counts of offers, by offer and week. What was never counted has no row.
 * @param sinceWeek the first week, as `weekOf` gives it; an empty string for all weeks
 */
export function findOfferCounts(db: Catalogue, offerIds: number[], sinceWeek: string): Promise<OfferCount[]> {
  return db.all(
    sql`SELECT offer_id AS offerId, week, kind, count FROM offer_counts
      WHERE offer_id IN (SELECT value FROM json_each(${JSON.stringify(offerIds)})) AND week >= ${sinceWeek}
      ORDER BY offer_id, week`,
  );
}
