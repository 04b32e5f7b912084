import { and, isNull, lte, sql } from "drizzle-orm";
import { retentionDay } from "#app/domain/account/retention.ts";
import { candidates } from "#db/accounts/common-tables.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { runBatch } from "#db/batch.ts";

/**
 * Requests a warning for the owners of accounts that nobody has used since `unusedSince`. The mail says on which day
 * the account is erased. Each owner is warned once: the mail and the mark are written in one batch.
 * @param unusedSince ISO 8601
 * @param limit how many accounts at most
 * @returns how many owners are warned
 */
export async function warnUnused(db: Accounts, unusedSince: string, limit: number, now: Date): Promise<number> {
  const unused = await db
    .select({ id: candidates.id, lastLoginAt: candidates.lastLoginAt })
    .from(candidates)
    .where(and(lte(candidates.lastLoginAt, unusedSince), isNull(candidates.retentionWarnedAt)))
    .limit(limit);
  if (unused.length === 0) return 0;
  const at = now.toISOString();
  const warnings = unused.map(({ id, lastLoginAt }) => ({
    id,
    mail: crypto.randomUUID(),
    day: retentionDay({ lastLoginAt, retentionWarnedAt: at }),
  }));
  const unwarned = sql`json_each(${JSON.stringify(warnings)}) w JOIN candidates c ON c.id = w.value ->> 'id'
    WHERE c.retention_warned_at IS NULL AND c.last_login_at <= ${unusedSince}`;
  const [, warned] = await runBatch<[never, { id: number }]>(db, [
    sql`INSERT INTO mails (id, kind, priority, candidate_id, recipient, details, state, due_at, created_at)
      SELECT w.value ->> 'mail', 'retention-warning', 1, c.id, c.email, json_object('day', w.value ->> 'day'),
        'requested', ${at}, ${at} FROM ${unwarned}`,
    sql`UPDATE candidates SET retention_warned_at = ${at} WHERE id IN (SELECT c.id FROM ${unwarned}) RETURNING id`,
  ]);
  return warned.length;
}

/**
 * Ids of accounts that nobody has used since `unusedSince`, and whose owners were warned by `warnedSince` (ISO 8601).
 */
export async function findAbandoned(
  db: Accounts,
  { unusedSince, warnedSince }: { unusedSince: string; warnedSince: string },
  limit: number,
): Promise<number[]> {
  const found = await db
    .select({ id: candidates.id })
    .from(candidates)
    .where(and(lte(candidates.lastLoginAt, unusedSince), lte(candidates.retentionWarnedAt, warnedSince)))
    .limit(limit);
  return found.map(({ id }) => id);
}
