import { type SQL, sql } from "drizzle-orm";
import { shift } from "#app/domain/time.ts";
import type { Pair } from "#db/accounts/alerts/alert-matches.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { revokeUntriedAlerts, untried } from "#db/accounts/outbox.ts";

/** What some alerts tell of, with the expressions that found it, if this version of the text preparation compiled them. */
export function findMailedPairs(
  db: Accounts,
  mailIds: string[],
  textVersion: number,
): Promise<(Pair & { match: string })[]> {
  return db.all<Pair & { match: string }>(
    sql`SELECT a.saved_search_id AS savedSearchId, a.offer_id AS offerId, s.match
      FROM json_each(${JSON.stringify(mailIds)}) j CROSS JOIN alert_matches a ON a.mail_id = j.value
      CROSS JOIN saved_searches s ON s.id = a.saved_search_id
      WHERE a.state = 'mailed' AND s.text_version = ${textVersion}`,
  );
}

/** Of a pair `a`: its search still has its bell on, and has not been switched on again, or changed, since. */
const wantedBy = (search: SQL) => sql`EXISTS (SELECT 1 FROM saved_searches s WHERE s.id = a.saved_search_id
  AND s.cadence IS NOT NULL AND s.deleted_at IS NULL AND s.since_offer_id < a.offer_id AND ${search})`;
const wanted = wantedBy(sql`true`);
const candidate = (condition: SQL) =>
  sql`EXISTS (SELECT 1 FROM candidates c WHERE c.id = mails.candidate_id AND ${condition})`;
const takesMail = candidate(sql`NOT EXISTS (SELECT 1 FROM suppressions u WHERE u.email_key = c.email_key)`);
const sameAddress = candidate(sql`c.email = mails.recipient`);
const wantsNews = candidate(sql`c.kept_offer_notices`);
const pair = (condition: SQL) =>
  sql`EXISTS (SELECT 1 FROM alert_matches a WHERE a.mail_id = mails.id AND ${condition})`;
/** An offer of it waits to be told for another search: at seven, while this mail was at once. */
const waitsElsewhere = sql`EXISTS (SELECT 1 FROM alert_matches a
  WHERE a.candidate_id = mails.candidate_id AND a.state = 'pending' AND ${wantedBy(sql`s.broken IS NULL`)}
    AND EXISTS (SELECT 1 FROM mailed_offers o
      WHERE o.candidate_id = a.candidate_id AND o.offer_id = a.offer_id AND o.mail_id = mails.id))`;
/** The round of an offer in it is not over: another search may be about to find it. */
const mayMatchElsewhere = sql`EXISTS (SELECT 1 FROM alert_runs r WHERE r.state <> 'done' AND EXISTS (
  SELECT 1 FROM mailed_offers o
  WHERE o.mail_id = mails.id AND o.offer_id > r.from_offer_id AND o.offer_id <= r.to_offer_id))`;

/** A mail that was asked for of itself; or that was subscribed to, goes where its candidate is, and may be sent there. */
export const deliverable = sql`(kind NOT IN ('alert', 'kept-offer')
  OR (${sameAddress} AND ${takesMail} AND (kind = 'alert' OR ${wantsNews})))`;

/**
 * The statements that look, just before they are sent, whether mails that were subscribed to are still wanted.
 * - For an address that takes no mail nothing is sent.
 * - What goes to an address that has changed goes to the new one, as it is. If it was taken for the old one already, the
 *   provider knows its key, and does not take it again.
 * - An alert that was never tried is taken apart when a search in it is no longer wanted, an offer no longer answers, or the
 *   address takes no mail: what is still wanted of it waits again, to be written anew.
 * - An alert that may have been taken is sent again as it is; or never, when nothing of it is wanted any more. While a round
 *   may still find that something is, it waits a minute.
 * @param due the condition of the mails that are about to be sent
 */
export function recheck(due: SQL, stale: Pair[], at: string): SQL[] {
  const pairs = JSON.stringify(stale.map(({ savedSearchId, offerId }) => [savedSearchId, offerId]));
  const isStale = sql`(a.saved_search_id, a.offer_id) IN (SELECT value ->> 0, value ->> 1 FROM json_each(${pairs}))`;
  const later = shift(at, 60_000);
  const triedAndUnwanted = sql`kind = 'alert' AND NOT ${untried} AND NOT (${takesMail} AND (${pair(wanted)} OR ${waitsElsewhere}))`;
  return [
    sql`UPDATE mails SET due_at = iif(state = 'pending', ${later}, due_at),
        lease_until = iif(state = 'sending', ${later}, lease_until)
      WHERE ${due} AND ${triedAndUnwanted} AND ${takesMail} AND ${mayMatchElsewhere}`,
    sql`UPDATE mails SET state = 'cancelled', done_at = ${at}, lease_until = NULL, html = NULL, text = NULL,
        last_error = coalesce(last_error || '; ', '') || 'no longer wanted'
      WHERE ${due} AND ((${triedAndUnwanted}) OR (kind = 'kept-offer' AND NOT (${takesMail} AND ${wantsNews})))`,
    sql`UPDATE mails SET recipient = (SELECT c.email FROM candidates c WHERE c.id = mails.candidate_id)
      WHERE ${due} AND kind IN ('alert', 'kept-offer') AND NOT ${sameAddress}`,
    ...revokeUntriedAlerts(
      sql`${due} AND (NOT ${takesMail} OR NOT ${pair(wanted)} OR ${pair(sql`NOT ${wanted}`)} OR ${pair(isStale)})`,
      sql`NOT ${wanted}`,
    ),
  ];
}
