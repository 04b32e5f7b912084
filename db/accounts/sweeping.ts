import { lte, type SQL, sql } from "drizzle-orm";
import { DRAFT_MS, SESSION_IDLE_MS, SESSION_MS } from "#app/domain/account.ts";
import { SNAPSHOT_MS, UNDO_MS } from "#app/domain/saved-search.ts";
import { shift, shiftMonths } from "#app/domain/time.ts";
import { runBatch } from "../batch.ts";
import type { Accounts } from "./database.ts";
import { r2Garbage } from "./schema.ts";

/** Rows of a table a tick: short statements, since a database answers one at a time. */
const ROWS = 500;
const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
/** Far longer than any sending of 10 MB that is still going on. */
const PENDING_MS = 10 * MINUTE;
const MAIL_MS = 7 * DAY;
/** A provider that got no answer tells again for some days. */
const EVENT_MS = 30 * DAY;
const AUDIT_MONTHS = 12;

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
    rowsWhere("snapshots", sql`created_at <= ${before(SNAPSHOT_MS)}`),
    rowsWhere("mails", sql`done_at <= ${before(MAIL_MS)}`),
    rowsWhere("provider_events", sql`at <= ${before(EVENT_MS)}`),
    rowsWhere("dead_letters", sql`at <= ${before(EVENT_MS)}`),
    // The address was changed: it is nobody's now.
    rowsWhere("suppressions", sql`NOT EXISTS (SELECT 1 FROM candidates c WHERE c.email_key = suppressions.email_key)`),
    // A farewell is all that is left of somebody: it goes as soon as it is sent, or will never be.
    rowsWhere("mails", sql`candidate_id IS NULL AND kind IN ('goodbye', 'retention-goodbye') AND done_at IS NOT NULL`),
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

type Ended =
  | "tokens"
  | "sessions"
  | "throttles"
  | "audit"
  | "mails"
  | "provider_events"
  | "dead_letters"
  | "suppressions"
  | "saved_searches"
  | "snapshots";

function rowsWhere(table: Ended, condition: SQL): SQL {
  const name = sql.raw(table);
  return sql`DELETE FROM ${name} WHERE rowid IN (SELECT rowid FROM ${name} WHERE ${condition} LIMIT ${ROWS})`;
}
