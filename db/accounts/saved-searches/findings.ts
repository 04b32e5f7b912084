import { type SQL, sql } from "drizzle-orm";
import { revokeUntriedAlerts } from "#db/accounts/outbox.ts";

/**
 * The statements that drop the unsent findings of some searches. Alerts that list them and were never tried are
 * revoked: the findings of her other searches are then pending again, and are written without them.
 * @param searches a subquery of ids
 */
export function dropFindings(candidateId: number, searches: SQL): SQL[] {
  const found = sql`id IN (SELECT mail_id FROM alert_matches WHERE saved_search_id IN (${searches}))`;
  return [
    ...revokeUntriedAlerts(sql`candidate_id = ${candidateId} AND ${found}`, sql`a.saved_search_id IN (${searches})`),
    sql`DELETE FROM alert_matches WHERE candidate_id = ${candidateId} AND state = 'pending' AND saved_search_id IN (${searches})`,
  ];
}
