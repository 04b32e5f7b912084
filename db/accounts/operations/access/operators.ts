import { asc, eq, type SQL, sql } from "drizzle-orm";
import { emailKey } from "#app/domain/account/account.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { recordOperatorEvent } from "#db/accounts/operations/operator-audit.ts";
import { operators } from "#db/accounts/operations/schema.ts";
import { requestMail } from "#db/accounts/outbox.ts";
import { runBatch } from "#db/batch.ts";
import type { Operator } from "./operator-sessions.ts";

/** The operator of an address; null when there is none. */
export async function findOperatorByEmail(
  db: Accounts,
  email: string,
): Promise<(Operator & { lastLoginAt: string | null }) | null> {
  const found = await db
    .select({ id: operators.id, email: operators.email, lastLoginAt: operators.lastLoginAt })
    .from(operators)
    .where(eq(operators.emailKey, emailKey(email)))
    .get();
  return found ?? null;
}

/** Everybody who operates the site, in the order of their addresses. */
export function listOperators(db: Accounts) {
  return db
    .select({
      id: operators.id,
      email: operators.email,
      createdAt: operators.createdAt,
      lastLoginAt: operators.lastLoginAt,
      hasFactor: sql<number>`${operators.totpSecret} IS NOT NULL`,
    })
    .from(operators)
    .orderBy(asc(operators.emailKey));
}

/** `again`: she was invited already and has never logged in, so that the mail is sent again. */
export type InvitedOperator = "invited" | "again" | "already-here";

/**
 * The statements that invite an operator. The last one answers `outcome`, an `InvitedOperator`.
 * @param by who invites; null for a command of `npm run operate`
 */
export function inviteOperatorStatements(email: string, by: Operator | null, now: Date): SQL[] {
  const key = emailKey(email);
  const at = now.toISOString();
  const waits = sql`EXISTS (SELECT 1 FROM operators WHERE email_key = ${key} AND last_login_at IS NULL)`;
  return [
    sql`INSERT INTO operators (email, email_key, created_at) VALUES (${email}, ${key}, ${at})
      ON CONFLICT (email_key) DO NOTHING`,
    recordOperatorEvent(
      { operator: by, event: "operator-invited", subject: { kind: "operator", id: key } },
      now,
      waits,
    ),
    requestMail({ kind: "operator-invitation", recipient: email, details: by ? { by: by.email } : {} }, now, waits),
    sql`SELECT CASE
        WHEN last_login_at IS NOT NULL THEN 'already-here'
        WHEN created_at = ${at} THEN 'invited'
        ELSE 'again' END AS outcome
      FROM operators WHERE email_key = ${key}`,
  ];
}

/** Invites an operator. @returns what came of it; nothing is changed for `already-here` */
export async function inviteOperator(db: Accounts, email: string, by: Operator, now: Date): Promise<InvitedOperator> {
  const [, , , found] = await runBatch<[never, never, never, { outcome: InvitedOperator }]>(
    db,
    inviteOperatorStatements(email, by, now),
  );
  return found[0]?.outcome ?? "already-here";
}

/**
 * The statements that remove the operator of an address: her session, her link and her codes end at once. The last one
 * answers her address.
 * @param when the condition under which she may be removed
 */
export function removeOperatorStatements(email: string, by: Operator | null, now: Date, when = sql`true`): SQL[] {
  const key = emailKey(email);
  const which = sql`email_key = ${key} AND ${when}`;
  return [
    recordOperatorEvent(
      { operator: by, event: "operator-removed", subject: { kind: "operator", id: key } },
      now,
      sql`EXISTS (SELECT 1 FROM operators WHERE ${which})`,
    ),
    sql`DELETE FROM operators WHERE ${which} RETURNING email`,
  ];
}

/** Removes an operator, but never the last one who can log in. @returns whether she was removed */
export async function removeOperator(db: Accounts, email: string, by: Operator, now: Date): Promise<boolean> {
  const others = sql`EXISTS (SELECT 1 FROM operators AS o WHERE o.email_key <> ${emailKey(email)} AND o.totp_secret IS NOT NULL)`;
  const [, removed] = await runBatch<[never, { email: string }]>(db, removeOperatorStatements(email, by, now, others));
  return removed.length > 0;
}

/**
 * The statements by which an operator who has lost her phone and her codes enrols anew at her next login. Her session
 * ends. The last one answers her address.
 */
export function resetFactorStatements(email: string, now: Date): SQL[] {
  const key = emailKey(email);
  const whose = sql`(SELECT id FROM operators WHERE email_key = ${key})`;
  return [
    recordOperatorEvent(
      { operator: null, event: "operator-factor-reset", subject: { kind: "operator", id: key } },
      now,
      sql`EXISTS ${whose}`,
    ),
    sql`DELETE FROM operator_sessions WHERE operator_id = ${whose}`,
    sql`DELETE FROM operator_challenges WHERE operator_id = ${whose}`,
    sql`DELETE FROM operator_rescue_codes WHERE operator_id = ${whose}`,
    sql`UPDATE operators SET totp_secret = NULL, totp_step = NULL WHERE email_key = ${key} RETURNING email`,
  ];
}
