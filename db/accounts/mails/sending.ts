import { type SQL, sql } from "drizzle-orm";
import type { MailKind } from "#app/domain/mails/mail.ts";
import { shift } from "#app/domain/time.ts";
import type { Pair } from "#db/accounts/alerts/alert-matches.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { runBatch } from "#db/batch.ts";
import { deliverable, recheck } from "./mail-checks.ts";

/** A mail that may be sent now. `untried`: it has certainly not been taken. */
export type Sendable = { id: string; kind: MailKind; untried: 0 | 1 };

/** A mail under the lease of whoever is sending it. */
export type ClaimedMail = {
  id: string;
  kind: MailKind;
  priority: number;
  recipient: string;
  subject: string | null;
  html: string | null;
  text: string | null;
  headers: Record<string, string>;
  /** How often the provider was asked to take it before. */
  attempts: number;
  lastError: string | null;
  dueAt: string;
  /** The lease: an outcome that comes under an older one is not the last word. */
  leaseUntil: string;
  /** When the provider was first asked to take it, and may have; null when it has certainly not taken it. */
  firstTriedAt: string | null;
  createdAt: string;
};

const PAUSE = "mail-pause";
const PACE = "mail-pace";
/** No provider asks to be left alone for longer: such a pause was written by another clock. */
const LONGEST_PAUSE_MS = 3_600_000;
const LONGEST_WAIT_MS = 60_000;

/**
 * Mails that may be sent, those that somebody is waiting for first, then those due longest: written ones that are due,
 * and those whose sender was cut short. None while the provider wants to be left alone.
 */
export function findSendable(db: Accounts, limit: number, now: Date): Promise<Sendable[]> {
  const at = now.toISOString();
  // One walk along the index for each state and priority, no further than the limit: sorting all that is due costs 30 ms
  // with 100,000 mails, each time.
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
 * Takes those of some mails that are still to be sent, under a lease, having looked in the same transaction whether each
 * is still wanted (`recheck`). A mail that two workers see is taken by one.
 * @param stale what alerts tell of that no longer answers: those that were never tried are written anew without it
 */
export async function claimMails(
  db: Accounts,
  sendable: Sendable[],
  stale: Pair[],
  { now, leaseMs }: { now: Date; leaseMs: number },
): Promise<ClaimedMail[]> {
  const at = now.toISOString();
  // « + »: by their ids. Along the index of states, all that waits would be read, in each statement.
  const due = sql`id IN (SELECT value FROM json_each(${JSON.stringify(sendable.map(({ id }) => id))})) AND ${alertsNotPaused}
    AND ((+state = 'pending' AND due_at <= ${at}) OR (+state = 'sending' AND lease_until <= ${at}))`;
  const asked = sendable.some(({ kind }) => kind === "alert" || kind === "kept-offer");
  const batch = await runBatch<(Omit<ClaimedMail, "headers"> & { headers: string | null })[]>(db, [
    ...(asked ? recheck(due, stale, at) : []),
    // One whose sender was cut short during its call may have gone out, whatever was said of it before.
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
 * Remembers, just before, that the provider is asked to take a mail: from now on it may have.
 * @returns false when it is not to be asked: the mail is under way with another sender or taken apart, its candidate has
 * another address or one that takes no mail, or operators have stopped the alerts
 */
export async function markTried(db: Accounts, mail: Leased, now: Date): Promise<boolean> {
  const marked = await db.all(sql`UPDATE mails SET attempts = attempts + 1,
      first_tried_at = coalesce(first_tried_at, ${now.toISOString()})
    WHERE ${underLease(mail)} AND ${deliverable} AND ${alertsNotPaused} RETURNING id`);
  return marked.length > 0;
}

/**
 * Remembers that the provider took a mail, and forgets what it said where it held a link that acts (priority 0). It is the
 * last word, whatever another sender has made of the mail meanwhile.
 */
export async function markSent(db: Accounts, { id }: Pick<ClaimedMail, "id">, now: Date): Promise<void> {
  await db.run(sql`UPDATE mails SET state = 'sent', done_at = ${now.toISOString()}, lease_until = NULL, last_error = NULL,
    html = iif(priority = 0, NULL, html), text = iif(priority = 0, NULL, text)
    WHERE id = ${id} AND state <> 'sent'`);
}

/**
 * Lets mails that the provider did not take now be tried again at a moment. Whether they may have been taken before stands
 * as it was when they were claimed: then their key still counts.
 * @param reason what the provider said; null for those that it was not asked to take
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

/** Leaves a mail under a lease until a moment: whether it was taken is not known, it is tried again under the same key. */
export async function keepLost(db: Accounts, mail: Leased, until: Date, reason: string): Promise<void> {
  await db.run(sql`UPDATE mails SET last_error = ${`lost: ${reason}`}, lease_until = ${until.toISOString()}
    WHERE ${underLease(mail)}`);
}

/** Ends a mail that will never be sent, or never again. One that was certainly not taken has told nothing. */
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

/** Leaves the provider alone until a moment: no mail is taken up before. */
export async function pauseSending(db: Accounts, until: Date, now: Date): Promise<void> {
  await db.run(sql`INSERT INTO cursors (name, position, updated_at)
    VALUES (${PAUSE}, ${until.toISOString()}, ${now.toISOString()})
    ON CONFLICT (name) DO UPDATE SET position = excluded.position, updated_at = excluded.updated_at`);
}

/**
 * Reserves a stretch of time for the mails of a sender, after those of the others: together they keep to the pace of the
 * provider.
 * @returns when it begins, in milliseconds
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

/** The provider does not want to be left alone now. @param at ISO 8601 */
export const providerNotPaused = (at: string) => sql`NOT EXISTS (SELECT 1 FROM cursors
  WHERE name = ${PAUSE} AND position > ${at} AND position <= ${shift(at, LONGEST_PAUSE_MS)})`;

/** While operators have stopped the alerts, none leaves. */
const alertsNotPaused = sql`(kind <> 'alert' OR NOT EXISTS (SELECT 1 FROM settings WHERE name = 'alerts-paused'))`;
