import { type SQL, sql } from "drizzle-orm";
import type { MailKind } from "#app/domain/mails/mail.ts";

export type MailRequest = {
  /** Its id, where the same mail may be requested twice: the second request does nothing. Otherwise a random one. */
  id?: string;
  kind: MailKind;
  /** An address. For `reset`, what was typed as the login, which is looked up when the mail is written. */
  recipient: string;
  candidateId?: number | null;
  registrationId?: number | null;
  details?: Record<string, string>;
  /** 0 (the default) for a mail that somebody is waiting for, 1 for any other. */
  priority?: 0 | 1;
};

/**
 * The statement that requests a mail. The `alerts` worker writes and sends it.
 * @param when the condition under which it is requested
 */
export function requestMail(request: MailRequest, now: Date, when: SQL = sql`true`): SQL {
  const {
    id = crypto.randomUUID(),
    kind,
    recipient,
    candidateId = null,
    registrationId = null,
    details = {},
    priority = 0,
  } = request;
  const at = now.toISOString();
  return sql`INSERT INTO mails (id, kind, priority, candidate_id, registration_id, recipient, details, state, due_at, created_at)
    SELECT ${id}, ${kind}, ${priority}, ${candidateId}, ${registrationId}, ${recipient}, ${JSON.stringify(details)}, 'requested', ${at}, ${at}
    WHERE ${when} ON CONFLICT (id) DO NOTHING`;
}

/** The condition on mails that the provider was never asked to take, or has certainly not taken. */
export const untried = sql`first_tried_at IS NULL`;

/**
 * The statements that revoke alerts that were never tried, even if a sender has claimed them. A revoked mail is
 * deleted, and the pairs that were marked as mailed by it are pending again.
 * @param chosen the condition on the mails to revoke
 * @param unwanted the condition on the pairs `a` that are deleted instead
 */
export function revokeUntriedAlerts(chosen: SQL, unwanted: SQL): SQL[] {
  // `apart` marks the chosen mails within the transaction only: its last statement deletes them.
  const revoked = sql`SELECT id FROM mails WHERE state = 'cancelled' AND priority = 1 AND due_at = 'apart'`;
  return [
    sql`UPDATE mails SET state = 'cancelled', due_at = 'apart'
      WHERE kind = 'alert' AND +state IN ('pending', 'sending') AND ${untried} AND ${chosen}`,
    sql`DELETE FROM mailed_offers WHERE mail_id IN (${revoked})`,
    sql`DELETE FROM snapshots WHERE mail_id IN (${revoked})`,
    sql`DELETE FROM alert_matches AS a WHERE a.mail_id IN (${revoked}) AND ${unwanted}`,
    sql`UPDATE alert_matches SET state = 'pending', mail_id = NULL WHERE mail_id IN (${revoked})`,
    sql`DELETE FROM mails WHERE id IN (${revoked})`,
  ];
}
