import { eq, type SQL, sql } from "drizzle-orm";
import type { OperatorEvent } from "#app/domain/operations/operator.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { recordOperatorEvent } from "#db/accounts/operations/operator-audit.ts";
import { operatorRescueCodes } from "#db/accounts/operations/schema.ts";
import { runBatch } from "#db/batch.ts";
import type { AwaitedLogin } from "./operator-links.ts";
import type { Operator } from "./operator-sessions.ts";

export type NewSession = { id: string; secretHash: string };

/**
 * Opens a session by a code of the phone. Of two requests with one code, one opens a session: the step is noted by the
 * statement that checks it. @returns whether a session was opened
 */
export function openSessionByCode(
  db: Accounts,
  { login, step, session }: { login: AwaitedLogin; step: number; session: NewSession },
  now: Date,
): Promise<boolean> {
  const { id, totpSecret } = login.operator;
  const accepted = sql`UPDATE operators SET totp_step = ${step}
    WHERE id = ${id} AND totp_secret = ${totpSecret} AND coalesce(totp_step, 0) < ${step} AND ${stillAwaited(login, now)}`;
  return openSession(db, { login, session, accepted, events: ["operator-logged-in"] }, now);
}

/** Opens a session by a rescue code, which is used up. @returns whether a session was opened */
export function openSessionByRescueCode(
  db: Accounts,
  { login, hash, session }: { login: AwaitedLogin; hash: string; session: NewSession },
  now: Date,
): Promise<boolean> {
  const accepted = sql`DELETE FROM operator_rescue_codes
    WHERE hash = ${hash} AND operator_id = ${login.operator.id} AND ${stillAwaited(login, now)}`;
  return openSession(db, { login, session, accepted, events: ["operator-rescue-code-used"] }, now);
}

/** Keeps the proposed secret of an operator who has none, and opens her first session. @returns whether one was opened */
export function enrolOperator(
  db: Accounts,
  { login, step, session }: { login: AwaitedLogin; step: number; session: NewSession },
  now: Date,
): Promise<boolean> {
  const accepted = sql`UPDATE operators SET totp_secret = ${login.challenge.proposedSecret}, totp_step = ${step}
    WHERE id = ${login.operator.id} AND totp_secret IS NULL AND ${stillAwaited(login, now)}`;
  return openSession(db, { login, session, accepted, events: ["operator-enrolled", "operator-logged-in"] }, now);
}

/** Replaces the rescue codes of an operator. @param hashes those of the new codes */
export async function replaceRescueCodes(db: Accounts, operator: Operator, hashes: string[], now: Date): Promise<void> {
  await runBatch(db, [
    recordOperatorEvent({ operator, event: "operator-rescue-codes-made" }, now),
    sql`DELETE FROM operator_rescue_codes WHERE operator_id = ${operator.id}`,
    sql`INSERT INTO operator_rescue_codes (hash, operator_id)
      SELECT value, ${operator.id} FROM json_each(${JSON.stringify(hashes)})`,
  ]);
}

/** How many rescue codes of an operator are left. */
export function countRescueCodes(db: Accounts, { id }: Operator): Promise<number> {
  return db.$count(operatorRescueCodes, eq(operatorRescueCodes.operatorId, id));
}

type Opening = { login: AwaitedLogin; session: NewSession; accepted: SQL; events: OperatorEvent[] };

/**
 * Opens a session if a statement changes a row, as one transaction. It replaces the operator's session, and ends the
 * wait for a code.
 * @param accepted the statement that takes the second factor
 */
async function openSession(db: Accounts, { login, session, accepted, events }: Opening, now: Date): Promise<boolean> {
  const { operator, challenge } = login;
  const at = now.toISOString();
  const answered = await runBatch<{ id: string }[]>(db, [
    accepted,
    sql`INSERT OR REPLACE INTO operator_sessions (id, secret_hash, operator_id, created_at, seen_at)
      SELECT ${session.id}, ${session.secretHash}, ${operator.id}, ${at}, ${at} WHERE changes() > 0`,
    sql`UPDATE operators SET last_login_at = ${at} WHERE id = ${operator.id} AND ${opened(session)}`,
    ...events.map((event) => recordOperatorEvent({ operator, event }, now, opened(session))),
    sql`DELETE FROM operator_challenges WHERE id = ${challenge.id} AND ${opened(session)}`,
    sql`SELECT id FROM operator_sessions WHERE id = ${session.id}`,
  ]);
  return (answered.at(-1)?.length ?? 0) > 0;
}

const opened = ({ id }: NewSession) => sql`EXISTS (SELECT 1 FROM operator_sessions WHERE id = ${id})`;

const stillAwaited = ({ challenge }: AwaitedLogin, now: Date) =>
  sql`EXISTS (SELECT 1 FROM operator_challenges WHERE id = ${challenge.id} AND expires_at > ${now.toISOString()})`;
