import { and, eq, type SQL, sql } from "drizzle-orm";
import { emailKey, type PersonalInformation, usernameKey } from "#app/domain/account/account.ts";
import { recordEvent, recordEventIfChanged } from "#db/accounts/audit.ts";
import { candidates } from "#db/accounts/common-tables.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { requestMail } from "#db/accounts/outbox.ts";
import { runBatch } from "#db/batch.ts";
import type { tokens } from "./schema.ts";

export type Candidate = typeof candidates.$inferSelect;

export async function findCandidate(db: Accounts, id: number): Promise<Candidate | null> {
  return (await db.select().from(candidates).where(eq(candidates.id, id)).get()) ?? null;
}

/** The candidate with this login, or null. A login with « @ » is an address, since no username holds « @ ». */
export async function findCandidateByLogin(db: Accounts, login: string): Promise<Candidate | null> {
  const by = login.includes("@")
    ? eq(candidates.emailKey, emailKey(login))
    : eq(candidates.usernameKey, usernameKey(login));
  return (await db.select().from(candidates).where(by).get()) ?? null;
}

/**
 * Changes what a candidate says of herself.
 * @returns `username-taken` when another account or a registration has the username
 */
export async function updateInformation(
  db: Accounts,
  id: number,
  { level, ...information }: Omit<PersonalInformation, "level"> & { level: number | null },
  now: Date,
): Promise<"updated" | "username-taken"> {
  const key = usernameKey(information.username);
  const [updated] = await runBatch<[{ id: number }]>(db, [
    sql`UPDATE candidates SET username = ${information.username}, username_key = ${key}, civility = ${information.civility},
        last_name = ${information.lastName}, first_name = ${information.firstName}, phone = ${information.phone},
        level = ${level}, domain = ${information.domain}, available_on = ${information.availableOn}
      WHERE id = ${id}
        AND NOT EXISTS (SELECT 1 FROM candidates o WHERE o.username_key = ${key} AND o.id <> ${id})
        AND NOT EXISTS (SELECT 1 FROM registrations WHERE username_key = ${key}) RETURNING id`,
    recordEventIfChanged(id, "information-changed", null, now),
  ]);
  return updated.length > 0 ? "updated" : "username-taken";
}

/** Changes a password, ends every session and every link of the account, and requests a mail that tells the owner. */
export async function updatePassword(
  db: Accounts,
  { id, email }: Pick<Candidate, "id" | "email">,
  passwordHash: string,
  { event, device }: { event: "password-changed" | "password-reset"; device: string },
  now: Date,
): Promise<void> {
  await runBatch(db, [
    sql`UPDATE candidates SET password_hash = ${passwordHash} WHERE id = ${id}`,
    sql`DELETE FROM sessions WHERE candidate_id = ${id}`,
    sql`DELETE FROM tokens WHERE candidate_id = ${id}`,
    forgetEmailChange(sql`${id}`),
    recordEvent(id, event, device, now),
    requestMail({ kind: "password-changed", recipient: email, candidateId: id }, now),
  ]);
}

/**
 * Stores a hash of the same password with today's parameters.
 * @param from the hash that was verified: it must be unchanged
 */
export async function rehashPassword(db: Accounts, id: number, from: string, to: string): Promise<void> {
  await db
    .update(candidates)
    .set({ passwordHash: to })
    .where(and(eq(candidates.id, id), eq(candidates.passwordHash, from)));
}

type TokenKind = (typeof tokens.$inferSelect)["kind"];

/** The candidate of a link, and the address that the link confirms; null when it is expired, used or replaced. */
export async function findByToken(db: Accounts, kind: TokenKind, hash: string, now: Date) {
  const found = await db.get<
    (Pick<Candidate, "id" | "username" | "email" | "firstName" | "lastName"> & { newEmail: string | null }) | undefined
  >(
    sql`SELECT c.id, c.username, c.email, c.first_name AS firstName, c.last_name AS lastName, t.email AS newEmail FROM tokens t JOIN candidates c ON c.id = t.candidate_id
      WHERE t.hash = ${hash} AND t.kind = ${kind} AND t.expires_at > ${now.toISOString()}`,
  );
  return found ?? null;
}

