import { type SQL, sql } from "drizzle-orm";
import { emailKey } from "#app/domain/account/account.ts";
import type { MailKind } from "#app/domain/mails/mail.ts";
import { MAIL_STATES, type MailState } from "#app/domain/mails/mail-words.ts";
import { MOST_ROWS } from "#app/domain/operations/bounded-count.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { runBatch } from "#db/batch.ts";

/** A mail as operators see it: without its content, which may hold a link that logs somebody in, and without its address. */
export type ShownMail = {
  id: string;
  /** With `dueAt`, its place in a list. */
  row: number;
  kind: MailKind;
  state: MailState;
  priority: number;
  candidateId: number | null;
  attempts: number;
  lastError: string | null;
  createdAt: string;
  dueAt: string;
  firstTriedAt: string | null;
  doneAt: string | null;
};

const SHOWN = sql`id, rowid AS "row", kind, state, priority, candidate_id AS candidateId, attempts, last_error AS lastError,
  created_at AS createdAt, due_at AS dueAt, first_tried_at AS firstTriedAt, done_at AS doneAt`;

/**
 * How many mails are in each state; `MOST_ROWS + 1` stands for any larger number. It reads so many rows of the index of
 * states at most, however many mails there are.
 */
export async function countMails(db: Accounts): Promise<Record<MailState, number>> {
  const counts = MAIL_STATES.map(
    ({ state }) =>
      sql`(SELECT count(*) FROM (SELECT 1 FROM mails WHERE state = ${state} LIMIT ${MOST_ROWS + 1})) AS ${sql.identifier(state)}`,
  );
  const [[counted]] = await runBatch<[Record<MailState, number>]>(db, [sql`SELECT ${sql.join(counts, sql`, `)}`]);
  if (!counted) throw new Error("The count of mails has no answer");
  return counted;
}

/** Where a list of mails goes on: after this one. */
export type MailPosition = { dueAt: string; row: number };

/**
 * Mails of a state, those due last first. It reads ranges of the index of states for each priority, up to the limit:
 * those due at the moment of the last mail, which may be a hundred thousand, have a range of their own.
 * @param after the last mail of the page before; null for the first page
 */
export function listMails(
  db: Accounts,
  state: MailState,
  after: MailPosition | null,
  limit: number,
): Promise<ShownMail[]> {
  const range = (priority: SQL, further: SQL) => sql`SELECT * FROM (SELECT ${SHOWN} FROM mails
    WHERE state = ${state} AND priority = ${priority} ${further} ORDER BY due_at DESC, rowid DESC LIMIT ${limit})`;
  const furthers = after
    ? [sql`AND due_at = ${after.dueAt} AND rowid < ${after.row}`, sql`AND due_at < ${after.dueAt}`]
    : [sql``];
  const ranges = furthers.flatMap((further) => [range(sql`0`, further), range(sql`1`, further)]);
  return db.all(sql`${sql.join(ranges, sql` UNION ALL `)} ORDER BY dueAt DESC, "row" DESC LIMIT ${limit}`);
}

/** One mail, or null. */
export async function findShownMail(db: Accounts, id: string): Promise<ShownMail | null> {
  const [found] = await db.all<ShownMail>(sql`SELECT ${SHOWN} FROM mails WHERE id = ${id}`);
  return found ?? null;
}

/**
 * The last mails to an address, whoever has it, and of the candidate whose address it is. It reads the mails of the
 * address by the indexes on recipients, candidates and registrations.
 */
export async function findMailsOf(
  db: Accounts,
  email: string,
  limit: number,
): Promise<{ candidateId: number | null; mails: ShownMail[] }> {
  const key = emailKey(email);
  const [[candidate], mails] = await runBatch<[{ id: number }, ShownMail]>(db, [
    sql`SELECT id FROM candidates WHERE email_key = ${key}`,
    sql`SELECT ${SHOWN} FROM mails WHERE rowid IN (
        SELECT rowid FROM mails WHERE recipient IN (${email.trim()}, ${key})
        UNION SELECT m.rowid FROM candidates c CROSS JOIN mails m ON m.candidate_id = c.id WHERE c.email_key = ${key}
        UNION SELECT m.rowid FROM registrations r CROSS JOIN mails m ON m.registration_id = r.id WHERE r.email_key = ${key})
      ORDER BY created_at DESC LIMIT ${limit}`,
  ]);
  return { candidateId: candidate?.id ?? null, mails };
}
