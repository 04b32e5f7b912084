import { type SQL, sql } from "drizzle-orm";
import type { Pair } from "./alert-matches.ts";
import type { Accounts } from "./database.ts";

/** What some alerts tell of, with the expressions that found it, if this version of the text preparation compiled them. */
export function findTold(db: Accounts, mailIds: string[], textVersion: number): Promise<(Pair & { match: string })[]> {
  return db.all<Pair & { match: string }>(
    sql`SELECT a.saved_search_id AS savedSearchId, a.offer_id AS offerId, s.match
      FROM json_each(${JSON.stringify(mailIds)}) j CROSS JOIN alert_matches a ON a.mail_id = j.value
      CROSS JOIN saved_searches s ON s.id = a.saved_search_id
      WHERE a.state = 'mailed' AND s.text_version = ${textVersion}`,
  );
}

/** Of a pair `a`: its search still has its bell on, and has not been switched on again, or changed, since. */
const wanted = sql`EXISTS (SELECT 1 FROM saved_searches s WHERE s.id = a.saved_search_id
  AND s.cadence IS NOT NULL AND s.deleted_at IS NULL AND s.since_offer_id < a.offer_id)`;
const candidate = (condition: SQL) =>
  sql`EXISTS (SELECT 1 FROM candidates c WHERE c.id = mails.candidate_id AND ${condition})`;
const takesMail = candidate(sql`NOT EXISTS (SELECT 1 FROM suppressions u WHERE u.email_key = c.email_key)`);
const sameAddress = candidate(sql`c.email = mails.recipient`);
/** The provider was not asked to take it, or has certainly not taken it. */
const untried = sql`first_tried_at IS NULL`;
const pair = (condition: SQL) =>
  sql`EXISTS (SELECT 1 FROM alert_matches a WHERE a.mail_id = mails.id AND ${condition})`;

/** A mail that was asked for of itself, or one that was subscribed to and goes where its candidate is. */
export const wellAddressed = sql`(kind NOT IN ('alert', 'kept-offer') OR ${sameAddress})`;

/**
 * The statements that look, just before they are sent, whether mails that were subscribed to are still wanted.
 * - For an address that takes no mail nothing is sent: it is cancelled, and told to nobody.
 * - An alert that was never tried is taken apart when the address has changed, a search in it is no longer wanted, or an
 *   offer no longer answers: what is still wanted of it waits again, to be written anew.
 * - An alert that may have been taken is sent again as it is; or, when the address has changed or nothing of it is wanted
 *   any more, never: it is cancelled.
 * - Word of kept offers is written anew to the new address.
 * @param due the condition of the mails that are about to be sent
 */
export function recheck(due: SQL, stale: Pair[], at: string): SQL[] {
  const apart = sql`SELECT id FROM mails WHERE state = 'cancelled' AND last_error = ${APART}`;
  const pairs = JSON.stringify(stale.map(({ savedSearchId, offerId }) => [savedSearchId, offerId]));
  const isStale = sql`(a.saved_search_id, a.offer_id) IN (SELECT value ->> 0, value ->> 1 FROM json_each(${pairs}))`;
  return [
    sql`UPDATE mails SET state = 'cancelled', done_at = ${at}, lease_until = NULL, html = NULL, text = NULL,
        last_error = coalesce(last_error || '; ', '') || 'no longer wanted'
      WHERE ${due} AND (
        (kind = 'alert' AND (NOT ${takesMail} OR NOT (${untried} OR (${sameAddress} AND ${pair(wanted)}))))
        OR (kind = 'kept-offer' AND (NOT ${takesMail} OR NOT ${candidate(sql`c.kept_offer_notices`)}
          OR NOT (${untried} OR ${sameAddress}))))`,
    sql`UPDATE mails SET state = 'cancelled', last_error = ${APART}
      WHERE ${due} AND kind = 'alert' AND ${untried}
        AND (NOT ${sameAddress} OR NOT ${pair(wanted)} OR ${pair(sql`NOT ${wanted}`)} OR ${pair(isStale)})`,
    sql`DELETE FROM mailed_offers WHERE mail_id IN (${apart})`,
    sql`DELETE FROM snapshots WHERE mail_id IN (${apart})`,
    sql`DELETE FROM alert_matches AS a WHERE a.mail_id IN (${apart}) AND NOT ${wanted}`,
    sql`UPDATE alert_matches SET state = 'pending', mail_id = NULL WHERE mail_id IN (${apart})`,
    sql`DELETE FROM mails WHERE id IN (${apart})`,
    sql`UPDATE mails SET state = 'requested', lease_until = NULL, subject = NULL, html = NULL, text = NULL, headers = NULL
      WHERE ${due} AND kind = 'kept-offer' AND ${untried} AND NOT ${sameAddress}`,
  ];
}

/** Only within the transaction: then such a mail is gone. */
const APART = "taken apart";
