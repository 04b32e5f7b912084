import { type SQL, sql } from "drizzle-orm";
import { MOST_COUNTED } from "#app/domain/format.ts";
import { TWIN_LENGTH } from "#app/domain/search/index-row.ts";
import { compileMatch, type Match, WEIGHTS } from "#app/domain/search/match.ts";
import { effectiveSort, isEmpty, type Search } from "#app/domain/search/search.ts";
import { INDEX } from "#db/catalogue/search-index.ts";

/**
 * How many offers pages and counts reach at most: nobody reads further, and the cost of a frequent word stays bounded.
 */
export const REACH = MOST_COUNTED;

/** Keywords that fewer offers hold are rare: they are then ranked by themselves. */
const RARE = 2_000;
/** Keywords that at least this many offers hold no longer rank results. */
const FREQUENT = 50_000;

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

/** How many offers answer: exact up to `REACH`, one more means more. */
export function countQuery(expression: string, today: string): SQL {
  return sql`SELECT count(*) AS count FROM (SELECT 1 FROM ${INDEX} WHERE ${answers(expression, today)}
    LIMIT ${REACH + 1})`;
}

/**
 * Counts the offers, with the facet codes of all of them unless they are more than `REACH`: reading ten thousand codes
 * for nothing would take four times as long as finding the offers.
 */
export function facetsQuery(expression: string, today: string): SQL {
  return sql`WITH found AS MATERIALIZED (SELECT rowid AS id FROM ${INDEX} WHERE ${answers(expression, today)}
      LIMIT ${REACH + 1}),
    total AS MATERIALIZED (SELECT count(*) AS count FROM found)
    SELECT count, iif(count <= ${REACH}, (SELECT group_concat(substr(i.k, ${TWIN_LENGTH + 2}))
      FROM found CROSS JOIN ${INDEX} i ON i.rowid = found.id), NULL) AS packed FROM total`;
}

/**
 * `entries` as common table expressions: rank, newest id, how many offers each stands for, their ids. The same offer at
 * several places is one entry. Of the matches, the newest `REACH` are ranked; every order ends with the id, so pages
 * never overlap.
 * @param needed how many entries from the first on
 */
export function entries(question: Question, needed: number): SQL {
  return sql`${hits(question, needed)}, entries AS MATERIALIZED (
    SELECT max(id) AS id, min(rank) AS rank, count(*) AS offers, group_concat(id) AS ids FROM hits GROUP BY twin)`;
}

/**
 * Without any criterion the newest offers come first by themselves: a thousand more are enough to fold the next ones.
 */
const MORE = 1_000;

/** How many entries there are, in a statement that has `entries`. */
export function entryCount({ search }: Question): SQL {
  return readsNewestOnly(search)
    ? sql`(SELECT count FROM facet_counts WHERE dimension = 'entries')`
    : sql`(SELECT count(*) FROM entries)`;
}

const readsNewestOnly = (search: Search) => isEmpty(search) && effectiveSort(search) === "recent";

const TWIN = sql`substr(k, 1, ${sql.raw(String(TWIN_LENGTH))}) AS twin`;
const SCORE = sql`bm25(${INDEX}, ${sql.raw(WEIGHTS.join(", "))}) AS rank`;

function hits({ search, match, today }: Question, needed: number): SQL {
  const matching = answers(match.expression, today);
  const newest = sql`ORDER BY ${INDEX}.rowid DESC LIMIT ${REACH}`;
  switch (effectiveSort(search)) {
    case "pertinence":
      return sql`${match.keywords === null ? sql`scored AS MATERIALIZED (SELECT rowid AS id, ${TWIN}, ${SCORE} FROM ${INDEX} WHERE ${matching} ${newest})` : rankedBeside(matching, match.keywords)},
        ${namedFirst(match, today)}`;
    case "recent":
      return sql`hits AS MATERIALIZED (SELECT rowid AS id, ${TWIN}, 0 AS rank FROM ${INDEX} WHERE ${matching}
        ORDER BY rowid DESC LIMIT ${readsNewestOnly(search) ? Math.min(REACH, needed + MORE) : REACH})`;
    case "debut":
      return sql`hits AS MATERIALIZED (SELECT s.id, ${TWIN}, coalesce(s.starts_on, '9999') AS rank
        FROM ${INDEX} CROSS JOIN offers s ON s.id = ${INDEX}.rowid WHERE ${matching} ${newest})`;
  }
}

/**
 * bm25 reads all that the index holds of every token of an expression, those of the criteria too: 40 ms for « stage »
 * at a million offers, however rare the word beside it. Rare keywords are therefore ranked by themselves, and the
 * offers that answer everything take their ranks from there: the same ranks, since a criterion weighs nothing. Keywords
 * that 50,000 offers hold rank nothing any more: the newest come first.
 */
function rankedBeside(matching: SQL, keywords: string): SQL {
  const holders = sql`(SELECT count FROM holders)`;
  const newest = sql`ORDER BY rowid DESC LIMIT ${REACH}`;
  return sql`holders AS MATERIALIZED (
      SELECT count(*) AS count FROM (SELECT 1 FROM ${INDEX} WHERE ${INDEX} MATCH ${keywords} LIMIT ${FREQUENT})),
    found AS MATERIALIZED (SELECT rowid AS id, ${TWIN} FROM ${INDEX}
      WHERE ${holders} NOT BETWEEN ${RARE} AND ${FREQUENT - 1} AND ${matching} ${newest}),
    rare AS MATERIALIZED (SELECT rowid AS id, ${SCORE} FROM ${INDEX}
      WHERE ${holders} < ${RARE} AND ${INDEX} MATCH ${keywords}),
    scored AS MATERIALIZED (
      SELECT id, twin, rank FROM found JOIN rare USING (id)
      UNION ALL SELECT id, twin, 0 FROM found WHERE ${holders} = ${FREQUENT}
      UNION ALL SELECT * FROM (SELECT rowid AS id, ${TWIN}, ${SCORE} FROM ${INDEX}
        WHERE ${holders} BETWEEN ${RARE} AND ${FREQUENT - 1} AND ${matching} ${newest}))`;
}

/**
 * bm25 prefers what is rare, so that a synonym that few offers use would come before the very words that were typed,
 * and it gives nothing to a place, which is a filter, but to offers elsewhere that speak of it: offers whose titles
 * hold all of the words, in the places themselves, come first.
 */
function namedFirst({ first, keywords }: Match, today: string): SQL {
  if (first === null) return sql`hits AS MATERIALIZED (SELECT * FROM scored)`;
  const ranked = keywords === null ? sql`true` : sql`(SELECT count FROM holders) < ${FREQUENT}`;
  return sql`named AS MATERIALIZED (SELECT rowid AS id FROM ${INDEX}
      WHERE ${ranked} AND ${answers(first, today)} ORDER BY rowid DESC LIMIT ${REACH}),
    hits AS MATERIALIZED (
      SELECT id, twin, rank - iif(id IN (SELECT id FROM named), ${NAMED}, 0) AS rank FROM scored)`;
}

/** A rank above any score of bm25. */
const NAMED = 1_000_000;

/**
 * Offers that expired since the last tick are still in the index; there are few, and a small index finds them (named,
 * because SQLite may otherwise prefer the one on `indexed`, which holds them all).
 */
export function notExpired(today: string): SQL {
  return sql`${INDEX}.rowid NOT IN (
    SELECT id FROM offers INDEXED BY offers_indexed_expiring WHERE indexed > 0 AND expires_on < ${today})`;
}
