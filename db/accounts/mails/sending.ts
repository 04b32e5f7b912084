import { type SQL, sql } from "drizzle-orm";
import type { MailKind } from "#app/domain/mails/mail.ts";
import { shift } from "#app/domain/time.ts";
import type { Pair } from "#db/accounts/alerts/alert-matches.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { runBatch } from "#db/batch.ts";
import { listOf } from "#db/d1/list-of.ts";
import { deliverable, recheck } from "./mail-checks.ts";

/** A mail that may be sent now. `untried` is 1 when the provider has certainly not taken it. */
export type Sendable = { id: string; kind: MailKind; untried: 0 | 1 };

/** A mail under the lease of a sender. */
export type ClaimedMail = {
  id: string;
  kind: MailKind;
  priority: number;
  recipient: string;
  subject: string | null;
  html: string | null;
  text: string | null;
  headers: Record<string, string>;
  /** How often the provider was asked to take it. */
  attempts: number;
  lastError: string | null;
  dueAt: string;
  /** The end of the lease, which names it: an outcome under an older lease is ignored, unless the mail was sent. */
  leaseUntil: string;
  /** When the provider was first asked to take it; null when it has certainly not taken it. */
  firstTriedAt: string | null;
  createdAt: string;
};

const PAUSE = "mail-pause";
const PACE = "mail-pace";
/** No provider asks for a longer pause: a longer one was written by a wrong clock, and is ignored. */
const LONGEST_PAUSE_MS = 3_600_000;
const LONGEST_WAIT_MS = 60_000;

/**
 * Mails that may be sent: those that are written and due, and those whose lease has ended because their sender was
 * interrupted. Priority 0 comes first, then the longest due. None is found while sending pauses.
 */
export function findSendable(db: Accounts, limit: number, now: Date): Promise<Sendable[]> {
  const at = now.toISOString();
  // One range of the index for each state and priority, up to the limit: sorting all due mails costs 30 ms each time,
  // with 100,000 mails.
  const some = (condition: SQL) => sql`SELECT * FROM (
    SELECT id, kind, priority, due_at, first_tried_at IS NULL AS untried FROM mails
    WHERE ${condition} AND ${alertsNotPaused} AND ${providerNotPaused(at)} ORDER BY due_at LIMIT ${limit})`;
  return db.all<Sendable>(sql`SELECT id, kind, untried FROM (
      ${some(sql`state = 'pending' AND priority = 0 AND due_at <= ${at}`)}
      UNION ALL ${some(sql`state = 'sending' AND priority = 0 AND lease_until <= ${at}`)}
      UNION ALL ${some(sql`state = 'pending' AND priority = 1 AND due_at <= ${at}`)}
      UNION ALL ${some(sql`state = 'sending' AND priority = 1 AND lease_until <= ${at}`)}
    ) ORDER BY priority, due_at LIMIT ${limit}`);
}

/**
 * Claims mails under a lease. The same transaction first rechecks whether they are still wanted (`recheck`). Of two
 * workers that see a mail, one claims it.
 * @param stale pairs that no longer match: alerts that list them and were never tried are revoked
 * @returns the mails that are claimed, in the order of `findSendable`
 */
export async function claimMails(
  db: Accounts,
  sendable: Sendable[],
  stale: Pair[],
  { now, leaseMs }: { now: Date; leaseMs: number },
): Promise<ClaimedMail[]> {
  const at = now.toISOString();
  // « + » keeps SQLite from using the index of states: each statement would read every mail that waits.
  const due = sql`id IN ${listOf(sendable.map(({ id }) => id))} AND ${alertsNotPaused}
    AND ((+state = 'pending' AND due_at <= ${at}) OR (+state = 'sending' AND lease_until <= ${at}))`;
  const asked = sendable.some(({ kind }) => kind === "alert" || kind === "kept-offer");
  const batch = await runBatch<(Omit<ClaimedMail, "headers"> & { headers: string | null })[]>(db, [
    ...(asked ? recheck(due, stale, at) : []),
    // If the sender was interrupted during its call, the mail may have gone out, whatever its last error says.
    sql`UPDATE mails SET state = 'sending', lease_until = ${shift(at, leaseMs)},
        last_error = iif(state = 'sending' AND first_tried_at IS NOT NULL AND coalesce(last_error, '') NOT LIKE 'lost%',
          'lost: cut short', last_error)
      WHERE ${due} AND ${providerNotPaused(at)}
      RETURNING id, kind, priority, recipient, subject, html, text, headers, attempts, last_error AS lastError, due_at AS dueAt,
        lease_until AS leaseUntil, first_tried_at AS firstTriedAt, created_at AS createdAt`,
  ]);
  const claimed = (batch.at(-1) ?? []).map(({ headers, ...mail }) => ({
    ...mail,
    headers: JSON.parse(headers ?? "{}"),
  }));
  return claimed.sort((a, b) => a.priority - b.priority || (a.dueAt < b.dueAt ? -1 : 1));
}

type Leased = Pick<ClaimedMail, "id" | "leaseUntil">;

const underLease = ({ id, leaseUntil }: Leased) =>
  sql`id = ${id} AND state = 'sending' AND lease_until = ${leaseUntil}`;

