import { type SQL, sql } from "drizzle-orm";
import { shift } from "#app/domain/time.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { providerNotPaused } from "#db/accounts/mails/sending.ts";
import { runBatch } from "#db/batch.ts";

const MINUTE = 60_000;
/** The next tick writes what is due, and a run lasts some seconds. */
const ALERT_LATE_MS = 15 * MINUTE;
const LEASE_LATE_MS = 5 * MINUTE;
/** For mails of priority 0, which somebody is waiting for. */
const MAIL_LATE_MS = 15 * MINUTE;
const HOUR = 60 * MINUTE;
/** For other mails: a hundred thousand, at ten a second, take three hours. */
const DIGEST_LATE_MS = 12 * HOUR;

/**
 * What must hold between pairs that were found, mails that were written and mails that were sent; true where it holds.
 */
export type Reconciliation = {
  /** No pair is due for more than 15 minutes. */
  alerts: boolean;
  /** No matching run lasts more than 15 minutes. */
  rounds: boolean;
  /** No mail stays under a lease that has ended more than 5 minutes ago, unless sending pauses. */
  leases: boolean;
  /** No mail of priority 0 is 15 minutes old, and no other half a day unless alerts are paused. */
  mails: boolean;
  /** Operators have paused the alerts, so alerts may be late. */
  paused: boolean;
  /** How many messages the queue gave up delivering in the last hour. */
  deadLetters: number;
};

/** Checks the invariants of alerts and mails. Each check reads a few rows of an index. */
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

/** The first 100 due mails of priority 1. A postponed mail is among them only if few others wait. */
const FIRST_DUE = sql`SELECT id FROM mails WHERE state = 'pending' AND priority = 1 ORDER BY due_at LIMIT 100`;

/** The statement that checks the invariants, as one row of 0 and 1; `deadLetters` is a count. */
export function reconciliation(now: Date): SQL {
  const before = (ms: number) => shift(now.toISOString(), -ms);
  // Pairs of a search that is switched off or broken do not count as late.
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
