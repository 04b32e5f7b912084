import { and, eq, gt, sql } from "drizzle-orm";
import { OPERATOR_IDLE_MS, OPERATOR_SESSION_MS } from "#app/domain/operations/operator.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { recordOperatorEvent } from "#db/accounts/operations/operator-audit.ts";
import { operatorSessions, operators } from "#db/accounts/operations/schema.ts";
import { runBatch } from "#db/batch.ts";
import { idempotent } from "#db/d1/open-database.ts";

export type OperatorSession = typeof operatorSessions.$inferSelect;
/** Somebody who operates the site, without her secrets. */
export type Operator = { id: number; email: string };

/**
 * The session of an id with its operator, if it was opened in the last twelve hours and used in the last thirty minutes;
 * null otherwise. The caller must still compare the secret.
 */
export async function findOperatorSession(
  db: Accounts,
  id: string,
  now: Date,
): Promise<{ session: OperatorSession; operator: Operator } | null> {
  const since = (ms: number) => new Date(now.getTime() - ms).toISOString();
  const found = await db
    .select({ session: operatorSessions, operator: { id: operators.id, email: operators.email } })
    .from(operatorSessions)
    .innerJoin(operators, eq(operators.id, operatorSessions.operatorId))
    .where(
      and(
        eq(operatorSessions.id, id),
        gt(operatorSessions.seenAt, since(OPERATOR_IDLE_MS)),
        gt(operatorSessions.createdAt, since(OPERATOR_SESSION_MS)),
      ),
    )
    .get();
  return found ?? null;
}

/** Notes that a session was used now. */
export async function touchOperatorSession(db: Accounts, id: string, now: Date): Promise<void> {
  await idempotent(db).update(operatorSessions).set({ seenAt: now.toISOString() }).where(eq(operatorSessions.id, id));
}

/** Ends a session of an operator. */
export async function endOperatorSession(db: Accounts, id: string, operator: Operator, now: Date): Promise<void> {
  const which = sql`id = ${id} AND operator_id = ${operator.id}`;
  await runBatch(db, [
    recordOperatorEvent(
      { operator, event: "operator-logged-out" },
      now,
      sql`EXISTS (SELECT 1 FROM operator_sessions WHERE ${which})`,
    ),
    sql`DELETE FROM operator_sessions WHERE ${which}`,
  ]);
}
