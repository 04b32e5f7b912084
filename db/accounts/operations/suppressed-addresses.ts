import { sql } from "drizzle-orm";
import { emailKey } from "#app/domain/account/account.ts";
import { MOST_ROWS } from "#app/domain/operations/bounded-count.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { runBatch } from "#db/batch.ts";
import { type OperatorAct, recordOperatorEvent } from "./operator-audit.ts";

/** An address that gets no alerts, and whose it is. */
export type SuppressedAddress = { reason: "bounce" | "complaint"; at: string; candidateId: number | null };

/** Why and since when an address gets no alerts; null when it gets them. It reads a row of two indexes. */
export async function findSuppressedAddress(db: Accounts, email: string): Promise<SuppressedAddress | null> {
  const [found] = await db.all<SuppressedAddress>(
    sql`SELECT s.reason, s.at, c.id AS candidateId FROM suppressions s LEFT JOIN candidates c ON c.email_key = s.email_key
      WHERE s.email_key = ${emailKey(email)}`,
  );
  return found ?? null;
}

/** Lets an address get alerts again, and writes it down. @returns false when it already does */
export async function removeSuppression(
  db: Accounts,
  email: string,
  { operator, reason }: Pick<OperatorAct, "operator"> & { reason: string },
  now: Date,
): Promise<boolean> {
  const found = await findSuppressedAddress(db, email);
  if (!found) return false;
  const { candidateId } = found;
  const subject = candidateId === null ? null : ({ kind: "candidate", id: candidateId } as const);
  const suppressed = sql`EXISTS (SELECT 1 FROM suppressions WHERE email_key = ${emailKey(email)})`;
  const [, removed] = await runBatch<[never, { at: string }]>(db, [
    recordOperatorEvent({ operator, event: "suppression-removed", subject, reason }, now, suppressed),
    sql`DELETE FROM suppressions WHERE email_key = ${emailKey(email)} RETURNING at`,
  ]);
  return removed.length > 0;
}

/** How many addresses get no alerts; `MOST_ROWS + 1` stands for any larger number, and is as many as are read. */
export async function countSuppressions(db: Accounts): Promise<number> {
  const counted = await db.get<{ count: number }>(
    sql`SELECT count(*) AS count FROM (SELECT 1 FROM suppressions LIMIT ${MOST_ROWS + 1})`,
  );
  return counted.count;
}
