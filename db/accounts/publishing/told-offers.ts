import { sql } from "drizzle-orm";
import type { Accounts } from "#db/accounts/database.ts";
import { endedSlice } from "#db/accounts/mails/ended-slice.ts";
import { runBatch } from "#db/batch.ts";

/** Candidates who were told of an offer in one hour, `2026-11-29T08` in UTC. Weeks in Paris begin with such an hour. */
type Told = { offerId: number; hour: string; count: number };

/**
 * What alerts told, in the order in which their mails were sent: a slice of mails, the first after a position.
 * @param position where the slice before ended; an empty text for the first one
 * @param until mails that were sent from this instant on are left for later, ISO 8601
 * @param mails how many mails of any kind a slice holds at most
 * @returns the offers, and where the slice ends: at `position` when nothing was sent since
 */
export async function findToldOffers(
  db: Accounts,
  position: string,
  until: string,
  mails: number,
): Promise<{ told: Told[]; position: string }> {
  const { slice, end } = endedSlice(position, until, mails);
  const [told, [last]] = await runBatch<[Told, { position: string }]>(db, [
    sql`WITH ${slice} SELECT o.offer_id AS offerId, substr(slice.done_at, 1, 13) AS hour, count(*) AS count
      FROM slice CROSS JOIN mailed_offers o ON o.mail_id = slice.id
      WHERE slice.kind = 'alert' AND slice.state = 'sent' GROUP BY 1, 2`,
    end,
  ]);
  return { told, position: last?.position ?? position };
}
