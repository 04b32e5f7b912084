import { and, desc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { type Cadence, MAX_SAVED_SEARCHES } from "#app/domain/alerts/alert.ts";
import { recordEventIfChanged } from "#db/accounts/audit.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { runBatch } from "#db/batch.ts";
import { idempotent } from "#db/d1/open-database.ts";
import type { Compiled } from "./compiled-searches.ts";
import { dropFindings } from "./findings.ts";
import { savedSearches } from "./schema.ts";

export type SavedSearch = typeof savedSearches.$inferSelect;

/** Names one saved search of a candidate. Every query asks for both ids, so that nobody reaches another's search. */
type Owned = { id: number; candidateId: number };

export type NewSavedSearch = { candidateId: number; name: string; criteria: string; newestOfferId: number } & Compiled;

/** A candidate's saved searches, newest first. */
export function listSavedSearches(db: Accounts, candidateId: number): Promise<SavedSearch[]> {
  return db
    .select()
    .from(savedSearches)
    .where(and(eq(savedSearches.candidateId, candidateId), isNull(savedSearches.deletedAt)))
    .orderBy(desc(savedSearches.id));
}

/** One of a candidate's saved searches; null when it is unknown, deleted or somebody else's. */
export async function findSavedSearch(db: Accounts, { id, candidateId }: Owned): Promise<SavedSearch | null> {
  return (await db.select().from(savedSearches).where(ownedBy({ id, candidateId })).get()) ?? null;
}

/** The candidate's saved search with the same criteria, or null. */
export async function findSameSearch(db: Accounts, criteria: string, candidateId: number): Promise<SavedSearch | null> {
  const same = sql`candidate_id = ${candidateId} AND criteria = ${criteria} AND deleted_at IS NULL`;
  return (await db.select().from(savedSearches).where(same).get()) ?? null;
}

/**
 * Saves a search with its bell off. Saving the same criteria again, even concurrently, gives the same search.
 * @returns the search that has these criteria, and whether it is new; `full` when the candidate has twenty others
 */
export async function insertSavedSearch(
  db: Accounts,
  search: NewSavedSearch,
  now: Date,
): Promise<{ id: number; name: string; isNew: boolean } | "full"> {
  const { candidateId, name, criteria, match, textVersion, searchTokens, newestOfferId } = search;
  const same = sql`candidate_id = ${candidateId} AND criteria = ${criteria}`;
  const [, inserted, , [kept]] = await runBatch<[never, { id: number }, never, { id: number; name: string }]>(db, [
    // A search that was deleted within the hour is saved as a new one, without its old bell.
    sql`DELETE FROM saved_searches WHERE ${same} AND deleted_at IS NOT NULL`,
    sql`INSERT INTO saved_searches (candidate_id, name, criteria, match, text_version, since_offer_id, seen_offer_id, created_at)
      SELECT ${candidateId}, ${name}, ${criteria}, ${match}, ${textVersion}, ${newestOfferId}, ${newestOfferId}, ${now.toISOString()}
      WHERE ${searchCount(candidateId)} < ${MAX_SAVED_SEARCHES}
      ON CONFLICT (candidate_id, criteria) DO NOTHING RETURNING id`,
    sql`INSERT OR IGNORE INTO search_tokens (token, saved_search_id)
      SELECT j.value, s.id FROM saved_searches s, json_each(${JSON.stringify(searchTokens)}) j
      WHERE s.candidate_id = ${candidateId} AND s.criteria = ${criteria} AND s.text_version = ${textVersion}`,
    sql`SELECT id, name FROM saved_searches WHERE ${same}`,
  ]);
  return kept ? { ...kept, isNew: inserted.length > 0 } : "full";
}

/** Renames a saved search. @returns false when it is not hers, or is deleted */
export async function renameSavedSearch(db: Accounts, { id, candidateId }: Owned, name: string): Promise<boolean> {
  const renamed = await idempotent(db).all<{ id: number }>(
    sql`UPDATE saved_searches SET name = ${name} WHERE ${ownedBy({ id, candidateId })} RETURNING id`,
  );
  return renamed.length > 0;
}

/**
 * Gives a saved search other criteria. Its unsent findings are dropped, and its alert starts again at the newest offer.
 * Equal criteria change nothing, unless the search was broken.
 * @returns `same` when another of her searches has these criteria; `gone` when the search is not hers, or is deleted
 */
export async function updateCriteria(
  db: Accounts,
  { id, candidateId }: Owned,
  { criteria, match, textVersion, searchTokens, newestOfferId }: Omit<NewSavedSearch, "candidateId" | "name">,
): Promise<"updated" | "same" | "gone"> {
  const updated = sql`SELECT id FROM saved_searches WHERE ${ownedBy({ id, candidateId })}
    AND criteria = ${criteria} AND text_version = ${UPDATING}`;
  const results = await runBatch<{ id: number }[]>(idempotent(db), [
    sql`DELETE FROM saved_searches WHERE candidate_id = ${candidateId} AND criteria = ${criteria} AND deleted_at IS NOT NULL AND id <> ${id}`,
    // `UPDATING` marks the search until the end of the batch: the next statements act only if this one changed it.
    sql`UPDATE saved_searches SET criteria = ${criteria}, match = ${match}, text_version = ${UPDATING}, broken = NULL,
        since_offer_id = ${newestOfferId}, seen_offer_id = ${newestOfferId}
      WHERE ${ownedBy({ id, candidateId })} AND (criteria <> ${criteria} OR broken IS NOT NULL) AND NOT EXISTS (
        SELECT 1 FROM saved_searches o WHERE o.candidate_id = ${candidateId} AND o.criteria = ${criteria} AND o.id <> ${id})`,
    ...dropFindings(candidateId, updated),
    sql`DELETE FROM search_tokens WHERE saved_search_id IN (${updated})`,
    sql`INSERT OR IGNORE INTO search_tokens (token, saved_search_id)
      SELECT j.value, s.id FROM (${updated}) s, json_each(${JSON.stringify(searchTokens)}) j`,
    sql`UPDATE saved_searches SET text_version = ${textVersion} WHERE id IN (${updated})`,
    sql`SELECT id FROM saved_searches WHERE ${ownedBy({ id, candidateId })} AND criteria = ${criteria}`,
    sql`SELECT id FROM saved_searches WHERE ${ownedBy({ id, candidateId })}`,
  ]);
  const [asked, owned] = results.slice(-2);
  if (asked?.length) return "updated";
  return owned?.length ? "same" : "gone";
}

/** A value of `text_version` that is no version of the text preparation. */
const UPDATING = -1;

/**
 * Sets the cadence of a saved search, or switches its bell off with null. A bell that is switched on starts at the
 * newest offer; a bell that is switched off drops the unsent findings. Another cadence keeps the pending pairs, with a
 * new due time.
 * @param due when pending pairs are due under the new cadence, ISO 8601
 * @returns false when the search is not hers, or is deleted
 */
export async function setCadence(
  db: Accounts,
  { id, candidateId }: Owned,
  { cadence, due, newestOfferId }: { cadence: Cadence | null; due: string; newestOfferId: number },
): Promise<boolean> {
  const owned = ownedBy({ id, candidateId });
  const [, set] = await runBatch<[never, { id: number }]>(idempotent(db), [
    // Not if it has this cadence already: pairs that were due at seven would wait another day.
    sql`UPDATE alert_matches SET due_at = ${due} WHERE state = 'pending' AND candidate_id = ${candidateId}
      AND saved_search_id IN (SELECT id FROM saved_searches WHERE ${owned} AND cadence IS NOT ${cadence})`,
    sql`UPDATE saved_searches SET since_offer_id = CASE WHEN cadence IS NULL AND ${cadence} IS NOT NULL THEN ${newestOfferId} ELSE since_offer_id END,
      cadence = ${cadence} WHERE ${owned} RETURNING id`,
    ...(cadence === null ? dropFindings(candidateId, sql`SELECT id FROM saved_searches WHERE ${owned}`) : []),
  ]);
  return set.length > 0;
}

/**
 * Switches off the bell of one saved search of a candidate, or of all with a null id, by the link of a mail. If a bell
 * was on, this is recorded as an event of her account.
 */
export async function switchOff(db: Accounts, candidateId: number, id: number | null, now: Date): Promise<void> {
  const chosen = sql`candidate_id = ${candidateId} AND ${id === null ? sql`true` : sql`id = ${id}`}`;
  await runBatch(idempotent(db), [
    sql`UPDATE saved_searches SET cadence = NULL WHERE ${chosen} AND cadence IS NOT NULL`,
    recordEventIfChanged(candidateId, "alerts-stopped", null, now),
    ...dropFindings(candidateId, sql`SELECT id FROM saved_searches WHERE ${chosen}`),
  ]);
}

/**
 * Deletes a saved search and drops its unsent findings. The deletion can be undone for an hour. Deleting twice is the
 * same.
 * @returns false when the search is not hers, or its deletion can no longer be undone
 */
export async function deleteSavedSearch(db: Accounts, { id, candidateId }: Owned, now: Date): Promise<boolean> {
  const deleted = sql`SELECT id FROM saved_searches WHERE id = ${id} AND candidate_id = ${candidateId} AND deleted_at IS NOT NULL`;
  const results = await runBatch<{ id: number }[]>(db, [
    sql`UPDATE saved_searches SET deleted_at = ${now.toISOString()} WHERE ${ownedBy({ id, candidateId })}`,
    ...dropFindings(candidateId, deleted),
    deleted,
  ]);
  return (results.at(-1) ?? []).length > 0;
}

/**
 * Undoes a deletion. The alert starts again at the newest offer. Undoing twice is the same.
 * @returns `full` when she has twenty others by now; `gone` when it is too late, or the search is not hers
 */
export async function restoreSavedSearch(
  db: Accounts,
  { id, candidateId }: Owned,
  newestOfferId: number,
): Promise<"restored" | "full" | "gone"> {
  const [, [found]] = await runBatch<[never, { deletedAt: string | null }]>(db, [
    sql`UPDATE saved_searches SET deleted_at = NULL, since_offer_id = ${newestOfferId}
      WHERE id = ${id} AND candidate_id = ${candidateId} AND deleted_at IS NOT NULL
        AND ${searchCount(candidateId)} < ${MAX_SAVED_SEARCHES}`,
    sql`SELECT deleted_at AS deletedAt FROM saved_searches WHERE id = ${id} AND candidate_id = ${candidateId}`,
  ]);
  if (!found) return "gone";
  return found.deletedAt === null ? "restored" : "full";
}

/** Marks the results of a saved search as seen, up to an offer. */
export async function markSeen(db: Accounts, { id, candidateId }: Owned, newestOfferId: number): Promise<void> {
  // Of two browser windows, the one that has shown more offers counts.
  await idempotent(db).run(sql`UPDATE saved_searches SET seen_offer_id = max(seen_offer_id, ${newestOfferId})
    WHERE ${ownedBy({ id, candidateId })}`);
}

function ownedBy({ id, candidateId }: Owned): SQL {
  return sql`id = ${id} AND candidate_id = ${candidateId} AND deleted_at IS NULL`;
}

/** The number of a candidate's saved searches, without deleted ones, as SQL. */
function searchCount(candidateId: number): SQL {
  return sql`(SELECT count(*) FROM saved_searches WHERE candidate_id = ${candidateId} AND deleted_at IS NULL)`;
}