/**
 * Sets a new password by a link, and ends every session. The link is used up: of two concurrent calls, one succeeds.
 * @param hash of the token in the link
 * @returns whether the link was still valid
 */
export async function resetPassword(
  db: Accounts,
  hash: string,
  passwordHash: string,
  device: string,
  now: Date,
): Promise<boolean> {
  const at = now.toISOString();
  const owner = sql`(SELECT candidate_id FROM tokens WHERE hash = ${hash} AND kind = 'reset' AND expires_at > ${at})`;
  const [reset] = await runBatch<[{ id: number }]>(db, [
    sql`UPDATE candidates SET password_hash = ${passwordHash} WHERE id = ${owner} RETURNING id`,
    sql`DELETE FROM sessions WHERE candidate_id = ${owner}`,
    sql`INSERT INTO audit (candidate_id, event, device, at) SELECT id, 'password-reset', ${device}, ${at} FROM candidates WHERE id = ${owner}`,
    sql`INSERT INTO mails (id, kind, priority, candidate_id, recipient, details, state, due_at, created_at)
      SELECT ${crypto.randomUUID()}, 'password-changed', 0, id, email, '{}', 'requested', ${at}, ${at} FROM candidates WHERE id = ${owner}`,
    forgetEmailChange(owner),
    sql`DELETE FROM tokens WHERE candidate_id = ${owner}`,
  ]);
  return reset.length > 0;
}

/** Deletes the unsent mail of a change of address: who asked for it before the new password may not be the owner. */
function forgetEmailChange(candidateId: SQL): SQL {
  return sql`DELETE FROM mails WHERE candidate_id = ${candidateId} AND kind = 'email-change'
    AND state IN ('requested', 'pending')`;
}

/**
 * Gives an account the address that a link confirms, and requests a mail to the old address. Ends every session and
 * every link of the account.
 * @param hash of the token in the link
 * @returns the new address; null when the link is no longer valid, or another account has the address by now
 */
export async function confirmEmail(db: Accounts, hash: string, now: Date): Promise<string | null> {
  const at = now.toISOString();
  const token = sql`(SELECT * FROM tokens WHERE hash = ${hash} AND kind = 'email' AND expires_at > ${at})`;
  const found = await db.get<{ email: string } | undefined>(sql`SELECT email FROM ${token}`);
  if (!found) return null;
  const key = emailKey(found.email);
  const free = sql`NOT EXISTS (SELECT 1 FROM candidates WHERE email_key = ${key})`;
  // The last statement cannot ask whether the address is free: the one before has given it to this account.
  const taken = sql`EXISTS (SELECT 1 FROM candidates WHERE email_key = ${key} AND id = tokens.candidate_id)`;
  const [, , , confirmed] = await runBatch<[never, never, never, { email: string }]>(db, [
    sql`INSERT INTO mails (id, kind, priority, candidate_id, recipient, details, state, due_at, created_at)
      SELECT ${crypto.randomUUID()}, 'email-changed', 0, c.id, c.email, '{}', 'requested', ${at}, ${at}
      FROM candidates c JOIN ${token} t ON c.id = t.candidate_id WHERE ${free}`,
    sql`INSERT INTO audit (candidate_id, event, at) SELECT candidate_id, 'email-changed', ${at} FROM ${token} t WHERE ${free}`,
    sql`DELETE FROM sessions WHERE candidate_id = (SELECT candidate_id FROM ${token}) AND ${free}`,
    sql`UPDATE candidates SET email = ${found.email}, email_key = ${key}
      WHERE id = (SELECT candidate_id FROM ${token}) AND ${free} RETURNING email`,
    sql`DELETE FROM tokens WHERE hash = ${hash} OR (candidate_id = (SELECT candidate_id FROM ${token}) AND ${taken})`,
  ]);
  return confirmed[0]?.email ?? null;
}
