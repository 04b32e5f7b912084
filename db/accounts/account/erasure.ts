import { sql } from "drizzle-orm";
import type { MailKind } from "#app/domain/mails/mail.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { runBatch } from "#db/batch.ts";

export type Erasure = {
  candidateId: number;
  /** Erases only if the account was neither used nor warned after these instants: a login in between keeps it. */
  unless?: { usedAfter: string; warnedAfter: string };
  farewell: Extract<MailKind, "goodbye" | "retention-goodbye">;
};

/**
 * Deletes all data of a candidate in one batch: all of it or nothing. Her files go to the garbage, registrations under
 * her address are deleted too, and a farewell mail that holds only her address is requested. The tables that reference
 * `candidates` (sessions, tokens, audit, kept offers) are emptied by their foreign keys.
 * @returns whether an account was deleted; a second call deletes nothing and requests no mail
 */
export async function deleteCandidate(
  db: Accounts,
  { candidateId, unless, farewell }: Erasure,
  now: Date,
): Promise<boolean> {
  const at = now.toISOString();
  const still = unless
    ? sql`AND last_login_at <= ${unless.usedAfter} AND retention_warned_at <= ${unless.warnedAfter}`
    : sql``;
  const her = (column: "id" | "email" | "email_key" | "username_key") =>
    sql`(SELECT ${sql.raw(column)} FROM candidates WHERE id = ${candidateId} ${still})`;
  const registered = (column: "id" | "draft") =>
    sql`(SELECT ${sql.raw(column)} FROM registrations WHERE email_key = ${her("email_key")})`;
  const files = sql`(candidate_id = ${her("id")} OR draft IN ${registered("draft")})`;
  const [, , , , , , deleted] = await runBatch<[never, never, never, never, never, never, { id: number }]>(db, [
    sql`INSERT OR IGNORE INTO r2_garbage (key, since) SELECT 'documents/' || id, ${at} FROM documents WHERE ${files}`,
    sql`DELETE FROM documents WHERE ${files}`,
    // A mail that was requested without login has no candidate: its recipient is the typed address or username.
    sql`DELETE FROM mails WHERE candidate_id = ${her("id")} OR (candidate_id IS NULL AND (
      registration_id IN ${registered("id")}
      OR recipient = ${her("email")} OR lower(recipient) IN (${her("email_key")}, ${her("username_key")})))`,
    sql`INSERT INTO mails (id, kind, priority, recipient, details, state, due_at, created_at)
      SELECT ${crypto.randomUUID()}, ${farewell}, 1, email, '{}', 'requested', ${at}, ${at}
      FROM candidates WHERE id = ${her("id")}`,
    sql`DELETE FROM suppressions WHERE email_key = ${her("email_key")}`,
    sql`DELETE FROM registrations WHERE email_key = ${her("email_key")}`,
    sql`DELETE FROM candidates WHERE id = ${her("id")} RETURNING id`,
  ]);
  return deleted.length > 0;
}
