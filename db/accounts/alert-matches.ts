import { sql } from "drizzle-orm";
import type { MailContent } from "#app/domain/mail.ts";
import { runBatch } from "../batch.ts";
import type { Accounts } from "./database.ts";

/** Candidates to whom something found by their alerts is due, those who have waited longest first. */
export async function findDueCandidates(db: Accounts, now: Date, limit: number): Promise<number[]> {
  const due = await db.all<{ id: number }>(
    sql`SELECT candidate_id AS id FROM alert_matches WHERE state = 'pending' AND due_at <= ${now.toISOString()}
      GROUP BY candidate_id ORDER BY min(due_at) LIMIT ${limit}`,
  );
  return due.map(({ id }) => id);
}

/** What a saved search found, waiting to be mailed. */
export type DueMatch = {
  savedSearchId: number;
  offerId: number;
  name: string;
  criteria: string;
  match: string;
  cadence: "immediate" | "daily" | "weekly";
  /** Whether another mail has told of the offer. */
  mailed: 0 | 1;
};

/** Room for what one reads: the rest comes in another mail. */
const MATCHES_A_MAIL = 500;

export type Due = {
  candidate: { id: number; email: string; firstName: string; username: string } | null;
  matches: DueMatch[];
  /** Mails « à chaque publication » since a moment. */
  immediateMails: number;
};

/**
 * What is due to a candidate: only of searches whose bell is on. Nothing for somebody who is gone, or whose address takes
 * no mail.
 * @param since the beginning of the day, for the count of mails
 */
export async function readDue(db: Accounts, candidateId: number, since: string, now: Date): Promise<Due> {
  const [[candidate], matches, [counted]] = await runBatch<
    [NonNullable<Due["candidate"]>, DueMatch, { count: number }]
  >(db, [
    sql`SELECT id, email, first_name AS firstName, username FROM candidates
      WHERE id = ${candidateId} AND email_key NOT IN (SELECT email_key FROM suppressions)`,
    sql`SELECT m.saved_search_id AS savedSearchId, m.offer_id AS offerId, s.name, s.criteria, s.match, s.cadence,
        EXISTS (SELECT 1 FROM mailed_offers o WHERE o.candidate_id = m.candidate_id AND o.offer_id = m.offer_id) AS mailed
      FROM alert_matches m JOIN saved_searches s ON s.id = m.saved_search_id
      WHERE m.candidate_id = ${candidateId} AND m.state = 'pending' AND m.due_at <= ${now.toISOString()}
        AND s.cadence IS NOT NULL AND s.deleted_at IS NULL AND s.broken IS NULL
      ORDER BY m.saved_search_id, m.offer_id LIMIT ${MATCHES_A_MAIL}`,
    sql`SELECT count(*) AS count FROM mails WHERE candidate_id = ${candidateId} AND kind = 'alert'
      AND details ->> 'immediate' = '1' AND created_at >= ${since} AND state <> 'cancelled'`,
  ]);
  return { candidate: candidate ?? null, matches, immediateMails: counted?.count ?? 0 };
}

type Pair = Pick<DueMatch, "savedSearchId" | "offerId">;

/** Leaves out what is not to be mailed, for good. */
export async function leaveOut(db: Accounts, pairs: Pair[]): Promise<void> {
  if (pairs.length === 0) return;
  await db.run(sql`UPDATE alert_matches SET state = 'left-out' WHERE state = 'pending' AND ${among(pairs)}`);
}

/** Lets what is due to a candidate wait for another moment. */
export async function postponeMatches(db: Accounts, candidateId: number, until: string, now: Date): Promise<void> {
  await db.run(sql`UPDATE alert_matches SET due_at = ${until}
    WHERE candidate_id = ${candidateId} AND state = 'pending' AND due_at <= ${now.toISOString()}`);
}

/** Leaves out all that is due to somebody who is not to get it. */
export async function leaveOutAll(db: Accounts, candidateId: number, now: Date): Promise<void> {
  await db.run(sql`UPDATE alert_matches SET state = 'left-out'
    WHERE candidate_id = ${candidateId} AND state = 'pending' AND due_at <= ${now.toISOString()}`);
}

export type NewAlertMail = {
  id: string;
  candidateId: number;
  recipient: string;
  content: MailContent;
  pairs: Pair[];
  /** Each once, in the order of the mail. */
  offerIds: number[];
  /** Whether it counts among the mails « à chaque publication » of the day. */
  immediate: boolean;
};

/**
 * Writes an alert: the mail, what it tells of, and that this has been told, in one batch. It is written only if all of it
 * still waits, was never mailed, and every search still has its bell on: another worker, or the candidate herself, may
 * have been faster.
 * @returns whether it was written
 */
export async function insertAlertMail(db: Accounts, mail: NewAlertMail, now: Date): Promise<boolean> {
  const { id, candidateId, recipient, content, pairs, offerIds, immediate } = mail;
  const at = now.toISOString();
  const written = sql`EXISTS (SELECT 1 FROM mails WHERE id = ${id})`;
  const [inserted] = await runBatch<[{ id: string }]>(db, [
    sql`INSERT INTO mails (id, kind, priority, candidate_id, recipient, details, subject, html, text, headers, state, due_at, created_at)
      SELECT ${id}, 'alert', 1, ${candidateId}, ${recipient}, ${JSON.stringify(immediate ? { immediate: "1" } : {})}, ${content.subject},
        ${content.html}, ${content.text}, ${JSON.stringify(content.headers)}, 'pending', ${at}, ${at}
      WHERE (SELECT count(*) FROM alert_matches JOIN saved_searches s ON s.id = saved_search_id
          WHERE state = 'pending' AND s.cadence IS NOT NULL AND s.deleted_at IS NULL AND ${among(pairs)}) = ${pairs.length}
        AND EXISTS (SELECT 1 FROM candidates WHERE id = ${candidateId} AND email = ${recipient})
        AND NOT EXISTS (SELECT 1 FROM mailed_offers WHERE candidate_id = ${candidateId}
          AND offer_id IN (SELECT value FROM json_each(${JSON.stringify(offerIds)})))
      RETURNING id`,
    sql`UPDATE alert_matches SET state = 'mailed', mail_id = ${id} WHERE ${among(pairs)} AND ${written}`,
    sql`INSERT INTO mailed_offers (candidate_id, offer_id, mail_id)
      SELECT ${candidateId}, value, ${id} FROM json_each(${JSON.stringify(offerIds)}) WHERE ${written}`,
    sql`INSERT INTO snapshots (mail_id, candidate_id, offer_ids, created_at)
      SELECT ${id}, ${candidateId}, ${JSON.stringify(offerIds)}, ${at} WHERE ${written}`,
  ]);
  return inserted.length > 0;
}

function among(pairs: Pair[]) {
  const json = JSON.stringify(pairs.map(({ savedSearchId, offerId }) => [savedSearchId, offerId]));
  return sql`(saved_search_id, offer_id) IN (SELECT value ->> 0, value ->> 1 FROM json_each(${json}))`;
}
