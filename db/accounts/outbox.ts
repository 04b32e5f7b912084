import { type SQL, sql } from "drizzle-orm";
import type { MailKind } from "#app/domain/mails/mail.ts";

export type MailRequest = {
  kind: MailKind;
  /** An address, or for `reset` what was typed in the login: it is looked up when the mail is written. */
  recipient: string;
  candidateId?: number | null;
  registrationId?: number | null;
  details?: Record<string, string>;
  /** 0 for what somebody is waiting for (the default), 1 for the rest. */
  priority?: 0 | 1;
};

/** The statement that asks for a mail: the `alerts` worker writes and sends it. */
export function requestMail(request: MailRequest, now: Date): SQL {
  const { kind, recipient, candidateId = null, registrationId = null, details = {}, priority = 0 } = request;
  const at = now.toISOString();
  return sql`INSERT INTO mails (id, kind, priority, candidate_id, registration_id, recipient, details, state, due_at, created_at)
    VALUES (${crypto.randomUUID()}, ${kind}, ${priority}, ${candidateId}, ${registrationId}, ${recipient}, ${JSON.stringify(details)}, 'requested', ${at}, ${at})`;
}

/** The provider was not asked to take it, or has certainly not taken it. */
export const untried = sql`first_tried_at IS NULL`;

/**
 * The statements that take apart the alerts that are to be sent and were never tried, under the hands of a sender too: what
 * they tell of waits again, and what was left out because one of them told of it.
 * @param chosen the condition of such mails
 * @param unwanted the condition on the pairs `a` that are forgotten instead
 */
export function revokeUntriedAlerts(chosen: SQL, unwanted: SQL): SQL[] {
  // Only within the transaction: then such a mail is gone.
  const apart = sql`SELECT id FROM mails WHERE state = 'cancelled' AND priority = 1 AND due_at = 'apart'`;
  return [
    sql`UPDATE mails SET state = 'cancelled', due_at = 'apart'
      WHERE kind = 'alert' AND +state IN ('pending', 'sending') AND ${untried} AND ${chosen}`,
    sql`DELETE FROM mailed_offers WHERE mail_id IN (${apart})`,
    sql`DELETE FROM snapshots WHERE mail_id IN (${apart})`,
    sql`DELETE FROM alert_matches AS a WHERE a.mail_id IN (${apart}) AND ${unwanted}`,
    sql`UPDATE alert_matches SET state = 'pending', mail_id = NULL WHERE mail_id IN (${apart})`,
    sql`DELETE FROM mails WHERE id IN (${apart})`,
  ];
}
