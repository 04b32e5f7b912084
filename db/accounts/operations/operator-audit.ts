import { and, desc, eq, lt, type SQL, sql } from "drizzle-orm";
import type { OperatorEvent, OperatorSubject } from "#app/domain/operations/operator.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { runBatch } from "#db/batch.ts";
import { operatorAudit } from "./schema.ts";

/** What an operator does, or whose data she looks at. Nothing of a candidate stands here but her number. */
export type OperatorAct = {
  /** Who acts; null for a command of `npm run operate`. */
  operator: { id: number; email: string } | null;
  event: OperatorEvent;
  /** What it is done to: an id or a reference. */
  subject?: { kind: OperatorSubject; id: string | number } | null;
  /** Why, as the operator typed it. */
  reason?: string | null;
};

/** Who acts, when it is a command of `npm run operate`. */
const COMMAND_LINE = "ligne de commande";

/**
 * The statement that writes down what an operator does. For an act on the accounts it stands in the batch of the act,
 * before it: all of it is done, or nothing.
 * @param when the condition under which the act changes something
 */
export function recordOperatorEvent(
  { operator, event, subject = null, reason = null }: OperatorAct,
  now: Date,
  when: SQL = sql`true`,
): SQL {
  return sql`INSERT INTO operator_audit (operator_id, actor, event, subject_kind, subject, reason, at)
    SELECT ${operator?.id ?? null}, ${operator?.email ?? COMMAND_LINE}, ${event}, ${subject?.kind ?? null},
      ${subject === null ? null : String(subject.id)}, ${reason}, ${now.toISOString()} WHERE ${when}`;
}

/**
 * Writes down what an operator is about to do to the catalogue, or to look at. The act comes after: one that is not
 * written down does not happen. One that then fails was written down all the same.
 */
export async function noteOperatorEvent(db: Accounts, act: OperatorAct, now: Date): Promise<void> {
  await runBatch(db, [recordOperatorEvent(act, now)]);
}

export type OperatorEventRow = typeof operatorAudit.$inferSelect;

/** Which lines of what operators did are asked for. */
export type AuditFilter = {
  /** An address, or `COMMAND_LINE`. */
  actor?: string | undefined;
  subject?: { kind: OperatorSubject; id: string } | undefined;
  /** Only lines before the one of this id. */
  before?: number | undefined;
};

/** What operators did, newest first. */
export function listOperatorEvents(db: Accounts, filter: AuditFilter, limit: number): Promise<OperatorEventRow[]> {
  const { actor, subject, before } = filter;
  return db
    .select()
    .from(operatorAudit)
    .where(
      and(
        actor ? eq(operatorAudit.actor, actor) : undefined,
        subject ? and(eq(operatorAudit.subjectKind, subject.kind), eq(operatorAudit.subject, subject.id)) : undefined,
        before ? lt(operatorAudit.id, before) : undefined,
      ),
    )
    .orderBy(desc(operatorAudit.id))
    .limit(limit);
}

/** Who did something, in alphabetical order: also those who were removed since. One row of the index is read for each. */
export async function listActors(db: Accounts): Promise<string[]> {
  const [rows] = await runBatch<[{ actor: string }]>(db, [
    sql`WITH RECURSIVE actors(actor) AS (
        SELECT min(actor) FROM operator_audit
        UNION ALL SELECT (SELECT min(actor) FROM operator_audit WHERE actor > actors.actor) FROM actors
          WHERE actors.actor IS NOT NULL)
      SELECT actor FROM actors WHERE actor IS NOT NULL LIMIT 200`,
  ]);
  return rows.map(({ actor }) => actor);
}
