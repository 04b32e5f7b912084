import { and, desc, eq, gt, sql } from "drizzle-orm";
import { SESSION_IDLE_MS, SESSION_MS } from "#app/domain/account/account.ts";
import { recordEvent, recordEventIfChanged } from "#db/accounts/audit.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { candidates, sessions } from "#db/accounts/schema.ts";
import { runBatch } from "#db/batch.ts";
import type { Candidate } from "./candidates.ts";

export type Session = typeof sessions.$inferSelect;

/** What still lives: used in the last two hours, opened in the last twelve. */
function alive(now: Date) {
  return and(
    gt(sessions.seenAt, new Date(now.getTime() - SESSION_IDLE_MS).toISOString()),
    gt(sessions.createdAt, new Date(now.getTime() - SESSION_MS).toISOString()),
  );
}

/** Opens a session: the account is in use. */
export async function insertSession(db: Accounts, session: Session, now: Date): Promise<void> {
  const { id, secretHash, candidateId, device, createdAt, seenAt, confirmedAt } = session;
  await runBatch(db, [
    sql`INSERT INTO sessions (id, secret_hash, candidate_id, device, created_at, seen_at, confirmed_at)
      VALUES (${id}, ${secretHash}, ${candidateId}, ${device}, ${createdAt}, ${seenAt}, ${confirmedAt})`,
    sql`UPDATE candidates SET last_login_at = ${now.toISOString()}, retention_warned_at = NULL WHERE id = ${candidateId}`,
    recordEvent(candidateId, "logged-in", device, now),
  ]);
}

/** The living session under an id, with its candidate; the secret is still to be compared. */
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

/** Remembers that a session is in use. */
export async function touchSession(db: Accounts, id: string, now: Date): Promise<void> {
  await db.update(sessions).set({ seenAt: now.toISOString() }).where(eq(sessions.id, id));
}

/** Remembers that the password was given again in a session, which has another secret from now on. */
export async function confirmSession(db: Accounts, id: string, secretHash: string, now: Date): Promise<void> {
  await db.update(sessions).set({ confirmedAt: now.toISOString(), secretHash }).where(eq(sessions.id, id));
}

/** A candidate's living sessions, the last used first. */
export function listSessions(db: Accounts, candidateId: number, now: Date) {
  return db
    .select({ id: sessions.id, device: sessions.device, createdAt: sessions.createdAt, seenAt: sessions.seenAt })
    .from(sessions)
    .where(and(eq(sessions.candidateId, candidateId), alive(now)))
    .orderBy(desc(sessions.seenAt));
}

/** Ends one session of a candidate. @returns whether it was hers */
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
