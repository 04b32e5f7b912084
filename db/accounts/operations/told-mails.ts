import { type SQL, sql } from "drizzle-orm";
import type { ToldMail } from "#app/domain/operations/told-mail.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { runBatch } from "#db/batch.ts";

/** A mail that was sent, or perhaps; the candidate and the offers are those of an alert. */
export type SentMail = { mail: string; at: string; candidate: number | null; offers: number[] };

/**
 * The mails that are done with, in the order of their ends: a slice of them, the first after a position.
 * @param position where the slice before ended; an empty text for the first one
 * @param until mails that ended from this instant on are left for later, ISO 8601
 * @returns the mails that were sent, perhaps, and where the slice ends: at `position` when none ended since
 */
export async function findSentMails(
  db: Accounts,
  position: string,
  until: string,
  limit: number,
): Promise<{ mails: SentMail[]; position: string }> {
  const [doneAt = "", id = ""] = position.split(" ");
  const [ended] = await runBatch<[Row]>(db, [
    sql`SELECT m.id AS mail, m.state, m.done_at AS "at", s.candidate_id AS candidate, s.offer_ids AS "offerIds"
      FROM mails m INDEXED BY mails_done LEFT JOIN snapshots s ON s.mail_id = m.id
      WHERE (m.done_at, m.id) > (${doneAt}, ${id}) AND m.done_at < ${until} ORDER BY m.done_at, m.id LIMIT ${limit}`,
  ]);
  const last = ended.at(-1);
  return {
    mails: ended
      .filter(({ state }) => state === "sent" || state === "unknown")
      .map(({ mail, at, candidate, offerIds }) => {
        return { mail, at, candidate, offers: offerIds ? (JSON.parse(offerIds) as number[]) : [] };
      }),
    position: last ? `${last.at} ${last.mail}` : position,
  };
}

type Row = { mail: string; state: string; at: string; candidate: number | null; offerIds: string | null };

/**
 * Tells restored accounts which mails were sent after the backup: they are not sent again, and what an alert told a
 * candidate is not told to her again.
 * @param mails so many that their JSON fits into a statement
 */
export function markSent(mails: ToldMail[]): SQL[] {
  const sent = sql`json_each(${JSON.stringify(mails.map(({ mail, at }) => ({ mail, at })))}) j`;
  const alerts = mails.flatMap(({ mail, at, candidate, offers }) =>
    candidate === null ? [] : [{ mail, at, candidate, offers: offers.map(({ id }) => id) }],
  );
  const told = sql`json_each(${JSON.stringify(alerts)}) j`;
  const known = sql`EXISTS (SELECT 1 FROM candidates c WHERE c.id = j.value ->> 'candidate')`;
  return [
    sql`UPDATE mails SET state = 'sent', done_at = j.value ->> 'at', lease_until = NULL, html = NULL, text = NULL
      FROM ${sent} WHERE mails.id = j.value ->> 'mail' AND state IN ('requested', 'pending', 'sending')`,
    sql`INSERT OR IGNORE INTO mailed_offers (candidate_id, offer_id, mail_id)
      SELECT j.value ->> 'candidate', o.value, j.value ->> 'mail' FROM ${told}, json_each(j.value, '$.offers') o WHERE ${known}`,
    sql`INSERT OR IGNORE INTO snapshots (mail_id, candidate_id, offer_ids, created_at)
      SELECT j.value ->> 'mail', j.value ->> 'candidate', j.value ->> 'offers', j.value ->> 'at' FROM ${told} WHERE ${known}`,
  ];
}
