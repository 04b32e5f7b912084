import { and, desc, eq, gt, sql } from "drizzle-orm";
import { emailKey, usernameKey } from "#app/domain/account/account.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { runBatch } from "#db/batch.ts";
import { registrations } from "./schema.ts";

export type Registration = typeof registrations.$inferSelect;

export type NewRegistration = Omit<Registration, "id" | "usernameKey" | "emailKey" | "tokenHash" | "tokenExpiresAt">;

/**
 * Stores an accepted form of sign-up and requests its mail. It never checks whether the address has an account. A form
 * that is sent twice is one registration; sent again with another address, it replaces the first and gets another mail.
 * @param details of the mail
 * @returns `username-taken` when an account or another registration has the username
 */
export async function insertRegistration(
  db: Accounts,
  row: NewRegistration,
  details: Record<string, string>,
): Promise<"accepted" | "username-taken"> {
  const keys = { username: usernameKey(row.username), email: emailKey(row.email) };
  const [, , , kept] = await runBatch<[never, never, never, { id: number }]>(db, [
    sql`DELETE FROM registrations WHERE draft = ${row.draft} AND email_key <> ${keys.email}`,
    sql`INSERT INTO registrations (username, username_key, email, email_key, password_hash, civility, first_name, last_name,
        phone, level, domain, available_on, consented_at, created_at, draft, expires_at)
      SELECT ${row.username}, ${keys.username}, ${row.email}, ${keys.email}, ${row.passwordHash}, ${row.civility},
        ${row.firstName}, ${row.lastName}, ${row.phone}, ${row.level}, ${row.domain}, ${row.availableOn},
        ${row.consentedAt}, ${row.createdAt}, ${row.draft}, ${row.expiresAt}
      WHERE NOT EXISTS (SELECT 1 FROM candidates WHERE username_key = ${keys.username})
        AND NOT EXISTS (SELECT 1 FROM registrations WHERE username_key = ${keys.username} AND draft <> ${row.draft})
      ON CONFLICT (draft) DO UPDATE SET username = excluded.username, username_key = excluded.username_key,
        password_hash = excluded.password_hash, civility = excluded.civility, first_name = excluded.first_name,
        last_name = excluded.last_name, phone = excluded.phone, level = excluded.level, domain = excluded.domain,
        available_on = excluded.available_on`,
    sql`INSERT INTO mails (id, kind, priority, registration_id, recipient, details, state, due_at, created_at)
      SELECT ${crypto.randomUUID()}, 'activation', 0, id, email, ${JSON.stringify(details)}, 'requested', ${row.createdAt}, ${row.createdAt}
      FROM registrations AS kept WHERE draft = ${row.draft} AND username_key = ${keys.username}
        AND NOT EXISTS (SELECT 1 FROM mails WHERE registration_id = kept.id)`,
    sql`SELECT id FROM registrations WHERE draft = ${row.draft} AND username_key = ${keys.username}`,
  ]);
  return kept.length > 0 ? "accepted" : "username-taken";
}

/**
 * Whether an account or a registration has a username.
 * @param draft of the form that asks: its own registration does not count
 */
export async function isUsernameTaken(db: Accounts, username: string, draft: string): Promise<boolean> {
  const key = usernameKey(username);
  const found = await db.get<{ taken: number }>(
    sql`SELECT EXISTS (SELECT 1 FROM candidates WHERE username_key = ${key})
      OR EXISTS (SELECT 1 FROM registrations WHERE username_key = ${key} AND draft <> ${draft}) AS taken`,
  );
  return found.taken === 1;
}

/**
 * The unexpired registration of an id, username, address or login (either), the newest first; null when there is none.
 */
export async function findRegistration(
  db: Accounts,
  by: { id: number } | { email: string } | { username: string } | { login: string },
  now: Date,
): Promise<Registration | null> {
  const condition =
    "id" in by
      ? eq(registrations.id, by.id)
      : "email" in by || ("login" in by && by.login.includes("@"))
        ? eq(registrations.emailKey, emailKey("email" in by ? by.email : by.login))
        : eq(registrations.usernameKey, usernameKey("username" in by ? by.username : by.login));
  const found = await db
    .select()
    .from(registrations)
    .where(and(condition, gt(registrations.expiresAt, now.toISOString())))
    .orderBy(desc(registrations.id))
    .get();
  return found ?? null;
}

/** The registration of a link; null when the link is unknown, replaced by a newer one, used or expired. */
export async function findRegistrationByToken(
  db: Accounts,
  tokenHash: string,
  now: Date,
): Promise<Registration | null> {
  const at = now.toISOString();
  const found = await db
    .select()
    .from(registrations)
    .where(
      and(
        eq(registrations.tokenHash, tokenHash),
        gt(registrations.tokenExpiresAt, at),
        gt(registrations.expiresAt, at),
      ),
    )
    .get();
  return found ?? null;
}

/**
 * Turns a registration into an account, with the files of the form. Other registrations under the same address are
 * deleted. All of it or nothing.
 * @param tokenHash of the token in the link
 * @returns the username; null when the link is no longer valid, or an account has the address or the username by now
 */
export async function activateRegistration(db: Accounts, tokenHash: string, now: Date): Promise<string | null> {
  const at = now.toISOString();
  const registration = sql`(SELECT * FROM registrations WHERE token_hash = ${tokenHash} AND token_expires_at > ${at} AND expires_at > ${at})`;
  const made = sql`(SELECT c.id FROM candidates c JOIN ${registration} r ON c.username_key = r.username_key AND c.email_key = r.email_key)`;
  const [, , , , activated] = await runBatch<[never, never, never, never, { username: string }]>(db, [
    sql`INSERT INTO candidates (username, username_key, email, email_key, password_hash, civility, first_name, last_name,
        phone, level, domain, available_on, consented_at, created_at, last_login_at)
      SELECT username, username_key, email, email_key, password_hash, civility, first_name, last_name,
        phone, level, domain, available_on, consented_at, ${at}, ${at} FROM ${registration} AS r
      WHERE NOT EXISTS (SELECT 1 FROM candidates c WHERE c.username_key = r.username_key OR c.email_key = r.email_key)`,
    sql`UPDATE documents SET candidate_id = ${made}, draft = NULL
      WHERE draft = (SELECT draft FROM ${registration}) AND ${made} IS NOT NULL`,
    sql`UPDATE mails SET candidate_id = ${made}, registration_id = NULL
      WHERE registration_id = (SELECT id FROM ${registration}) AND ${made} IS NOT NULL`,
    sql`INSERT INTO audit (candidate_id, event, at) SELECT id, 'account-created', ${at} FROM candidates WHERE id = ${made}`,
    sql`SELECT username FROM candidates WHERE id = ${made}`,
    sql`DELETE FROM registrations WHERE ${made} IS NOT NULL AND email_key = (SELECT email_key FROM ${registration})`,
  ]);
  return activated[0]?.username ?? null;
}
