import { sql } from "drizzle-orm";
import { type KeptOfferNews, writeNews } from "#app/domain/kept-offers/kept-offer.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { runBatch } from "#db/batch.ts";
import type { KeptOffer } from "./kept-offers.ts";

/** The cursor of the daily run. Its position is `<day in Paris>/<last candidate seen>`, or `<day>/done`. */
export const KEPT_OFFERS_CURSOR = "kept-offers";

/** A kept offer that a candidate may have to be notified of. */
export type OfferToNotify = Pick<
  KeptOffer,
  "candidateId" | "offerId" | "reference" | "title" | "closingToldAt" | "withdrawnToldAt"
>;

/**
 * The kept offers that may need a notice, of the next candidates who want notices, in the order of their ids. `CROSS JOIN`
 * has SQLite begin with these candidates: otherwise it reads the kept offers of everybody, for each part of a run.
 * @param after the id of the last candidate seen
 * @param limit how many candidates
 */
export function findOffersToNotify(db: Accounts, after: number, limit: number): Promise<OfferToNotify[]> {
  return db.all<OfferToNotify>(sql`
    SELECT k.candidate_id AS candidateId, k.offer_id AS offerId, k.reference, k.title,
      k.closing_told_at AS closingToldAt, k.withdrawn_told_at AS withdrawnToldAt
    FROM (
      SELECT id FROM candidates c WHERE c.id > ${after} AND c.kept_offer_notices
        AND EXISTS (SELECT 1 FROM kept_offers WHERE candidate_id = c.id AND withdrawn_told_at IS NULL)
      ORDER BY c.id LIMIT ${limit}
    ) c CROSS JOIN kept_offers k ON k.candidate_id = c.id
    WHERE k.withdrawn_told_at IS NULL ORDER BY k.candidate_id, k.kept_at DESC`);
}

/** The news that one candidate gets in one mail. */
export type Notice = { candidateId: number; news: (KeptOfferNews & { offerId: number })[] };

/**
 * Requests the mails of a part of the daily run, marks their offers as notified and advances the cursor, all of it or
 * nothing. It does nothing when the cursor is no longer at `from`: another tick has handled this part, or an earlier
 * call that seemed to fail has. A candidate who has switched notices off meanwhile gets no mail.
 * @param from the position of the cursor when the part was read
 * @param to its next position
 */
export async function requestNotices(
  db: Accounts,
  { from, to, notices }: { from: string | null; to: string; notices: Notice[] },
  now: Date,
): Promise<void> {
  const at = now.toISOString();
  const unmoved = sql`(SELECT position FROM cursors WHERE name = ${KEPT_OFFERS_CURSOR}) IS ${from}`;
  const notified = JSON.stringify(
    notices.flatMap(({ candidateId, news }) =>
      news.map(({ offerId, state }) => ({ candidateId, offerId, over: state !== "closing" })),
    ),
  );
  const mails = JSON.stringify(
    notices.map(({ candidateId, news }) => ({
      id: crypto.randomUUID(),
      candidateId,
      details: JSON.stringify(
        writeNews(news.map(({ reference, title, state, expiresOn }) => ({ reference, title, state, expiresOn }))),
      ),
    })),
  );
  const markNotified = (column: string, over: 0 | 1) => sql`UPDATE kept_offers SET ${sql.raw(column)} = ${at}
    WHERE (candidate_id, offer_id) IN (SELECT j.value ->> 'candidateId', j.value ->> 'offerId'
        FROM json_each(${notified}) j WHERE j.value ->> 'over' = ${over})
      AND ${sql.raw(column)} IS NULL AND ${unmoved}`;
  await runBatch(db, [
    sql`INSERT INTO mails (id, kind, priority, candidate_id, recipient, details, state, due_at, created_at)
      SELECT j.value ->> 'id', 'kept-offer', 1, c.id, c.email, j.value ->> 'details', 'requested', ${at}, ${at}
      FROM json_each(${mails}) j JOIN candidates c ON c.id = j.value ->> 'candidateId'
      WHERE c.kept_offer_notices AND ${unmoved}`,
    markNotified("closing_told_at", 0),
    markNotified("withdrawn_told_at", 1),
    sql`INSERT INTO cursors (name, position, updated_at) SELECT ${KEPT_OFFERS_CURSOR}, ${to}, ${at} WHERE ${unmoved}
      ON CONFLICT (name) DO UPDATE SET position = excluded.position, updated_at = excluded.updated_at`,
  ]);
}
