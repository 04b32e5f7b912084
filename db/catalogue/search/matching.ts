import { type SQL, sql } from "drizzle-orm";
import { MOST_COUNTED } from "#app/domain/format.ts";
import { TWIN_LENGTH } from "#app/domain/search/index-row.ts";
import { compileMatch, type Match } from "#app/domain/search/match.ts";
import type { Search } from "#app/domain/search/search.ts";
import { INDEX } from "#db/catalogue/search-index.ts";

/**
 * How many offers pages and counts reach at most: nobody reads further, and the cost of a frequent word stays bounded.
 */
export const REACH = MOST_COUNTED;

/** A search to run on the index. */
export type Question = { search: Search; match: Match; today: string };

/**
 * Compiles a search to run.
 * @param today the current day in Europe/Paris: an offer is shown until the end of its last day
 */
export function questionOf(search: Search, today: string): Question {
  return { search, match: compileMatch(search), today };
}

/** The condition that a row of the index answers, in a statement that reads `INDEX`. */
export function answers(expression: string, today: string): SQL {
  return sql`${INDEX} MATCH ${expression} AND ${notExpired(today)}`;
}

/** What the offers of one entry have in common, in a statement that reads `INDEX`. */
export const TWIN_KEY = sql`substr(k, 1, ${sql.raw(String(TWIN_LENGTH))})`;

/**
 * Offers that expired since the last tick are still in the index; there are few, and a small index finds them (named,
 * because SQLite may otherwise prefer the one on `indexed`, which holds them all).
 */
export function notExpired(today: string): SQL {
  const some = sql`SELECT 1 FROM ${expired(today)}`;
  return sql`(NOT EXISTS (${some}) OR ${INDEX}.rowid NOT IN (SELECT id FROM ${expired(today)}))`;
}

/** The offers that expired since the last tick, after `FROM`. */
export const expired = (today: string) =>
  sql`offers INDEXED BY offers_indexed_expiring WHERE indexed > 0 AND expires_on < ${today}`;
