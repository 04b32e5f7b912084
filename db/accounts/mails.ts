import { and, asc, eq, inArray, lte, or, type SQL, sql } from "drizzle-orm";
import type { MailContent, MailKind } from "#app/domain/mail.ts";
import { runBatch } from "../batch.ts";
import type { Accounts } from "./database.ts";
import { mails } from "./schema.ts";

export type Mail = typeof mails.$inferSelect;

export type MailRequest = {
  kind: MailKind;
  /** An address, or for `reset` what was typed in the login: it is looked up when the mail is written. */
  recipient: string;
  candidateId?: number | null;
  registrationId?: number | null;
  details?: Record<string, string>;
  /** 0 for what somebody is waiting for (the default), 1 for the rest. */
  priority?: 0 | 1;
};

/** The statement that asks for a mail: the `alerts` worker writes and sends it. */
export function requestMail(request: MailRequest, now: Date): SQL {
  const { kind, recipient, candidateId = null, registrationId = null, details = {}, priority = 0 } = request;
  const at = now.toISOString();
  return sql`INSERT INTO mails (id, kind, priority, candidate_id, registration_id, recipient, details, state, due_at, created_at)
    VALUES (${crypto.randomUUID()}, ${kind}, ${priority}, ${candidateId}, ${registrationId}, ${recipient}, ${JSON.stringify(details)}, 'requested', ${at}, ${at})`;
}

/** Mails that were asked for and are not written yet, those that somebody is waiting for first. */
export function findRequestedMails(db: Accounts, limit: number): Promise<Mail[]> {
  return db
    .select()
    .from(mails)
    .where(eq(mails.state, "requested"))
    .orderBy(asc(mails.priority), asc(mails.dueAt))
    .limit(limit);
}

/**
 * Freezes what a mail says and lets it be sent, with what must hold together with it (the token of its link).
 * `others` take effect only if the mail is still to be written: two workers at it write it once.
 */
export async function freezeMail(
  db: Accounts,
  id: string,
  written: MailContent & { recipient: string; candidateId: number | null },
  others: (stillRequested: SQL) => SQL[],
): Promise<void> {
  const { recipient, candidateId, subject, html, text, headers } = written;
  const stillRequested = sql`EXISTS (SELECT 1 FROM mails WHERE id = ${id} AND state = 'requested')`;
  await runBatch(db, [
    ...others(stillRequested),
    sql`UPDATE mails SET state = 'pending', recipient = ${recipient}, candidate_id = ${candidateId}, subject = ${subject},
      html = ${html}, text = ${text}, headers = ${JSON.stringify(headers)} WHERE id = ${id} AND state = 'requested'`,
  ]);
}

/** Forgets a mail that nobody is to get: the address or the account that it was asked for is not ours. */
export async function dropMail(db: Accounts, id: string): Promise<void> {
  await db.delete(mails).where(and(eq(mails.id, id), inArray(mails.state, ["requested", "pending"])));
}

/**
 * Takes up to `limit` mails to send, under a lease: written ones that are due, and those whose sender was cut short.
 * What somebody is waiting for comes first. A mail that two workers see is taken by one.
 */
export function claimMails(
  db: Accounts,
  limit: number,
  { now, leaseMs }: { now: Date; leaseMs: number },
): Promise<Mail[]> {
  const at = now.toISOString();
  const due = or(
    and(eq(mails.state, "pending"), lte(mails.dueAt, at)),
    and(eq(mails.state, "sending"), lte(mails.leaseUntil, at)),
  );
  const chosen = db
    .select({ id: mails.id })
    .from(mails)
    .where(due)
    .orderBy(asc(mails.priority), asc(mails.dueAt))
    .limit(limit);
  return db
    .update(mails)
    .set({
      state: "sending",
      leaseUntil: new Date(now.getTime() + leaseMs).toISOString(),
      attempts: sql`attempts + 1`,
      firstTriedAt: sql`COALESCE(first_tried_at, ${at})`,
      lastError: sql`CASE WHEN state = 'sending' AND last_error IS NULL THEN 'lost: cut short' ELSE last_error END`,
    })
    .where(inArray(mails.id, chosen))
    .returning();
}

/**
 * Remembers that the provider took a mail, and forgets what it said where it held a link that acts (priority 0).
 * @param lease the one under which it was sent: a later sender's is left alone
 */
export async function markSent(db: Accounts, { id }: Pick<Mail, "id">, now: Date): Promise<void> {
  await db.run(sql`UPDATE mails SET state = 'sent', done_at = ${now.toISOString()}, lease_until = NULL, last_error = NULL,
    html = CASE WHEN priority = 0 THEN NULL ELSE html END, text = CASE WHEN priority = 0 THEN NULL ELSE text END
    WHERE id = ${id} AND state = 'sending'`);
}

/**
 * Lets a mail be tried again at a moment, the provider having said that it did not take it. `firstTriedAt` is kept only
 * if it may have taken it before.
 */
export async function postponeMail(
  db: Accounts,
  { id, lastError }: Pick<Mail, "id" | "lastError">,
  until: Date,
  reason: string,
): Promise<void> {
  const neverLost = !lastError?.startsWith("lost");
  await db
    .update(mails)
    .set({
      state: "pending",
      dueAt: until.toISOString(),
      leaseUntil: null,
      lastError: neverLost ? reason : lastError,
      ...(neverLost ? { firstTriedAt: null } : {}),
    })
    .where(and(eq(mails.id, id), eq(mails.state, "sending")));
}

/** Leaves a mail under its lease: whether it was taken is not known, so it is tried again under the same key. */
export async function noteMailError(db: Accounts, id: string, reason: string): Promise<void> {
  await db
    .update(mails)
    .set({ lastError: reason })
    .where(and(eq(mails.id, id), eq(mails.state, "sending")));
}

/** Ends a mail that will never be sent, or never again. */
export async function endMail(
  db: Accounts,
  id: string,
  state: "failed" | "unknown" | "cancelled",
  reason: string,
  now: Date,
): Promise<void> {
  await db
    .update(mails)
    .set({ state, lastError: reason, leaseUntil: null, doneAt: now.toISOString(), html: null, text: null })
    .where(eq(mails.id, id));
}
