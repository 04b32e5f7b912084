import { sql } from "drizzle-orm";
import type { Demand } from "#app/domain/statistics/demand.ts";
import type { Closing, Duration } from "#app/domain/statistics/durations.ts";
import type { Month, Published } from "#app/domain/statistics/supply.ts";
import { runBatch } from "#db/batch.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { listOf } from "#db/d1/list-of.ts";

/** Names of what is computed. What is computed with another content takes another name, so that no page misreads it. */
export const COMPUTED = {
  offers: (month: string) => `offers/${month}`,
  closings: (month: string) => `closings/${month}`,
  durations: "durations",
  demand: "demand",
};

/** The statistics as pages show them; what was not computed yet is null, a month that was not is left out. */
export type Statistics = {
  months: Month[];
  durations: Duration[] | null;
  demand: Demand | null;
  /** The day on which the newest of them were computed; null when none was. */
  computedOn: string | null;
};

/** The statistics of some months: a row for each month, and two. */
export async function findStatistics(db: Catalogue, months: string[]): Promise<Statistics> {
  const found = await contentsOf(db, [...months.map(COMPUTED.offers), COMPUTED.durations, COMPUTED.demand]);
  return {
    months: months.flatMap((month) => {
      const offers = found.get(COMPUTED.offers(month))?.content;
      return offers === undefined ? [] : [{ month, offers: JSON.parse(offers) as Published[] }];
    }),
    durations: JSON.parse(found.get(COMPUTED.durations)?.content ?? "null") as Duration[] | null,
    demand: JSON.parse(found.get(COMPUTED.demand)?.content ?? "null") as Demand | null,
    computedOn: [...found.values()].reduce<string | null>(
      (newest, { computedOn }) => (newest === null || computedOn > newest ? computedOn : newest),
      null,
    ),
  };
}

/** How long offers that closed were open, of some months of publication together. */
export async function findClosings(db: Catalogue, months: string[]): Promise<Closing[]> {
  const found = await contentsOf(db, months.map(COMPUTED.closings));
  return [...found.values()].flatMap(({ content }) => JSON.parse(content) as Closing[]);
}

/** The names of what was computed on a day. */
export async function findComputed(db: Catalogue, day: string): Promise<Set<string>> {
  const rows = await db.all<{ name: string }>(sql`SELECT name FROM statistics WHERE computed_on = ${day}`);
  return new Set(rows.map(({ name }) => name));
}

/** Replaces what was computed under some names, all or none. */
export async function writeComputed(db: Catalogue, contents: Record<string, unknown>, day: string): Promise<void> {
  await runBatch(
    db,
    Object.entries(contents).map(
      ([name, content]) => sql`INSERT INTO statistics (name, content, computed_on)
        VALUES (${name}, ${JSON.stringify(content)}, ${day})
        ON CONFLICT (name) DO UPDATE SET content = excluded.content, computed_on = excluded.computed_on`,
    ),
  );
}

/** Deletes what was last computed before a day: months that are shown no more. */
export async function deleteComputedBefore(db: Catalogue, day: string): Promise<void> {
  await db.run(sql`DELETE FROM statistics WHERE computed_on < ${day}`);
}

async function contentsOf(db: Catalogue, names: string[]) {
  const rows = await db.all<{ name: string; content: string; computedOn: string }>(
    sql`SELECT name, content, computed_on AS computedOn FROM statistics
      WHERE name IN ${listOf(names)}`,
  );
  return new Map(rows.map(({ name, content, computedOn }) => [name, { content, computedOn }]));
}
