import { and, desc, eq, gt, sql } from "drizzle-orm";
import { SESSION_IDLE_MS, SESSION_MS } from "#app/domain/account/account.ts";
import { recordEvent, recordEventIfChanged } from "#db/accounts/audit.ts";
import { candidates } from "#db/accounts/common-tables.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { runBatch } from "#db/batch.ts";
import { idempotent } from "#db/d1/open-database.ts";
import type { Candidate } from "./candidates.ts";
import { sessions } from "./schema.ts";

export type Session = typeof sessions.$inferSelect;

/** The condition on sessions that are alive: used in the last two hours, and opened in the last twelve. */
function alive(now: Date) {
  return and(
    gt(sessions.seenAt, new Date(now.getTime() - SESSION_IDLE_MS).toISOString()),
    gt(sessions.createdAt, new Date(now.getTime() - SESSION_MS).toISOString()),
  );
}

/** Stores a session, and notes that the account is in use: this cancels a retention warning. */
export async function insertSession(db: Accounts, session: Session, now: Date): Promise<void> {
  const { id, secretHash, candidateId, device, createdAt, seenAt, confirmedAt } = session;
  await runBatch(db, [
    sql`INSERT INTO sessions (id, secret_hash, candidate_id, device, created_at, seen_at, confirmed_at)
      VALUES (${id}, ${secretHash}, ${candidateId}, ${device}, ${createdAt}, ${seenAt}, ${confirmedAt})`,
    sql`UPDATE candidates SET last_login_at = ${now.toISOString()}, retention_warned_at = NULL WHERE id = ${candidateId}`,
    recordEvent(candidateId, "logged-in", device, now),
  ]);
}

/**
 * The session of an id if it is alive, with its candidate; null otherwise. The caller must still compare the secret.
 */
export async function findSession(
  db: Accounts,
  id: string,
  now: Date,
): Promise<{ session: Session; candidate: Candidate } | null> {
  const found = await db
    .select({ session: sessions, candidate: candidates })
    .from(sessions)
    .innerJoin(candidates, eq(candidates.id, sessions.candidateId))
    .where(and(eq(sessions.id, id), alive(now)))
    .get();
  return found ?? null;
}

/** Notes that a session was used now. */
export async function touchSession(db: Accounts, id: string, now: Date): Promise<void> {
  await idempotent(db).update(sessions).set({ seenAt: now.toISOString() }).where(eq(sessions.id, id));
}

/** Notes that the password was given again in a session, and gives the session another secret. */
export async function confirmSession(db: Accounts, id: string, secretHash: string, now: Date): Promise<void> {
  await idempotent(db).update(sessions).set({ confirmedAt: now.toISOString(), secretHash }).where(eq(sessions.id, id));
}

/** A candidate's sessions that are alive, the last used first. */
export function listSessions(db: Accounts, candidateId: number, now: Date) {
  return db
    .select({ id: sessions.id, device: sessions.device, createdAt: sessions.createdAt, seenAt: sessions.seenAt })
    .from(sessions)
    .where(and(eq(sessions.candidateId, candidateId), alive(now)))
    .orderBy(desc(sessions.seenAt));
}

/** Ends one session of a candidate. @returns false when there is no such session of hers */
export async function endSession(
  db: Accounts,
  { id, candidateId }: { id: string; candidateId: number },
  event: "logged-out" | "session-ended",
  now: Date,
): Promise<boolean> {
  const [ended] = await runBatch<[{ device: string }]>(db, [
    sql`DELETE FROM sessions WHERE id = ${id} AND candidate_id = ${candidateId} RETURNING device`,
    recordEventIfChanged(candidateId, event, null, now),
  ]);
  return ended.length > 0;
}

/** Ends every session of a candidate. */
export async function endAllSessions(db: Accounts, candidateId: number, now: Date): Promise<void> {
  await runBatch(db, [
    sql`DELETE FROM sessions WHERE candidate_id = ${candidateId}`,
    recordEvent(candidateId, "logged-out-everywhere", null, now),
  ]);
}
