import { and, eq, gt, type SQL, sql } from "drizzle-orm";
import { emailKey } from "#app/domain/account/account.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { publishers, recruiterTokens } from "#db/accounts/publishing/schema.ts";
import { runBatch } from "#db/batch.ts";

type Token = typeof recruiterTokens.$inferSelect;

/** The statement that sets the login link of an address, under a condition. It replaces an older link. */
export function replaceRecruiterToken(
  { hash, email, administration, expiresAt }: Omit<Token, "emailKey" | "expiresAt"> & { expiresAt: Date },
  when: SQL,
): SQL {
  return sql`INSERT OR REPLACE INTO recruiter_tokens (email_key, hash, email, administration, expires_at)
    SELECT ${emailKey(email)}, ${hash}, ${email}, ${administration}, ${expiresAt.toISOString()} WHERE ${when}`;
}

/** Whom a login link logs in, and to which administration. Null when it is unknown, replaced, used or expired. */
export async function findRecruiterToken(
  db: Accounts,
  hash: string,
  now: Date,
): Promise<{ email: string; administrationLabel: string } | null> {
  const found = await db
    .select({ email: recruiterTokens.email, administrationLabel: publishers.label })
    .from(recruiterTokens)
    .innerJoin(publishers, eq(publishers.administration, recruiterTokens.administration))
    .where(and(eq(recruiterTokens.hash, hash), gt(recruiterTokens.expiresAt, now.toISOString())))
    .get();
  return found ?? null;
}

type NewSession = { id: string; secretHash: string; device: string };

/**
 * Uses a login link: opens a session for the recruiter of its address. Somebody who is no recruiter yet becomes one if
 * the domain of her address still lets her in. All of it is one transaction: of two uses at once, one opens a session.
 * @returns whether a session was opened: not by a link that is unknown, replaced, used or expired, nor for somebody
 * who was removed since
 */
export async function openSessionByToken(db: Accounts, hash: string, session: NewSession, now: Date): Promise<boolean> {
  const at = now.toISOString();
  const { id, secretHash, device } = session;
  const valid = sql`t.hash = ${hash} AND t.expires_at > ${at}`;
  const opened = sql`recruiter_sessions AS s JOIN recruiters AS r ON r.id = s.recruiter_id WHERE s.id = ${id}`;
  const event = (name: "recruiter-joined" | "recruiter-logged-in") => sql`
    INSERT INTO publishing_events (administration, actor, event, at)
    SELECT r.administration, coalesce(r.name || ' (' || r.email || ')', r.email), ${name}, ${at}`;
  const [, , , , , found] = await runBatch<[never, never, never, never, never, { id: string }]>(db, [
    sql`INSERT INTO recruiters (administration, role, email, email_key, created_at)
      SELECT t.administration, 'recruiter', t.email, t.email_key, ${at}
      FROM recruiter_tokens AS t JOIN publisher_domains AS d
        ON d.administration = t.administration AND d.domain = substr(t.email_key, instr(t.email_key, '@') + 1)
      WHERE ${valid} ON CONFLICT (email_key) DO NOTHING`,
    sql`${event("recruiter-joined")} FROM recruiter_tokens AS t JOIN recruiters AS r ON r.email_key = t.email_key
      WHERE ${valid} AND changes() > 0`,
    sql`INSERT INTO recruiter_sessions (id, secret_hash, recruiter_id, device, created_at)
      SELECT ${id}, ${secretHash}, r.id, ${device}, ${at}
      FROM recruiter_tokens AS t JOIN recruiters AS r ON r.email_key = t.email_key WHERE ${valid}`,
    sql`UPDATE recruiters SET last_login_at = ${at} WHERE id IN (SELECT recruiter_id FROM recruiter_sessions WHERE id = ${id})`,
    sql`${event("recruiter-logged-in")} FROM ${opened}`,
    sql`SELECT s.id FROM ${opened}`,
    sql`DELETE FROM recruiter_tokens WHERE hash = ${hash}`,
  ]);
  return found.length > 0;
}
