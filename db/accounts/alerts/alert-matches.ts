import { type SQL, sql } from "drizzle-orm";
import type { Cadence } from "#app/domain/alerts/alert.ts";
import type { MailContent } from "#app/domain/mails/mail.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { runBatch } from "#db/batch.ts";
import { listOf } from "#db/d1/list-of.ts";

/** Due pairs that one query reads, the oldest first: half a million can be due at seven o'clock. */
const DUE_MATCHES = 200_000;

/** Ids of candidates who have due pairs, those who have waited longest first. */
export async function findDueCandidates(db: Accounts, now: Date, limit: number): Promise<number[]> {
  // The index is named because SQLite would choose the one on candidates, and read every pair that was ever mailed.
  const due = await db.all<{ id: number }>(
    sql`SELECT candidate_id AS id FROM (
        SELECT candidate_id, due_at FROM alert_matches INDEXED BY alert_matches_due
        WHERE state = 'pending' AND due_at <= ${now.toISOString()} ORDER BY due_at LIMIT ${DUE_MATCHES})
      GROUP BY candidate_id ORDER BY min(due_at) LIMIT ${limit}`,
  );
  return due.map(({ id }) => id);
}

/** An offer that a saved search has found. */
export type Pair = { savedSearchId: number; offerId: number };

/** The pairs that are due to one candidate. */
export type Due = {
  candidate: { id: number; email: string; firstName: string };
  /** Ordered by search, then by offer. `mailed` says that another mail has listed the offer. */
  matches: (Pair & { mailed: boolean })[];
  /** How many mails « à chaque publication » she got since the beginning of the day. */
  immediateMails: number;
};

/** A saved search that has due pairs. */
export type DueSearch = { id: number; name: string; criteria: string; match: string; cadence: Cadence };

/** Due pairs that one call loads at most. */
const MATCHES = 10_000;

/**
 * Loads the pairs that are due to some candidates, of searches that `textVersion` has compiled. Pairs are deleted first
 * when their search is switched off, deleted or broken, or when the candidate's address is suppressed.
 * @param since the beginning of the day, ISO 8601, for the count of mails
 * @returns the candidates who have due pairs, and the searches of these pairs by id
 */
export async function loadDueMatches(
  db: Accounts,
  candidateIds: number[],
  { since, textVersion }: { since: string; textVersion: number },
  now: Date,
): Promise<{ due: Due[]; searches: Map<number, DueSearch> }> {
  const ids = listOf(candidateIds);
  const waiting = sql`m.candidate_id IN ${ids} AND m.state = 'pending' AND m.due_at <= ${now.toISOString()}`;
  const [, candidates, matches, searches, counts] = await runBatch<
    [never, Due["candidate"], MatchRow, DueSearch, { candidateId: number; count: number }]
  >(db, [
    sql`DELETE FROM alert_matches AS m WHERE ${waiting} AND (
        m.saved_search_id NOT IN (SELECT s.id FROM saved_searches s WHERE s.candidate_id IN ${ids} AND ${LIVE})
        OR m.candidate_id NOT IN (SELECT c.id FROM candidates c WHERE c.id IN ${ids} AND ${REACHABLE}))`,
    sql`SELECT c.id, c.email, c.first_name AS firstName FROM candidates c WHERE c.id IN ${ids} AND ${REACHABLE}`,
    sql`SELECT m.candidate_id AS candidateId, m.saved_search_id AS savedSearchId, m.offer_id AS offerId,
        EXISTS (SELECT 1 FROM mailed_offers o WHERE o.candidate_id = m.candidate_id AND o.offer_id = m.offer_id) AS mailed
      FROM alert_matches m CROSS JOIN saved_searches s ON s.id = m.saved_search_id
      WHERE ${waiting} AND s.text_version = ${textVersion}
      ORDER BY m.candidate_id, m.saved_search_id, m.offer_id LIMIT ${MATCHES}`,
    sql`SELECT s.id, s.name, s.criteria, s.match, s.cadence FROM saved_searches s
      WHERE s.id IN (SELECT m.saved_search_id FROM alert_matches m WHERE ${waiting})`,
    sql`SELECT candidate_id AS candidateId, count(*) AS count FROM mails
      WHERE candidate_id IN ${ids} AND kind = 'alert' AND details ->> 'immediate' = '1' AND created_at >= ${since}
        AND state <> 'cancelled' GROUP BY candidate_id`,
  ]);
  const mailsOf = new Map(counts.map(({ candidateId, count }) => [candidateId, count]));
  const matchesOf = Map.groupBy(matches, ({ candidateId }) => candidateId);
  const last = matches.at(-1)?.candidateId;
  // The limit may have cut off pairs of the last candidate. She waits for the next call, to get one mail for all of
  // them, unless she is the only candidate: then she gets several mails.
  if (matches.length === MATCHES && last !== undefined && matchesOf.size > 1) matchesOf.delete(last);
  return {
    due: candidates.flatMap((candidate) => {
      const own = matchesOf.get(candidate.id) ?? [];
      const found = own.map(({ savedSearchId, offerId, mailed }) => ({ savedSearchId, offerId, mailed: mailed === 1 }));
      return found.length > 0 ? [{ candidate, matches: found, immediateMails: mailsOf.get(candidate.id) ?? 0 }] : [];
    }),
    searches: new Map(searches.map((search) => [search.id, search])),
  };
}

