import { type SQL, sql } from "drizzle-orm";
import { deadLetters } from "#db/accounts/common-tables.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { runBatch } from "#db/batch.ts";
import { type OperatorAct, recordOperatorEvent } from "./operator-audit.ts";

/** Characters that are stored of a message: enough to recognise one that is not ours. */
const BODY = 4_000;

/** Stores a message that the queue gave up delivering. A message that comes twice is stored once. */
export async function keepDeadLetter(
  db: Accounts,
  { id, body }: { id: string; body: string },
  now: Date,
): Promise<void> {
  await db
    .insert(deadLetters)
    .values({ id, body: body.slice(0, BODY), at: now.toISOString() })
    .onConflictDoNothing();
}

type DeadLetter = typeof deadLetters.$inferSelect;

/** Where a list of messages goes on: after this one. */
export type DeadLetterPosition = { at: string; row: number };

/**
 * Messages that the queue gave up delivering, newest first. It reads as many rows as it gives, or twice as many.
 * @param after the last message of the page before; null for the first page
 */
export function listDeadLetters(
  db: Accounts,
  after: DeadLetterPosition | null,
  limit: number,
): Promise<(DeadLetter & DeadLetterPosition)[]> {
  const range = (condition: SQL) => sql`SELECT * FROM (SELECT id, body, at, rowid AS "row" FROM dead_letters
    WHERE ${condition} ORDER BY at DESC, rowid DESC LIMIT ${limit})`;
  const conditions = after ? [sql`at = ${after.at} AND rowid < ${after.row}`, sql`at < ${after.at}`] : [sql`true`];
  return db.all(sql`${sql.join(conditions.map(range), sql` UNION ALL `)} ORDER BY at DESC, "row" DESC LIMIT ${limit}`);
}

/** One message, or null. */
export async function findDeadLetter(db: Accounts, id: string): Promise<DeadLetter | null> {
  const [found] = await db.all<DeadLetter>(sql`SELECT id, body, at FROM dead_letters WHERE id = ${id}`);
  return found ?? null;
}

/** Deletes a message that was sent again, which was written down before. */
export async function deleteDeadLetter(db: Accounts, id: string): Promise<void> {
  await db.run(sql`DELETE FROM dead_letters WHERE id = ${id}`);
}

/** Deletes a message that is of no use any more, and writes it down. @returns false when it is gone already */
export async function discardDeadLetter(
  db: Accounts,
  id: string,
  { operator }: Pick<OperatorAct, "operator">,
  now: Date,
): Promise<boolean> {
  const subject = { kind: "dead-letter", id } as const;
  const [, discarded] = await runBatch<[never, { id: string }]>(db, [
    recordOperatorEvent(
      { operator, event: "dead-letter-discarded", subject },
      now,
      sql`EXISTS (SELECT 1 FROM dead_letters WHERE id = ${id})`,
    ),
    sql`DELETE FROM dead_letters WHERE id = ${id} RETURNING id`,
  ]);
  return discarded.length > 0;
}
