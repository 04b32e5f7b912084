import { sql } from "drizzle-orm";
import type { Counted, OfferCount } from "#app/domain/publishing/offer-counts.ts";
import { shiftMonths } from "#app/domain/time.ts";
import { runBatch } from "#db/batch.ts";
import { deleteOldIsolates, isAt, moveCursor, type Step } from "#db/catalogue/cursors.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { listOf } from "#db/d1/list-of.ts";

/**
 * The counts of offers, by offer and week. What was never counted has no row.
 * @param sinceWeek the first week, as `weekOf` gives it; an empty string for all weeks
 */
export function findOfferCounts(db: Catalogue, offerIds: number[], sinceWeek: string): Promise<OfferCount[]> {
  return db.all(
    sql`SELECT offer_id AS offerId, week, kind, count FROM offer_counts
      WHERE offer_id IN ${listOf(offerIds)} AND week >= ${sinceWeek}
      ORDER BY offer_id, week`,
  );
}

/** What is added to the count of an offer, which goes by its reference on pages and by its id in alerts. */
export type Addition = { offer: string | number; week: string; kind: Counted; count: number };

/**
 * Adds to counts and moves a cursor, in one transaction, unless the cursor has left `from` already: additions that are
 * sent again after a failure are not made twice. Offers that do not exist are passed over.
 */
export async function addOfferCounts(db: Catalogue, additions: Addition[], step: Step, now: Date): Promise<void> {
  const rows = JSON.stringify(additions.map(({ offer, week, kind, count }) => [offer, week, kind, count]));
  const offer = sql`n.value ->> 0`;
  await runBatch(db, [
    sql`INSERT INTO offer_counts (offer_id, week, kind, count)
      SELECT o.id, n.value ->> 1, n.value ->> 2, sum(n.value ->> 3)
      FROM json_each(${rows}) AS n CROSS JOIN offers o ON ${isNamed(additions) ? sql`o.reference = ${offer}` : sql`o.id = ${offer}`}
      WHERE ${isAt(step)} GROUP BY 1, 2, 3
      ON CONFLICT (offer_id, week, kind) DO UPDATE SET count = count + excluded.count`,
    moveCursor(step, now),
  ]);
}

function isNamed(additions: Addition[]): boolean {
  return typeof additions[0]?.offer === "string";
}

const CLOSED_MONTHS = 24;
/** Offers that one run looks at. 100,000 offers are looked at in a day and a half. */
const OFFERS = 500;
const SWEPT = "counts-swept";

/**
 * Deletes the counts of offers that closed more than 24 months ago, a slice of the offers a run, the first slice again
 * after the last. Cursors of isolates that are gone are deleted too.
 */
export async function sweepOfferCounts(db: Catalogue, now: Date): Promise<void> {
  const at = now.toISOString();
  const closed = shiftMonths(at, -CLOSED_MONTHS);
  const slice = sql`(SELECT id, withdrawn_at, expires_on FROM offers
    WHERE id > coalesce((SELECT CAST(position AS INTEGER) FROM cursors WHERE name = ${SWEPT}), 0) ORDER BY id LIMIT ${OFFERS})`;
  await runBatch(db, [
    sql`DELETE FROM offer_counts WHERE offer_id IN (
      SELECT id FROM ${slice} WHERE withdrawn_at <= ${closed} OR expires_on < ${closed.slice(0, 10)})`,
    sql`INSERT INTO cursors (name, position, updated_at)
      SELECT ${SWEPT}, CAST(coalesce(max(id), 0) AS TEXT), ${at} FROM ${slice} WHERE true
      ON CONFLICT (name) DO UPDATE SET position = excluded.position, updated_at = excluded.updated_at`,
    deleteOldIsolates(now),
  ]);
}