type MatchRow = Pair & { candidateId: number; mailed: 0 | 1 };

/** The condition on `saved_searches s` whose findings are mailed. */
const LIVE = sql`s.cadence IS NOT NULL AND s.deleted_at IS NULL AND s.broken IS NULL`;
/** The condition on `candidates c` whose address is not suppressed. */
const REACHABLE = sql`NOT EXISTS (SELECT 1 FROM suppressions x WHERE x.email_key = c.email_key)`;

/** Deletes pending pairs that are not to be mailed. They do not come back, since no slice is matched twice. */
export async function deleteMatches(db: Accounts, pairs: Pair[]): Promise<void> {
  if (pairs.length === 0) return;
  await db.run(sql`DELETE FROM alert_matches WHERE state = 'pending' AND ${among(pairs)}`);
}

/**
 * Marks pending pairs as mailed by the earlier mail that lists their offer. If that mail is revoked before it is sent,
 * they are due again.
 */
export async function markMailedBefore(db: Accounts, pairs: Pair[]): Promise<void> {
  if (pairs.length === 0) return;
  await db.run(sql`UPDATE alert_matches SET state = 'mailed', mail_id = o.mail_id FROM mailed_offers o
    WHERE o.candidate_id = alert_matches.candidate_id AND o.offer_id = alert_matches.offer_id
      AND alert_matches.state = 'pending'
      AND (alert_matches.saved_search_id, alert_matches.offer_id) IN ${listed(pairs)}`);
}

/** Postpones the due pairs of a candidate. @param until ISO 8601 */
export async function postponeMatches(db: Accounts, candidateId: number, until: string, now: Date): Promise<void> {
  await db.run(sql`UPDATE alert_matches SET due_at = ${until}
    WHERE candidate_id = ${candidateId} AND state = 'pending' AND due_at <= ${now.toISOString()}`);
}

export type NewAlertMail = {
  id: string;
  candidateId: number;
  recipient: string;
  content: MailContent;
  pairs: Pair[];
  /** Each offer once, in the order of the mail. */
  offerIds: number[];
  /** Whether it counts among the mails « à chaque publication » of the day. */
  immediate: boolean;
};

/**
 * Writes alerts in one batch: each mail with its mailed offers and its snapshot. A mail is written only if all its
 * pairs are still pending, none of its offers was mailed before, every search still has its bell on, and the candidate
 * still has this address. Otherwise another worker, or the candidate, was faster.
 * @returns how many mails were written
 */
export async function insertAlertMails(db: Accounts, mails: NewAlertMail[], now: Date): Promise<number> {
  if (mails.length === 0) return 0;
  const returned = await runBatch<{ id: string }[]>(
    db,
    mails.flatMap((mail) => mailStatements(mail, now.toISOString())),
  );
  return returned.flat().length;
}

function mailStatements(mail: NewAlertMail, at: string): SQL[] {
  const { id, candidateId, recipient, content, pairs, offerIds, immediate } = mail;
  const offers = sql`json_each(${JSON.stringify(offerIds)})`;
  const written = sql`EXISTS (SELECT 1 FROM mails WHERE id = ${id})`;
  return [
    sql`INSERT INTO mails (id, kind, priority, candidate_id, recipient, details, subject, html, text, headers, state, due_at, created_at)
      SELECT ${id}, 'alert', 1, ${candidateId}, ${recipient}, ${JSON.stringify(immediate ? { immediate: "1" } : {})}, ${content.subject},
        ${content.html}, ${content.text}, ${JSON.stringify(content.headers)}, 'pending', ${at}, ${at}
      WHERE (SELECT count(*) FROM alert_matches JOIN saved_searches s ON s.id = saved_search_id
          WHERE state = 'pending' AND ${LIVE} AND ${among(pairs)}) = ${pairs.length}
        AND EXISTS (SELECT 1 FROM candidates c WHERE c.id = ${candidateId} AND c.email = ${recipient} AND ${REACHABLE})
        AND NOT EXISTS (SELECT 1 FROM mailed_offers
          WHERE candidate_id = ${candidateId} AND offer_id IN (SELECT value FROM ${offers}))
      RETURNING id`,
    sql`UPDATE alert_matches SET state = 'mailed', mail_id = ${id} WHERE ${among(pairs)} AND ${written}`,
    sql`INSERT INTO mailed_offers (candidate_id, offer_id, mail_id)
      SELECT ${candidateId}, value, ${id} FROM ${offers} WHERE ${written}`,
    sql`INSERT INTO snapshots (mail_id, candidate_id, offer_ids, created_at)
      SELECT ${id}, ${candidateId}, ${JSON.stringify(offerIds)}, ${at} WHERE ${written}`,
  ];
}

function among(pairs: Pair[]) {
  return sql`(saved_search_id, offer_id) IN ${listed(pairs)}`;
}

function listed(pairs: Pair[]) {
  const json = JSON.stringify(pairs.map(({ savedSearchId, offerId }) => [savedSearchId, offerId]));
  return sql`(SELECT value ->> 0, value ->> 1 FROM json_each(${json}))`;
}
