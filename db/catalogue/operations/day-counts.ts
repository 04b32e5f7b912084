import { type SQL, sql } from "drizzle-orm";
import type { DayCount, DayCounted } from "#app/domain/operations/day-counts.ts";
import { runBatch } from "#db/batch.ts";
import { isAt, moveCursor, type Step } from "#db/catalogue/cursors.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { listOf } from "#db/d1/list-of.ts";

/**
 * Adds to counts of days and moves a cursor, in one transaction, unless the cursor has left `from` already: additions
 * that are sent again after a failure are not made twice.
 */
export async function addDayCounts(db: Catalogue, additions: DayCount[], step: Step, now: Date): Promise<void> {
  const rows = JSON.stringify(additions.map(({ day, kind, about, count }) => [day, kind, about, count]));
  await runBatch(db, [
    adding(
      sql`SELECT n.value ->> 0, n.value ->> 1, n.value ->> 2, sum(n.value ->> 3) FROM json_each(${rows}) AS n
        WHERE ${isAt(step)} GROUP BY 1, 2, 3`,
    ),
    moveCursor(step, now),
  ]);
}

function adding(rows: SQL): SQL {
  return sql`INSERT INTO day_counts (day, kind, about, count) ${rows}
    ON CONFLICT (day, kind, about) DO UPDATE SET count = count + excluded.count`;
}

/** The counts of every day since one, without what they are about. It reads the rows of these days. */
export function findDayCounts(db: Catalogue, since: string): Promise<Omit<DayCount, "about">[]> {
  return db.all(sql`SELECT day, kind, sum(count) AS count FROM day_counts WHERE day >= ${since} GROUP BY day, kind`);
}

/** What the counts of some kinds are about, for every day since one: the greatest first. It reads the rows of these days. */
export function findDayCountsAbout(db: Catalogue, kinds: DayCounted[], since: string): Promise<DayCount[]> {
  return db.all(
    sql`SELECT day, kind, about, count FROM day_counts
      WHERE day >= ${since} AND kind IN ${listOf(kinds)} ORDER BY count DESC, about`,
  );
}

/** Deletes the counts of the days before one. It reads the rows that it deletes. */
export async function deleteDayCounts(db: Catalogue, before: string): Promise<void> {
  await db.run(sql`DELETE FROM day_counts WHERE day < ${before}`);
}
