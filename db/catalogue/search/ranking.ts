import { type SQL, sql } from "drizzle-orm";
import { findCommune } from "#app/domain/places/communes.ts";
import { type Match, WEIGHTS } from "#app/domain/search/match.ts";
import { effectiveSort, type Search } from "#app/domain/search/search.ts";
import { INDEX } from "#db/catalogue/search-index.ts";
import { answers, type Question, REACH, TWIN_KEY } from "./matching.ts";

/** How many offers are ranked by relevance at most, the newest of those that answer: each is read several times. */
const RANKED = 4_000;

/** How many offers the pages of a search reach. */
export const reachIn = (search: Search) => (effectiveSort(search) === "pertinence" ? RANKED : REACH);

/** Keywords that fewer offers hold are rare: they are then ranked by themselves. */
const RARE = 2_000;
/** Keywords that at least this many offers hold no longer rank results. */
const FREQUENT = 5_000;

/**
 * `entries` as common table expressions: rank, newest id, how many offers each stands for, their ids. The same offer at
 * several places is one entry, as far as its offers rank within `MORE` of the page. The newest matches are ranked:
 * `RANKED` by relevance, `REACH` otherwise. Every order ends with the id.
 * @param needed how many entries from the first on
 */
export function entries(question: Question, needed: number): SQL {
  // The newest are in order already.
  const first =
    effectiveSort(question.search) === "recent" ? sql`` : sql`ORDER BY rank, id DESC LIMIT ${reachOf(needed)}`;
  return sql`${hits(question, needed)}, folded AS (SELECT id, twin, rank FROM hits ${first}),
    entries AS (
      SELECT max(id) AS id, min(rank) AS rank, count(*) AS offers, group_concat(id) AS ids FROM folded GROUP BY twin)`;
}

/** Five hundred offers more than a page needs are enough to fold those at several places. */
const MORE = 500;
const reachOf = (needed: number) => Math.min(REACH, needed + MORE);

const TWIN = sql`${TWIN_KEY} AS twin`;
const SCORE = sql`bm25(${INDEX}, ${sql.raw(WEIGHTS.join(", "))}) AS rank`;

function hits({ search, match, today }: Question, needed: number): SQL {
  const matching = answers(match.expression, today);
  const newest = sql`ORDER BY ${INDEX}.rowid DESC LIMIT ${REACH}`;
  const newestRanked = sql`ORDER BY ${INDEX}.rowid DESC LIMIT ${RANKED}`;
  const hitsBy = (rank: SQL) => sql`hits AS (SELECT s.id, ${TWIN}, ${rank} AS rank
    FROM ${INDEX} CROSS JOIN offers s ON s.id = ${INDEX}.rowid WHERE ${matching} ${newest})`;
  switch (effectiveSort(search)) {
    case "pertinence":
      return sql`${match.keywords === null ? sql`scored AS (SELECT rowid AS id, ${TWIN}, ${SCORE} FROM ${INDEX} WHERE ${matching} ${newestRanked})` : rankedBeside(matching, match.keywords)},
        ${namedFirst(match, today)}, ${titledFirst(match, today)}`;
    case "recent":
      return sql`hits AS (SELECT rowid AS id, ${TWIN}, 0 AS rank FROM ${INDEX} WHERE ${matching}
        ORDER BY rowid DESC LIMIT ${reachOf(needed)})`;
    case "debut":
      return hitsBy(sql`coalesce(s.starts_on, '9999')`);
    case "fin":
      return hitsBy(sql`coalesce(s.expires_on, '9999')`);
    case "distance":
      return hitsBy(distanceFrom(search.commune));
  }
}

/** The square of the distance from a commune, in degrees of latitude: enough for an order. Unknown places come last. */
function distanceFrom(commune: string | null): SQL {
  const point = commune === null ? null : findCommune(commune)?.point;
  if (!point) return sql`0`;
  const { latitude, longitude } = point;
  const narrowing = Math.cos((latitude * Math.PI) / 180);
  const north = sql`(s.latitude - ${latitude})`;
  const east = sql`(s.longitude - ${longitude}) * ${narrowing}`;
  return sql`coalesce(${north} * ${north} + ${east} * ${east}, 1e9)`;
}

/**
 * bm25 reads all that the index holds of every token of an expression, those of the criteria too: 40 ms for « stage »
 * at a million offers, however rare the word beside it. Rare keywords are therefore ranked by themselves, and the
 * offers that answer everything take their ranks from there: the same ranks, since a criterion weighs nothing. Keywords
 * that 5,000 offers hold rank nothing any more: the newest come first.
 */
function rankedBeside(matching: SQL, keywords: string): SQL {
  const holders = sql`(SELECT count FROM holders)`;
  const newest = sql`ORDER BY rowid DESC LIMIT ${RANKED}`;
  return sql`holders AS MATERIALIZED (
      SELECT count(*) AS count FROM (SELECT 1 FROM ${INDEX} WHERE ${INDEX} MATCH ${keywords} LIMIT ${FREQUENT})),
    found AS MATERIALIZED (SELECT rowid AS id, ${TWIN} FROM ${INDEX}
      WHERE ${holders} NOT BETWEEN ${RARE} AND ${FREQUENT - 1} AND ${matching} ${newest}),
    rare AS MATERIALIZED (SELECT rowid AS id, ${SCORE} FROM ${INDEX}
      WHERE ${holders} < ${RARE} AND ${INDEX} MATCH ${keywords}),
    scored AS (
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
  if (first === null) return sql`ordered AS (SELECT * FROM scored)`;
  const ranked = keywords === null ? sql`true` : sql`(SELECT count FROM holders) < ${FREQUENT}`;
  return sql`named AS (SELECT rowid AS id FROM ${INDEX}
      WHERE ${ranked} AND ${answers(first, today)} ORDER BY rowid DESC LIMIT ${RANKED}),
    ordered AS (
      SELECT id, twin, rank - iif(id IN (SELECT id FROM named), ${NAMED}, 0) AS rank FROM scored)`;
}

/**
 * A word of the title, the domain or the employer says what an offer is; a word of the text may only be mentioned.
 * Offers whose texts alone say the words come last.
 */
function titledFirst({ titled }: Match, today: string): SQL {
  if (titled === null) return sql`hits AS (SELECT * FROM ordered)`;
  return sql`titled AS (SELECT rowid AS id FROM ${INDEX}
      WHERE ${answers(titled, today)} ORDER BY rowid DESC LIMIT ${RANKED}),
    hits AS (
      SELECT id, twin, rank + iif(id IN (SELECT id FROM titled), 0, ${MENTIONED}) AS rank FROM ordered)`;
}

/** A rank below any other. */
const MENTIONED = 1_000_000_000;

/** Whether an entry only mentions the words in its text, in a statement that has `entries`. */
export function isMentioned(question: Question): SQL {
  return hasTiers(question) ? sql`(page.rank >= ${MENTIONED / 2})` : sql`0`;
}

/** How many offers say the words in their title, domain or employer; null when the search makes no difference. */
export function titledCount(question: Question): SQL {
  return hasTiers(question) ? sql`(SELECT count(*) FROM titled)` : sql`NULL`;
}

const hasTiers = ({ search, match }: Question) => match.titled !== null && effectiveSort(search) === "pertinence";

/** A rank above any score of bm25. */
const NAMED = 1_000_000;
