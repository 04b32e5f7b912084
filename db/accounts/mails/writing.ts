import { and, asc, eq, lte, type SQL, sql } from "drizzle-orm";
import type { MailContent } from "#app/domain/mails/mail.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { runBatch } from "#db/batch.ts";
import { mails } from "./schema.ts";

export type Mail = typeof mails.$inferSelect;

/** Mails that are requested and due, not written yet, priority 0 first. */
export function findRequestedMails(db: Accounts, limit: number, now: Date): Promise<Mail[]> {
  return db
    .select()
    .from(mails)
    .where(and(eq(mails.state, "requested"), lte(mails.dueAt, now.toISOString())))
    .orderBy(asc(mails.priority), asc(mails.dueAt))
    .limit(limit);
}

/**
 * Freezes the content of a mail, which may then be sent. The statements of `others` run in the same transaction: they
 * store the token of its link.
 * @param others makes the statements from a condition, which holds only if the mail is still requested: of two
 * concurrent workers, one writes the mail
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
      html = ${html}, text = ${text}, headers = ${JSON.stringify(headers)}, last_error = NULL, attempts = 0
      WHERE id = ${id} AND state = 'requested'`,
  ]);
}

/** Deletes a requested mail that nobody is to get: its address or account is unknown. */
export async function dropMail(db: Accounts, id: string): Promise<void> {
  await db.delete(mails).where(and(eq(mails.id, id), eq(mails.state, "requested")));
}

/** Postpones a mail that could not be written. @param until null gives it up: it ends as `failed` */
export async function postponeWriting(db: Accounts, id: string, until: Date | null, now: Date): Promise<void> {
  await db.run(sql`UPDATE mails SET attempts = attempts + 1, last_error = 'not written',
      state = ${until ? "requested" : "failed"}, due_at = ${(until ?? now).toISOString()},
      done_at = ${until ? null : now.toISOString()}
    WHERE id = ${id} AND state = 'requested'`);
}
