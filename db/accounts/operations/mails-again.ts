import { sql } from "drizzle-orm";
import type { Accounts } from "#db/accounts/database.ts";
import { runBatch } from "#db/batch.ts";
import { type OperatorAct, recordOperatorEvent } from "./operator-audit.ts";

type Act = Pick<OperatorAct, "operator">;

/**
 * Requests a mail that has ended once more, as a new one: it is written anew, with a new link where it holds one. The
 * old one stays as it ended.
 * @param again the id of the new mail, always the same for an old one: a mail is sent again once
 * @returns false when it was sent again before, or is gone
 */
export async function requestAgain(
  db: Accounts,
  { id, again, state }: { id: string; again: string; state: "failed" | "unknown" },
  { operator }: Act,
  now: Date,
): Promise<boolean> {
  const at = now.toISOString();
  const old = sql`FROM mails WHERE id = ${id} AND state = ${state} AND kind <> 'alert'
    AND NOT EXISTS (SELECT 1 FROM mails WHERE id = ${again})`;
  const [, requested] = await runBatch<[never, { id: string }]>(db, [
    recordOperatorEvent(
      { operator, event: "mail-sent-again", subject: { kind: "mail", id } },
      now,
      sql`EXISTS (SELECT 1 ${old})`,
    ),
    sql`INSERT INTO mails (id, kind, priority, candidate_id, registration_id, recipient, details, state, due_at, created_at)
      SELECT ${again}, kind, priority, candidate_id, registration_id, recipient, details, 'requested', ${at}, ${at} ${old}
      ON CONFLICT (id) DO NOTHING RETURNING id`,
  ]);
  return requested.length > 0;
}

/**
 * Makes what an alert that failed has told due again: the next tick writes a new alert with the offers that are still
 * wanted and open, and that no other mail has told.
 * @returns false when nothing of it waits to be told: it was sent again before, or its searches are gone
 */
export async function tellAgain(db: Accounts, id: string, { operator }: Act, now: Date): Promise<boolean> {
  const failed = sql`mail_id = ${id} AND state = 'mailed'
    AND EXISTS (SELECT 1 FROM mails WHERE id = ${id} AND kind = 'alert' AND state = 'failed')`;
  const [, due] = await runBatch<[never, { offerId: number }]>(db, [
    recordOperatorEvent(
      { operator, event: "mail-sent-again", subject: { kind: "mail", id } },
      now,
      sql`EXISTS (SELECT 1 FROM alert_matches WHERE ${failed})`,
    ),
    sql`UPDATE alert_matches SET state = 'pending', mail_id = NULL, due_at = ${now.toISOString()}
      WHERE ${failed} RETURNING offer_id AS offerId`,
  ]);
  return due.length > 0;
}

/** Whether offers that an alert has told still refer to it, and could be told again. */
export async function hasPairs(db: Accounts, id: string): Promise<boolean> {
  const found = await db.all(sql`SELECT 1 FROM alert_matches WHERE mail_id = ${id} AND state = 'mailed' LIMIT 1`);
  return found.length > 0;
}
