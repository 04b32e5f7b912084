import { and, eq, gt, type SQL, sql } from "drizzle-orm";
import type { Accounts } from "#db/accounts/database.ts";
import { operatorChallenges, operators, operatorTokens } from "#db/accounts/operations/schema.ts";
import { runBatch } from "#db/batch.ts";

/** The statement that sets the login link of an operator, under a condition. It replaces an older link. */
export function replaceOperatorToken(
  { hash, operatorId, expiresAt }: { hash: string; operatorId: number; expiresAt: Date },
  when: SQL,
): SQL {
  return sql`INSERT OR REPLACE INTO operator_tokens (operator_id, hash, expires_at)
    SELECT id, ${hash}, ${expiresAt.toISOString()} FROM operators WHERE id = ${operatorId} AND ${when}`;
}

/** Whose login link this is. Null when it is unknown, replaced, used or expired. */
export async function findOperatorToken(
  db: Accounts,
  hash: string,
  now: Date,
): Promise<{ operatorId: number; email: string } | null> {
  const found = await db
    .select({ operatorId: operators.id, email: operators.email })
    .from(operatorTokens)
    .innerJoin(operators, eq(operators.id, operatorTokens.operatorId))
    .where(and(eq(operatorTokens.hash, hash), gt(operatorTokens.expiresAt, now.toISOString())))
    .get();
  return found ?? null;
}

export type Challenge = typeof operatorChallenges.$inferSelect;

/**
 * Uses a login link: its operator may now give her code. An older login of hers that waits for a code is replaced.
 * @returns whether she may: not by a link that is unknown, replaced, used or expired
 */
export async function openChallengeByToken(
  db: Accounts,
  hash: string,
  { id, secretHash, operatorId, proposedSecret, expiresAt }: Challenge,
  now: Date,
): Promise<boolean> {
  const [, opened] = await runBatch<[never, { id: string }]>(db, [
    sql`INSERT OR REPLACE INTO operator_challenges (id, secret_hash, operator_id, proposed_secret, expires_at)
      SELECT ${id}, ${secretHash}, operator_id, ${proposedSecret}, ${expiresAt} FROM operator_tokens
      WHERE hash = ${hash} AND operator_id = ${operatorId} AND expires_at > ${now.toISOString()}`,
    sql`SELECT id FROM operator_challenges WHERE id = ${id}`,
    sql`DELETE FROM operator_tokens WHERE hash = ${hash}`,
  ]);
  return opened.length > 0;
}

/** A login that waits for its code. `totpSecret` is null when its operator has to enrol first. */
export type AwaitedLogin = { challenge: Challenge; operator: { id: number; email: string; totpSecret: string | null } };

/** The login of an id that waits for its code, for ten minutes. The caller must still compare the secret. */
export async function findChallenge(db: Accounts, id: string, now: Date): Promise<AwaitedLogin | null> {
  const found = await db
    .select({
      challenge: operatorChallenges,
      operator: { id: operators.id, email: operators.email, totpSecret: operators.totpSecret },
    })
    .from(operatorChallenges)
    .innerJoin(operators, eq(operators.id, operatorChallenges.operatorId))
    .where(and(eq(operatorChallenges.id, id), gt(operatorChallenges.expiresAt, now.toISOString())))
    .get();
  return found ?? null;
}
