import { type SQL, sql } from "drizzle-orm";
import type { IndexRow } from "#app/domain/search/index-row.ts";
import { TEXT_VERSION } from "#app/domain/text/text.ts";
import type { WordForm } from "#app/domain/text/vocabulary.ts";

/**
 * The full-text index that this version of the code writes and reads. There are two indexes: while a new version of the
 * text preparation fills one, the deployed version still reads the other (docs/decisions/0007-two-indexes.md).
 */
export const INDEX_NAME = indexOf(TEXT_VERSION);
export const INDEX: SQL = sql.raw(INDEX_NAME);

/** How many offers hold each token of the index (FTS5's own vocabulary table). */
export const TOKENS: SQL = sql.raw(TEXT_VERSION % 2 === 1 ? "offers_tokens" : "offers_tokens_even");

/** Statements that put the open offers among these into the index, and store their twin keys and their communes. */
export function index(rows: (IndexRow & { reference: string })[]): SQL[] {
  const json = JSON.stringify(rows);
  const open = sql`json_each(${json}) j JOIN offers o ON o.reference = j.value ->> 'reference' WHERE o.indexed > 0`;
  return [
    sql`INSERT INTO ${INDEX} (rowid, title, employer, body, f, k)
      SELECT o.id, j.value ->> 'title', j.value ->> 'employer', j.value ->> 'body', j.value ->> 'f',
        (j.value ->> 'twin') || ',' || (j.value ->> 'k') || coalesce(',a' || o.administration_id, '')
      FROM ${open}`,
    sql`UPDATE offers SET indexed = ${TEXT_VERSION}, twin = j.value ->> 'twin', commune = j.value ->> 'commune',
        latitude = j.value ->> 'latitude', longitude = j.value ->> 'longitude' FROM json_each(${json}) j
      WHERE offers.reference = j.value ->> 'reference' AND offers.indexed > 0`,
  ];
}

/**
 * Statements that take offers out of both indexes, so that neither shows a closed offer or an old text.
 * @param ids a subquery
 */
export function unindex(ids: SQL): SQL[] {
  return [1, 2].map((version) => sql`DELETE FROM ${sql.raw(indexOf(version))} WHERE rowid IN ${ids}`);
}

/**
 * A statement that stores word forms. Of two spellings, the one with more accents is kept: titles in capitals have
 * none.
 */
export function learn(words: WordForm[]): SQL {
  return sql`INSERT INTO words (initial, length, word, shown)
    SELECT substr(value ->> 0, 1, 1), length(value ->> 0), value ->> 0, value ->> 1
    FROM json_each(${JSON.stringify(words.map(({ word, shown }) => [word, shown]))}) WHERE true
    ON CONFLICT DO UPDATE SET shown = excluded.shown WHERE excluded.shown > shown`;
}

function indexOf(version: number): string {
  return version % 2 === 1 ? "offers_fts" : "offers_fts_even";
}
