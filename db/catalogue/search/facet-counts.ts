import { type SQL, sql } from "drizzle-orm";
import { DURATIONS } from "#app/domain/nomenclature.ts";
import { runBatch } from "#db/batch.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { isOpenOn } from "#db/catalogue/offers/offer-rows.ts";
import { REACH } from "./matching.ts";

const leastMonths = sql`coalesce(o.duration_min_months, o.duration_max_months)`;
const mostMonths = sql`coalesce(o.duration_max_months, o.duration_min_months)`;
/** SQLite has no infinity. */
const MOST_MONTHS = 9_999;

/**
 * Counts the open offers again: for each value of each criterion, in all (`all`), and the entries that they make in
 * lists (`entries`).
 * @param today the current day in Europe/Paris, `YYYY-MM-DD`
 */
export async function rewriteFacetCounts(db: Catalogue, today: string): Promise<void> {
  const open = isOpenOn(today);
  const count = (dimension: string, code: SQL, from = sql`offers o`) =>
    sql`INSERT INTO facet_counts (dimension, code, count)
      SELECT ${dimension}, ${code} AS code, count(*) FROM ${from} WHERE ${open} AND ${code} IS NOT NULL GROUP BY 2`;
  await runBatch(db, [
    sql`DELETE FROM facet_counts`,
    count("all", sql`''`),
    count("type", sql`o.type`),
    count("level", sql`coalesce(o.level, 0)`),
    count("domain", sql`d.domain`, sql`offer_domains d JOIN offers o ON o.id = d.offer_id`),
    count("administration", sql`a.slug`, sql`offers o JOIN administrations a ON a.id = o.administration_id`),
    count("region", sql`o.region`),
    count("region/domain", sql`o.region || '/' || d.domain`, sql`offer_domains d JOIN offers o ON o.id = d.offer_id`),
    count("department", sql`o.department`),
    count("country", sql`o.country`),
    ...DURATIONS.map(({ code, from, to }) =>
      count(
        "duration",
        sql`iif(${mostMonths} >= ${from} AND ${leastMonths} <= ${Math.min(to, MOST_MONTHS)}, ${code}, NULL)`,
      ),
    ),
    count("condition", sql`iif(o.telework, 'teletravail', NULL)`),
    count("condition", sql`iif(o.disability_friendly, 'handicap', NULL)`),
    // A new version: isolates then drop the counts that they remember (`choices.ts`).
    sql`INSERT INTO facet_counts (dimension, code, count) SELECT 'version', '', random() & 2251799813685247`,
    // Counted up to the last page; the same offer at several places counts once.
    sql`INSERT INTO facet_counts (dimension, code, count) SELECT 'entries', '', count(DISTINCT twin)
      FROM (SELECT twin FROM offers o WHERE ${open} ORDER BY id DESC LIMIT ${REACH})`,
  ]);
}
