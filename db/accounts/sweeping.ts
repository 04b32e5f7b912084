import { lte, type SQL, sql } from "drizzle-orm";
import { DRAFT_MS, SESSION_IDLE_MS, SESSION_MS } from "#app/domain/account/account.ts";
import { OPERATOR_AUDIT_MONTHS, OPERATOR_IDLE_MS, OPERATOR_SESSION_MS } from "#app/domain/operations/operator.ts";
import { PUBLISHING_MONTHS, RECRUITER_SESSION_MS } from "#app/domain/publishing/recruiter.ts";
import { UNDO_MS } from "#app/domain/saved-searches/saved-search.ts";
import { shift, shiftMonths } from "#app/domain/time.ts";
import { runBatch } from "#db/batch.ts";
import { listOf } from "#db/d1/list-of.ts";
import { r2Garbage } from "./common-tables.ts";
import type { Accounts } from "./database.ts";

/** Rows of a table a tick. Statements are short, since a database runs one at a time. */
const ROWS = 500;
const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
/** Far longer than an upload of 10 MB that is still under way. */
const PENDING_MS = 10 * MINUTE;
const MAIL_MS = 7 * DAY;
const AUDIT_MONTHS = 12;
/** A link of a reminder is worth nothing long before. */
const USED_LINK_MONTHS = 12;
/**
 * How long mailed offers, and the page that shows them, are kept. These rows keep a second search of the candidate from
 * mailing the same offer, at the latest in her weekly digest. Later they are not needed: an offer is matched only at
 * its first publication.
 */
const MAILED_MS = 90 * DAY;
/** How long traces are kept for operators. A provider that gets no answer repeats an event for a few days only. */
const TRACE_MS = 30 * DAY;
/** Matching runs a tick. Each has a slice for ten thousand saved searches, and a tick opens one run at most. */
const RUNS = 50;

/**
 * Deletes expired rows in one batch, at most 500 of each kind. The batch also adds the objects of deleted documents to
 * the garbage.
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
    rowsWhere("recruiter_tokens", sql`expires_at <= ${at}`),
    rowsWhere("recruiter_sessions", sql`created_at <= ${before(RECRUITER_SESSION_MS)}`),
    rowsWhere("operator_tokens", sql`expires_at <= ${at}`),
    rowsWhere("operator_challenges", sql`expires_at <= ${at}`),
    rowsWhere(
      "operator_sessions",
      sql`created_at <= ${before(OPERATOR_SESSION_MS)} OR seen_at <= ${before(OPERATOR_IDLE_MS)}`,
    ),
    // By the clock of the database, as the trigger of the table: a row that it refuses to delete would fail the whole batch.
    rowsWhere(
      "operator_audit",
      sql`at <= strftime('%Y-%m-%dT%H:%M:%fZ', 'now', ${`-${OPERATOR_AUDIT_MONTHS} months`})`,
    ),
    rowsWhere("used_links", sql`at <= ${shiftMonths(at, -USED_LINK_MONTHS)}`),
    rowsWhere("publishing_events", sql`at <= ${shiftMonths(at, -PUBLISHING_MONTHS)}`),
    rowsWhere("throttles", sql`ends_at <= ${at}`),
    rowsWhere("audit", sql`at <= ${shiftMonths(at, -AUDIT_MONTHS)}`),
    rowsWhere("saved_searches", sql`deleted_at <= ${before(UNDO_MS)}`),
    rowsWhere("mails", sql`done_at <= ${before(MAIL_MS)}`),
    // The account has another address now, or is deleted.
    rowsWhere("suppressions", sql`NOT EXISTS (SELECT 1 FROM candidates c WHERE c.email_key = suppressions.email_key)`),
    // A farewell holds the last address of an erased account: it is deleted as soon as it is sent or given up.
    rowsWhere("mails", sql`candidate_id IS NULL AND kind IN ('goodbye', 'retention-goodbye') AND done_at IS NOT NULL`),
    ...mailedBefore(before(MAILED_MS)),
    ...runsBefore(before(TRACE_MS)),
    rowsWhere("dead_letters", sql`at <= ${before(TRACE_MS)}`),
    rowsWhere("provider_events", sql`at <= ${before(TRACE_MS)}`),
  ]);
}

/** Keys of objects that may be deleted now, the oldest first; never the key of a document's object. */
export async function findGarbage(db: Accounts, now: Date, limit: number): Promise<string[]> {
  const found = await db
    .select({ key: r2Garbage.key })
    .from(r2Garbage)
    .where(sql`${lte(r2Garbage.since, now.toISOString())} AND ${heldByNone(sql`${r2Garbage.key}`)}`)
    .orderBy(r2Garbage.since)
    .limit(limit);
  return found.map(({ key }) => key);
}

/** Deletes the keys of objects that are deleted. */
export async function forgetGarbage(db: Accounts, keys: string[]): Promise<void> {
  await db.run(sql`DELETE FROM r2_garbage WHERE key IN ${listOf(keys)}`);
}

/**
 * Adds to the garbage the keys that no document holds. A database without candidates has not been filled yet, as before
 * a restore: the files are of those who are to come back.
 * @returns how many keys were added
 */
export async function discardOrphans(db: Accounts, keys: string[], now: Date): Promise<number> {
  const discarded = await db.all<{ key: string }>(
    sql`INSERT OR IGNORE INTO r2_garbage (key, since)
      SELECT object.value, ${now.toISOString()} FROM json_each(${JSON.stringify(keys)}) AS object
      WHERE ${heldByNone(sql`object.value`)} AND EXISTS (SELECT 1 FROM candidates) RETURNING key`,
  );
  return discarded.length;
}

function heldByNone(key: SQL): SQL {
  return sql`NOT EXISTS (SELECT 1 FROM documents WHERE id = substr(${key}, 11) AND ${key} LIKE 'documents/%')`;
}

/** The two statements that delete documents. Both choose the same rows, since they follow each other in one batch. */
function documentsWhere(condition: SQL, at: string): SQL[] {
  const ended = sql`SELECT id FROM documents WHERE ${condition} LIMIT ${ROWS}`;
  return [
    sql`INSERT OR IGNORE INTO r2_garbage (key, since) SELECT 'documents/' || id, ${at} FROM documents WHERE id IN (${ended})`,
    sql`DELETE FROM documents WHERE id IN (${ended})`,
  ];
}

/**
 * The statements that delete what alerts mailed before a moment. Each alert has a snapshot, which outlives the mail.
 */
function mailedBefore(moment: string): SQL[] {
  const old = sql`SELECT mail_id FROM snapshots WHERE created_at <= ${moment} ORDER BY created_at LIMIT ${ROWS}`;
  return ["mailed_offers", "alert_matches", "snapshots"].map(
    (table) => sql`DELETE FROM ${sql.raw(table)} WHERE mail_id IN (${old})`,
  );
}

/** The statements that delete runs that ended before a moment, but never the last run, where the next one begins. */
function runsBefore(moment: string): SQL[] {
  const old = sql`SELECT id FROM (SELECT id, finished_at FROM alert_runs ORDER BY id LIMIT ${RUNS})
    WHERE finished_at <= ${moment} AND id < (SELECT max(id) FROM alert_runs WHERE state = 'done')`;
  return [sql`DELETE FROM alert_slices WHERE run_id IN (${old})`, sql`DELETE FROM alert_runs WHERE id IN (${old})`];
}

type Ended =
  | "recruiter_tokens"
  | "recruiter_sessions"
  | "operator_tokens"
  | "operator_challenges"
  | "operator_sessions"
  | "operator_audit"
  | "used_links"
  | "publishing_events"
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
