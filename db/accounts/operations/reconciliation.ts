import { type SQL, sql } from "drizzle-orm";
import { shift } from "#app/domain/time.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { providerNotPaused } from "#db/accounts/mails/sending.ts";
import { runBatch } from "#db/batch.ts";

const MINUTE = 60_000;
/** What is due is written by the next tick, a round lasts some seconds. */
const ALERT_LATE_MS = 15 * MINUTE;
const LEASE_LATE_MS = 5 * MINUTE;
/** Somebody is waiting for it. */
const MAIL_LATE_MS = 15 * MINUTE;
const HOUR = 60 * MINUTE;
/** A hundred thousand at ten a second take three hours. */
const DIGEST_LATE_MS = 12 * HOUR;

/** What must hold between what was found, what was written and what was sent. True where it does. */
export type Reconciliation = {
  /** Nothing found by an alert waits longer than it should to be written. */
  alerts: boolean;
  /** No round of matching has got stuck. */
  rounds: boolean;
  /** No mail is forgotten under the lease of a sender that is no more. */
  leases: boolean;
  /** No mail that somebody is waiting for is late, and no other has waited for half a day unless alerts are stopped. */
  mails: boolean;
  /** Operators have stopped the alerts: what waits, waits for them. */
  paused: boolean;
  /** Messages that the queue gave up in the last hour. */
  deadLetters: number;
};

/** Compares what was found, written and sent; each question reads one row of an index. */
export async function reconcile(db: Accounts, now: Date): Promise<Reconciliation> {
  const [[found]] = await runBatch<[Record<keyof Reconciliation, number>]>(db, [reconciliation(now)]);
  if (!found) throw new Error("The reconciliation has no answer");
  const { alerts, rounds, leases, mails, paused, deadLetters } = found;
  return {
    alerts: alerts === 1,
    rounds: rounds === 1,
    leases: leases === 1,
    mails: mails === 1,
    paused: paused === 1,
    deadLetters,
  };
}

const PAUSED = sql`EXISTS (SELECT 1 FROM settings WHERE name = 'alerts-paused')`;

/** Of the mails that nobody is waiting for: what was postponed is among them only where there are few. */
const FIRST_DUE = sql`SELECT id FROM mails WHERE state = 'pending' AND priority = 1 ORDER BY due_at LIMIT 100`;

/** The statement that says whether all of it holds, as one row. */
export function reconciliation(now: Date): SQL {
  const before = (ms: number) => shift(now.toISOString(), -ms);
  // What stands in a search that is switched off or broken is not waited for.
  return sql`SELECT
    NOT EXISTS (SELECT 1 FROM alert_matches a CROSS JOIN saved_searches s ON s.id = a.saved_search_id
      WHERE a.state = 'pending' AND a.due_at < ${before(ALERT_LATE_MS)}
        AND s.cadence IS NOT NULL AND s.deleted_at IS NULL AND s.broken IS NULL) AS alerts,
    NOT EXISTS (SELECT 1 FROM alert_runs WHERE state <> 'done' AND started_at < ${before(ALERT_LATE_MS)}) AS rounds,
    NOT EXISTS (SELECT 1 FROM mails WHERE state = 'sending' AND lease_until < ${before(LEASE_LATE_MS)}
      AND NOT (kind = 'alert' AND ${PAUSED})) OR NOT ${providerNotPaused(now.toISOString())} AS leases,
    NOT EXISTS (SELECT 1 FROM mails WHERE state IN ('requested', 'pending', 'sending') AND priority = 0
      AND created_at < ${before(MAIL_LATE_MS)})
      AND (${PAUSED} OR NOT EXISTS (SELECT 1 FROM mails WHERE id IN (${FIRST_DUE}) AND created_at < ${before(DIGEST_LATE_MS)})) AS mails,
    ${PAUSED} AS paused,
    (SELECT count(*) FROM dead_letters WHERE at > ${before(HOUR)}) AS deadLetters`;
}
