import { sql } from "drizzle-orm";
import { runBatch } from "#db/batch.ts";
import type { Catalogue } from "#db/catalogue/database.ts";

/** Offers of a source. */
type BySource = { source: string; count: number };

/**
 * Offers that were published here for the first time, by source: a slice of them, in the order of their ids.
 * @param position the id where the slice before ended
 * @returns the offers, and the id where the slice ends: at `position` when there are none
 */
export async function findNewOffers(
  db: Catalogue,
  position: number,
  limit: number,
): Promise<{ offers: BySource[]; position: number }> {
  const slice = sql`slice AS (SELECT id, source FROM offers WHERE id > ${position} ORDER BY id LIMIT ${limit})`;
  const [offers, [last]] = await runBatch<[BySource, { id: number | null }]>(db, [
    sql`WITH ${slice} SELECT source, count(*) AS count FROM slice GROUP BY source`,
    sql`WITH ${slice} SELECT max(id) AS id FROM slice`,
  ]);
  return { offers, position: last?.id ?? position };
}

/** The day after its last day, an offer leaves the index, and changes by it. The other days are for a cron that stands still. */
const LEAVES_WITHIN = "-3 days";

/**
 * Offers that were closed, by source: among a slice of those that changed, in the order of their changes. An offer that
 * is closed changes by it; one that changes again while it is closed is told from it by the moment of its withdrawal, or
 * by its last day, which is long past.
 * @param position where the slice before ended; an empty text for the first one
 * @param until changes from this instant on are left for later, ISO 8601
 * @param today the day in Paris, `YYYY-MM-DD`
 */
export async function findClosedOffers(
  db: Catalogue,
  position: string,
  { until, today, limit }: { until: string; today: string; limit: number },
): Promise<{ offers: BySource[]; position: string }> {
  const [changedAt = "", id = "0"] = position.split(" ");
  const slice = sql`slice AS (SELECT id, source, withdrawn_at, expires_on, changed_at FROM offers INDEXED BY offers_changed
    WHERE (changed_at, id) > (${changedAt}, ${Number(id)}) AND changed_at < ${until} ORDER BY changed_at, id LIMIT ${limit})`;
  const [offers, [last]] = await runBatch<[BySource, { position: string }]>(db, [
    sql`WITH ${slice} SELECT source, count(*) AS count FROM slice
      WHERE withdrawn_at = changed_at OR (withdrawn_at IS NULL AND expires_on < ${today}
        AND expires_on >= date(changed_at, ${LEAVES_WITHIN})) GROUP BY source`,
    sql`WITH ${slice} SELECT changed_at || ' ' || id AS position FROM slice ORDER BY changed_at DESC, id DESC LIMIT 1`,
  ]);
  return { offers, position: last?.position ?? position };
}
