import { type SQL, sql } from "drizzle-orm";
import type { Searched } from "#app/domain/statistics/demand.ts";
import type { Cell } from "#app/domain/statistics/searched.ts";
import { shift } from "#app/domain/time.ts";
import { runBatch } from "#db/batch.ts";
import { isAt, moveCursor, type Step } from "#db/catalogue/cursors.ts";
import type { Catalogue } from "#db/catalogue/database.ts";

/** What is added to the count of a cell, or of a word of searches that found nothing. `week` is its Monday. */
export type Addition = { week: string; count: number; empty: number } & (
  | { cell: Cell; word: null }
  | { cell: null; word: string }
);

/** Rows that a week may have: somebody who asks for everything that can be asked fills no more than that. */
const MOST_CELLS = 10_000;
const MOST_WORDS = 5_000;

/**
 * Adds to counts and moves a cursor, in one transaction, unless the cursor has left `from` already. A week that has all
 * its rows takes no new ones; it goes on counting those that it has.
 */
export async function addSearches(db: Catalogue, additions: Addition[], step: Step, now: Date): Promise<void> {
  const cells = additions.flatMap(({ week, count, empty, cell }) =>
    cell ? [[week, cell.domain, cell.place, cell.level, cell.type, count, empty]] : [],
  );
  const words = additions.flatMap(({ week, count, word }) => (word === null ? [] : [[week, word, count]]));
  const at = (column: number) => sql`n.value ->> ${sql.raw(String(column))}`;
  await runBatch(db, [
    sql`INSERT INTO search_counts (week, domain, place, level, type, searches, empty)
      SELECT ${at(0)}, ${at(1)}, ${at(2)}, ${at(3)}, ${at(4)}, ${at(5)}, ${at(6)}
      FROM json_each(${JSON.stringify(cells)}) AS n
      WHERE ${isAt(step)} AND (${hasRoom(sql`search_counts`, additions[0]?.week, MOST_CELLS)} OR EXISTS (
        SELECT 1 FROM search_counts WHERE week = ${at(0)} AND domain = ${at(1)} AND place = ${at(2)} AND level = ${at(3)}
          AND type = ${at(4)}))
      ON CONFLICT (week, domain, place, level, type)
      DO UPDATE SET searches = searches + excluded.searches, empty = empty + excluded.empty`,
    sql`INSERT INTO empty_words (week, word, count)
      SELECT ${at(0)}, ${at(1)}, ${at(2)} FROM json_each(${JSON.stringify(words)}) AS n
      WHERE ${isAt(step)} AND (${hasRoom(sql`empty_words`, additions[0]?.week, MOST_WORDS)} OR EXISTS (
        SELECT 1 FROM empty_words WHERE week = ${at(0)} AND word = ${at(1)}))
      ON CONFLICT (week, word) DO UPDATE SET count = count + excluded.count`,
    moveCursor(step, now),
  ]);
}

/** Whether a week may have more rows. It is asked once a statement, which may pass the limit by its own rows. */
function hasRoom(table: SQL, week = "", most: number): SQL {
  return sql`(SELECT count(*) FROM (SELECT 1 FROM ${table} WHERE week = ${week} LIMIT ${most})) < ${most}`;
}

/** What was searched for in some weeks, by cell. @param from the first week @param before the week after the last */
export function findSearches(db: Catalogue, { from, before }: { from: string; before: string }): Promise<Searched[]> {
  return db.all(
    sql`SELECT domain, place, level, type, sum(searches) AS searches, sum(empty) AS empty FROM search_counts
      WHERE week >= ${from} AND week < ${before} GROUP BY domain, place, level, type`,
  );
}

const DAY = 86_400_000;
const CELLS_DAYS = 180;
const WORDS_DAYS = 90;

/** Deletes counts of searches after 180 days, and words after 90: whole weeks, from their first day on. */
export async function sweepSearches(db: Catalogue, today: string): Promise<void> {
  const before = (days: number) => shift(today, -days * DAY).slice(0, 10);
  await runBatch(db, [
    sql`DELETE FROM search_counts WHERE week <= ${before(CELLS_DAYS)}`,
    sql`DELETE FROM empty_words WHERE week <= ${before(WORDS_DAYS)}`,
  ]);
}