/**
 * Notes, just before the call, that the provider is asked to take a mail: from then on it may have taken it, and its sender
 * stays the same.
 * @param from the sender of the settings: a mail that may have been taken keeps the one that it was tried with
 * @returns the sender; null when the call must not be made: another sender has the lease, the mail was revoked, its candidate has
 * another address or one that takes no mail, or operators have paused the alerts
 */
export async function markTried(db: Accounts, mail: Leased, from: string, now: Date): Promise<string | null> {
  const [marked] = await db.all<{ sender: string }>(sql`UPDATE mails SET attempts = attempts + 1,
      sender = iif(first_tried_at IS NULL OR sender IS NULL, ${from}, sender),
      first_tried_at = coalesce(first_tried_at, ${now.toISOString()})
    WHERE ${underLease(mail)} AND ${deliverable} AND ${alertsNotPaused} RETURNING sender`);
  return marked?.sender ?? null;
}

/**
 * Marks a mail as sent, and deletes the content of a mail of priority 0, which may hold a link that acts. This outcome
 * wins over those of other senders, under any lease.
 */
export async function markSent(db: Accounts, { id }: Pick<ClaimedMail, "id">, now: Date): Promise<void> {
  await db.run(sql`UPDATE mails SET state = 'sent', done_at = ${now.toISOString()}, lease_until = NULL, last_error = NULL,
    html = iif(priority = 0, NULL, html), text = iif(priority = 0, NULL, text)
    WHERE id = ${id} AND state <> 'sent'`);
}

/**
 * Releases mails that the provider has not taken now, to be tried again at an instant. `firstTriedAt` is set back to
 * its value at the claim: if an earlier try may have been taken, the mail still counts as perhaps taken.
 * @param reason the answer of the provider; null for mails that it was not asked to take
 */
export async function postponeMails(
  db: Accounts,
  mails: ClaimedMail[],
  until: Date,
  reason: string | null,
): Promise<void> {
  if (mails.length === 0) return;
  await runBatch(
    db,
    mails.map((mail) => {
      const lastError = mail.firstTriedAt === null ? (reason ?? mail.lastError) : mail.lastError;
      return sql`UPDATE mails SET state = 'pending', due_at = ${until.toISOString()}, lease_until = NULL,
        first_tried_at = ${mail.firstTriedAt}, last_error = ${lastError} WHERE ${underLease(mail)}`;
    }),
  );
}

/** Keeps a lost mail under its lease until an instant: it may have been taken, and is then tried under the same key. */
export async function keepLost(db: Accounts, mail: Leased, until: Date, reason: string): Promise<void> {
  await db.run(sql`UPDATE mails SET last_error = ${`lost: ${reason}`}, lease_until = ${until.toISOString()}
    WHERE ${underLease(mail)}`);
}

/**
 * Ends a mail that is never sent again. The offers of a `failed` alert, which was not taken, no longer count as mailed.
 */
export async function endMail(
  db: Accounts,
  mail: Leased,
  state: "failed" | "unknown",
  reason: string,
  now: Date,
): Promise<void> {
  await runBatch(db, [
    sql`UPDATE mails SET state = ${state}, last_error = ${reason}, lease_until = NULL,
        done_at = ${now.toISOString()}, html = NULL, text = NULL
      WHERE ${underLease(mail)}`,
    sql`DELETE FROM mailed_offers WHERE mail_id = ${mail.id}
      AND EXISTS (SELECT 1 FROM mails WHERE id = ${mail.id} AND state = 'failed')`,
  ]);
}

/** Pauses sending until an instant: no sender claims a mail before. */
export async function pauseSending(db: Accounts, until: Date, now: Date): Promise<void> {
  await db.run(sql`INSERT INTO cursors (name, position, updated_at)
    VALUES (${PAUSE}, ${until.toISOString()}, ${now.toISOString()})
    ON CONFLICT (name) DO UPDATE SET position = excluded.position, updated_at = excluded.updated_at`);
}

/**
 * Reserves a period for the mails of a sender, after the periods of the others, so that all senders together keep to
 * the rate of the provider.
 * @param ms how long the period is
 * @returns when it begins, in milliseconds since the epoch
 */
export async function reserveTime(db: Accounts, ms: number, now: Date): Promise<number> {
  const at = now.getTime();
  const begins = sql`iif(CAST(position AS INTEGER) BETWEEN ${at} AND ${at + LONGEST_WAIT_MS}, CAST(position AS INTEGER), ${at})`;
  const [reserved] = await db.all<{ ends: string }>(sql`INSERT INTO cursors (name, position, updated_at)
    VALUES (${PACE}, CAST(CAST(${at + ms} AS INTEGER) AS TEXT), ${now.toISOString()})
    ON CONFLICT (name) DO UPDATE SET position = CAST(CAST(${begins} + ${ms} AS INTEGER) AS TEXT), updated_at = excluded.updated_at
    RETURNING position AS ends`);
  return reserved ? Number(reserved.ends) - ms : at;
}

/** The condition that sending does not pause. @param at the current instant, ISO 8601 */
export const providerNotPaused = (at: string) => sql`NOT EXISTS (SELECT 1 FROM cursors
  WHERE name = ${PAUSE} AND position > ${at} AND position <= ${shift(at, LONGEST_PAUSE_MS)})`;

/** The condition that holds for every mail, except for an alert while operators pause the alerts. */
const alertsNotPaused = sql`(kind <> 'alert' OR NOT EXISTS (SELECT 1 FROM settings WHERE name = 'alerts-paused'))`;
