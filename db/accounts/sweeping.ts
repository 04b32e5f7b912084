import { lte, type SQL, sql } from "drizzle-orm";
import { DRAFT_MS, SESSION_IDLE_MS, SESSION_MS } from "#app/domain/account/account.ts";
import { UNDO_MS } from "#app/domain/saved-searches/saved-search.ts";
import { shift, shiftMonths } from "#app/domain/time.ts";
import { runBatch } from "#db/batch.ts";
import type { Accounts } from "./database.ts";
import { r2Garbage } from "./schema.ts";

/** Rows of a table a tick: short statements, since a database answers one at a time. */
const ROWS = 500;
const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
/** Far longer than any sending of 10 MB that is still going on. */
const PENDING_MS = 10 * MINUTE;
const MAIL_MS = 7 * DAY;
const AUDIT_MONTHS = 12;
/**
 * What a mail told of, and the page that shows it. Nobody is told of an offer twice because an offer is matched at its
 * first publication only; what is mailed keeps two searches from telling of it, which a weekly digest is the last to do.
 */
const MAILED_MS = 90 * DAY;
/** What operators look into; and a provider that got no answer tells again for some days. */
const TRACE_MS = 30 * DAY;
/** Each has a slice for ten thousand saved searches; a tick opens one at most. */
const RUNS = 50;

/**
 * Deletes rows that have come to their end, at most 500 of each kind, in one batch. The objects of deleted documents go
 * to the garbage in the same breath.
 */
export async function deleteEnded(db: Accounts, now: Date): Promise<void> {
  const at = now.toISOString();
  const before = (ms: number) => shift(at, -ms);
  const expired = sql`SELECT id FROM registrations WHERE expires_at <= ${at} LIMIT ${ROWS}`;
  await runBatch(db, [
    ...documentsWhere(sql`draft IN (SELECT draft FROM registrations WHERE id IN (${expired}))`, at),
    sql`DELETE FROM mails WHERE registration_id IN (${expired})`,
    sql`DELETE FROM registrations WHERE id IN (${expired})`,
    ...documentsWhere(
      sql`draft > '' AND created_at <= ${before(DRAFT_MS)}
        AND NOT EXISTS (SELECT 1 FROM registrations r WHERE r.draft = documents.draft)`,
      at,
    ),
    ...documentsWhere(sql`storage = 'pending' AND created_at <= ${before(PENDING_MS)}`, at),
    rowsWhere("tokens", sql`expires_at <= ${at}`),
    rowsWhere("sessions", sql`created_at <= ${before(SESSION_MS)} OR seen_at <= ${before(SESSION_IDLE_MS)}`),
    rowsWhere("throttles", sql`ends_at <= ${at}`),
    rowsWhere("audit", sql`at <= ${shiftMonths(at, -AUDIT_MONTHS)}`),
    rowsWhere("saved_searches", sql`deleted_at <= ${before(UNDO_MS)}`),
    rowsWhere("mails", sql`done_at <= ${before(MAIL_MS)}`),
    // The address was changed: it is nobody's now.
    rowsWhere("suppressions", sql`NOT EXISTS (SELECT 1 FROM candidates c WHERE c.email_key = suppressions.email_key)`),
    // A farewell is all that is left of somebody: it goes as soon as it is sent, or will never be.
    rowsWhere("mails", sql`candidate_id IS NULL AND kind IN ('goodbye', 'retention-goodbye') AND done_at IS NOT NULL`),
    ...mailedBefore(before(MAILED_MS)),
    ...runsBefore(before(TRACE_MS)),
    rowsWhere("dead_letters", sql`at <= ${before(TRACE_MS)}`),
    rowsWhere("provider_events", sql`at <= ${before(TRACE_MS)}`),
  ]);
}

/** Keys of objects that may be deleted, the oldest first; never one that a document holds. */
export async function findGarbage(db: Accounts, now: Date, limit: number): Promise<string[]> {
  const found = await db
    .select({ key: r2Garbage.key })
    .from(r2Garbage)
    .where(sql`${lte(r2Garbage.since, now.toISOString())} AND ${heldByNone(sql`${r2Garbage.key}`)}`)
    .orderBy(r2Garbage.since)
    .limit(limit);
  return found.map(({ key }) => key);
}

/** Forgets the keys of objects that are deleted. */
export async function forgetGarbage(db: Accounts, keys: string[]): Promise<void> {
  await db.run(sql`DELETE FROM r2_garbage WHERE key IN (SELECT value FROM json_each(${JSON.stringify(keys)}))`);
}

/** Takes for garbage those of the keys that no document holds. @returns how many are new to it */
export async function discardOrphans(db: Accounts, keys: string[], now: Date): Promise<number> {
  const discarded = await db.all<{ key: string }>(
    sql`INSERT OR IGNORE INTO r2_garbage (key, since)
      SELECT object.value, ${now.toISOString()} FROM json_each(${JSON.stringify(keys)}) AS object
      WHERE ${heldByNone(sql`object.value`)} RETURNING key`,
  );
  return discarded.length;
}

function heldByNone(key: SQL): SQL {
  return sql`NOT EXISTS (SELECT 1 FROM documents WHERE id = substr(${key}, 11) AND ${key} LIKE 'documents/%')`;
}

/** The two statements that delete documents; the same ones in both, since nothing comes between them in a batch. */
function documentsWhere(condition: SQL, at: string): SQL[] {
  const ended = sql`SELECT id FROM documents WHERE ${condition} LIMIT ${ROWS}`;
  return [
    sql`INSERT OR IGNORE INTO r2_garbage (key, since) SELECT 'documents/' || id, ${at} FROM documents WHERE id IN (${ended})`,
    sql`DELETE FROM documents WHERE id IN (${ended})`,
  ];
}

/** What alerts have told before a moment: a snapshot stands for each of their mails, which are deleted long before. */
function mailedBefore(moment: string): SQL[] {
  const old = sql`SELECT mail_id FROM snapshots WHERE created_at <= ${moment} ORDER BY created_at LIMIT ${ROWS}`;
  return ["mailed_offers", "alert_matches", "snapshots"].map(
    (table) => sql`DELETE FROM ${sql.raw(table)} WHERE mail_id IN (${old})`,
  );
}

/** Rounds that ended before a moment, oldest first; never the last one, which says how far they have come. */
function runsBefore(moment: string): SQL[] {
  const old = sql`SELECT id FROM (SELECT id, finished_at FROM alert_runs ORDER BY id LIMIT ${RUNS})
    WHERE finished_at <= ${moment} AND id < (SELECT max(id) FROM alert_runs WHERE state = 'done')`;
  return [sql`DELETE FROM alert_slices WHERE run_id IN (${old})`, sql`DELETE FROM alert_runs WHERE id IN (${old})`];
}

type Ended =
  | "tokens"
  | "sessions"
  | "throttles"
  | "audit"
  | "mails"
  | "provider_events"
  | "dead_letters"
  | "suppressions"
  | "saved_searches";

function rowsWhere(table: Ended, condition: SQL): SQL {
  const name = sql.raw(table);
  return sql`DELETE FROM ${name} WHERE rowid IN (SELECT rowid FROM ${name} WHERE ${condition} LIMIT ${ROWS})`;
}
