import { type SQL, sql } from "drizzle-orm";
import { shift } from "#app/domain/time.ts";
import type { Pair } from "#db/accounts/alerts/alert-matches.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { revokeUntriedAlerts, untried } from "#db/accounts/outbox.ts";

/**
 * The pairs that some alerts list, with the expressions of the searches. Only searches compiled by `textVersion` count.
 */
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

/**
 * The condition on a pair `a` whose search is still wanted: its bell is on, and was not switched on again since. Nor
 * were the criteria changed since: both set `since_offer_id` to the newest offer.
 * @param search a further condition on the search `s`
 */
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
/** The condition on a mail with an offer that is pending for another search, for example in the digest at seven. */
const waitsElsewhere = sql`EXISTS (SELECT 1 FROM alert_matches a
  WHERE a.candidate_id = mails.candidate_id AND a.state = 'pending' AND ${wantedBy(sql`s.broken IS NULL`)}
    AND EXISTS (SELECT 1 FROM mailed_offers o
      WHERE o.candidate_id = a.candidate_id AND o.offer_id = a.offer_id AND o.mail_id = mails.id))`;
/** The condition on a mail with an offer whose run is not over: another search may still find the offer. */
const mayMatchElsewhere = sql`EXISTS (SELECT 1 FROM alert_runs r WHERE r.state <> 'done' AND EXISTS (
  SELECT 1 FROM mailed_offers o
  WHERE o.mail_id = mails.id AND o.offer_id > r.from_offer_id AND o.offer_id <= r.to_offer_id))`;

/**
 * The condition on mails that may be handed to the provider. Mails that people request themselves always may. Mails
 * that they subscribed to may if they go to the candidate's current address, that address takes mail, and she still
 * wants them.
 */
export const deliverable = sql`(kind NOT IN ('alert', 'kept-offer')
  OR (${sameAddress} AND ${takesMail} AND (kind = 'alert' OR ${wantsNews})))`;

/**
 * The statements that recheck mails just before they are sent: are the mails that people subscribed to still wanted?
 * - Nothing is sent to an address that takes no mail.
 * - If the candidate has changed her address, the mail goes to the new one, with the same content. If the provider has
 *   taken it for the old address, it knows the key and does not take the mail again.
 * - An alert that was never tried is revoked when one of its searches is no longer wanted, one of its pairs is stale,
 *   or the address takes no mail. Its pairs that are still wanted are pending again, to be written anew.
 * - An alert that may have been taken is sent again as it is, unless none of its pairs is wanted any more: then it is
 *   cancelled. While an open run may still find a search that wants it, it waits a minute.
 * @param due the condition on the mails that are about to be sent
 * @param stale pairs whose offer no longer matches
 * @param at the current instant, ISO 8601
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
