import { sql } from "drizzle-orm";
import type { Offer } from "#app/domain/offers/offer.ts";
import type { IndexRow } from "#app/domain/search/index-row.ts";
import { TEXT_VERSION } from "#app/domain/text/text.ts";
import type { WordForm } from "#app/domain/text/vocabulary.ts";
import { runBatch } from "#db/batch.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { fullOffers } from "#db/catalogue/offers/offers.ts";
import { INDEX, index, learn } from "#db/catalogue/search-index.ts";
import { listOf } from "#db/d1/list-of.ts";

/**
 * Offers indexed under another version: an older one, or a newer one after a rollback. Two ranges of the index on
 * `indexed`. SQLite begins a range at the first of two lower bounds: the version comes first, since the other one walks
 * every offer, each minute.
 */
const OLDER = sql`SELECT id FROM offers WHERE indexed > 0 AND indexed < ${TEXT_VERSION}`;
const NEWER = sql`SELECT id FROM offers WHERE indexed > ${TEXT_VERSION} AND indexed > 0`;

/** Some of the offers that are indexed under another version of the text preparation. */
export function findStale(db: Catalogue, limit: number): Promise<Offer[]> {
  return fullOffers(db, sql`o.id IN (${OLDER} UNION ALL ${NEWER} LIMIT ${limit})`);
}

/** How many offers are indexed under another version. */
export async function countStale(db: Catalogue): Promise<number> {
  const counted = await db.get<{ count: number }>(sql`SELECT count(*) AS count FROM (${OLDER} UNION ALL ${NEWER})`);
  return counted.count;
}

/** Writes offers into the index of this version, in one transaction; the other index keeps them. */
export async function reindex(
  db: Catalogue,
  ids: number[],
  rows: (IndexRow & { reference: string })[],
  words: WordForm[],
): Promise<void> {
  await runBatch(db, [
    // Rows that an older version, or a rollback, left in this index.
    sql`DELETE FROM ${INDEX} WHERE rowid IN ${listOf(ids)}`,
    ...index(rows),
    learn(words),
  ]);
}
