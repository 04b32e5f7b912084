import { eq, sql } from "drizzle-orm";
import type { Accounts } from "#db/accounts/database.ts";
import { runBatch } from "#db/batch.ts";
import { savedSearches } from "./schema.ts";

/** A compiled search: the expression, the version that compiled it, and its search tokens. */
export type Compiled = { match: string; textVersion: number; searchTokens: string[] };

/** The least offer id after which an alert begins; null when no bell is on. */
export async function findOldestSince(db: Accounts): Promise<number | null> {
  const oldest = await db.get<{ since: number | null }>(
    sql`SELECT min(since_offer_id) AS since FROM saved_searches WHERE cadence IS NOT NULL`,
  );
  return oldest.since;
}

/** Up to `limit` searches that another version than `textVersion` has compiled, older or newer. */
export function findStaleSearches(
  db: Accounts,
  textVersion: number,
  limit: number,
): Promise<{ id: number; criteria: string }[]> {
  // Two ranges of the index: with `<>`, each tick would read the whole index.
  return db.all(sql`SELECT id, criteria FROM saved_searches WHERE text_version < ${textVersion}
    UNION ALL SELECT id, criteria FROM saved_searches WHERE text_version > ${textVersion} LIMIT ${limit}`);
}

/**
 * Stores recompiled searches. A search is skipped if its criteria have changed since it was read. `broken` marks one
 * whose criteria are no longer understood: it matches nothing rather than too much.
 */
export async function updateCompiled(
  db: Accounts,
  searches: ({ id: number; criteria: string; broken: "criteria" | null } & Compiled)[],
): Promise<void> {
  const json = JSON.stringify(searches);
  const still = sql`json_each(${json}) j JOIN saved_searches s ON s.id = j.value ->> 'id' AND s.criteria = j.value ->> 'criteria'`;
  await runBatch(db, [
    sql`UPDATE saved_searches SET match = j.value ->> 'match', text_version = j.value ->> 'textVersion', broken = j.value ->> 'broken'
      FROM json_each(${json}) j WHERE saved_searches.id = j.value ->> 'id' AND saved_searches.criteria = j.value ->> 'criteria'`,
    sql`DELETE FROM search_tokens WHERE saved_search_id IN (SELECT s.id FROM ${still})`,
    sql`INSERT OR IGNORE INTO search_tokens (token, saved_search_id) SELECT g.value, s.id FROM ${still}, json_each(j.value, '$.searchTokens') g`,
  ]);
}

/**
 * Marks a search as broken because the database cannot run its expression. Its owner sees this on « Mes recherches ».
 */
export async function markBroken(db: Accounts, id: number): Promise<void> {
  await db.update(savedSearches).set({ broken: "expression" }).where(eq(savedSearches.id, id));
}
