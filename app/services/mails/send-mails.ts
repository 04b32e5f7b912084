import { findStalePairs } from "#app/services/alerts/stale-alerts.ts";
import { logEvent } from "#app/services/events.ts";
import type { Accounts } from "#db/accounts/database.ts";
import {
  type ClaimedMail,
  claimMails,
  findSendable,
  pauseSending,
  postponeMails,
  reserveTime,
} from "#db/accounts/mails/sending.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import type { MailProvider } from "./mail-provider.ts";
import { trySending } from "./try-sending.ts";

export type SendingDeps = {
  accounts: Accounts;
  catalogue: Catalogue;
  provider: MailProvider;
  /** How many mails a second the provider takes from us. */
  perSecond: number;
  clock: () => Date;
  /** Resolves at a moment, in milliseconds since the epoch; at once if it is past. */
  waitUntil?: (moment: number) => Promise<void>;
};

/** A lease that has ended belongs to an interrupted sender: another takes its mails. Longer than the slowest batch. */
const LEASE_MS = 3 * 60_000;
/** Calls to the provider at once: a Worker has six connections. */
const CONCURRENT_SENDS = 6;
/** Mails claimed at once: about three seconds of sending, so that a new mail of priority 0 soon comes first. */
const BATCH_SECONDS = 3;
const BATCH_MAX = 60;
/** How long one run lasts, in milliseconds. The next run sends the remaining mails. */
const RUN_MS = 45_000;
/** After so many lost tries in a row the provider counts as down, and sending pauses for `DOWN_MS`. */
const LOST_IN_A_ROW = 5;
const DOWN_MS = 60_000;
/** A pause so short that the run waits for it: a 429 of a provider that limits by the second. */
const SHORT_PAUSE_MS = 5_000;
/**
 * Sends the mails that are written and due, priority 0 first, one mail a call. All concurrent senders together keep to
 * `perSecond`. Sending pauses when the provider asks for it, or stops answering. A failed mail does not throw.
 * @returns how many mails were accepted
 * @throws when the database fails between two batches
 */
export async function sendMails(deps: SendingDeps): Promise<number> {
  const { accounts, clock } = deps;
  const perSecond = deps.perSecond > 0 ? deps.perSecond : 1;
  const limit = Math.min(BATCH_MAX, Math.ceil(perSecond * BATCH_SECONDS));
  const end = clock().getTime() + RUN_MS;
  const run = { sent: 0, lostInARow: 0 };
  while (clock().getTime() < end) {
    const sendable = await findSendable(accounts, limit, clock());
    if (sendable.length === 0) break;
    const stale = await findStalePairs(deps, sendable, clock());
    const mails = await claimMails(accounts, sendable, stale, { now: clock(), leaseMs: LEASE_MS });
    if (mails.length === 0) continue;
    const pausedUntil = await sendBatch(deps, mails, 1000 / perSecond, run);
    if (pausedUntil === null) continue;
    if (pausedUntil > Math.min(end, clock().getTime() + SHORT_PAUSE_MS)) break;
    await (deps.waitUntil ?? sleepUntil(clock))(pausedUntil);
  }
  return run.sent;
}

/**
 * Sends a batch over several connections, each mail at its reserved moment. If sending must pause, the untried mails
 * are released.
 * @returns until when sending pauses, in milliseconds since the epoch, or null
 */
async function sendBatch(
  deps: SendingDeps,
  mails: ClaimedMail[],
  interval: number,
  run: { sent: number; lostInARow: number },
): Promise<number | null> {
  const { accounts, clock, waitUntil = sleepUntil(clock) } = deps;
  const begin = await reserveTime(accounts, Math.ceil(mails.length * interval), clock());
  let paused: { until: Date; reason: string } | null = null;
  const pause = (until: Date, reason: string) => {
    if (paused === null || paused.until < until) paused = { until, reason };
  };
  const untried: ClaimedMail[] = [];
  const queue = mails.entries();
  const lane = async () => {
    for (const [index, mail] of queue) {
      await waitUntil(begin + index * interval);
      if (paused !== null) {
        untried.push(mail);
        continue;
      }
      const outcome = await trySending(deps, mail);
      if (outcome === "sent") run.sent += 1;
      run.lostInARow = outcome === "lost" ? run.lostInARow + 1 : 0;
      if (typeof outcome === "object") pause(outcome.pausedUntil, outcome.reason);
      if (run.lostInARow >= LOST_IN_A_ROW) pause(new Date(clock().getTime() + DOWN_MS), "no answers");
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT_SENDS }, lane));
  return paused === null ? null : pauseAndRelease(accounts, paused, untried, clock());
}

/** Pauses every sender, and releases the untried mails until the end of the pause. */
async function pauseAndRelease(
  accounts: Accounts,
  { until, reason }: { until: Date; reason: string },
  untried: ClaimedMail[],
  now: Date,
): Promise<number> {
  await pauseSending(accounts, until, now);
  await postponeMails(accounts, untried, until, null);
  logEvent("mails-paused", { reason, seconds: Math.round((until.getTime() - now.getTime()) / 1000) });
  return until.getTime();
}

function sleepUntil(clock: () => Date) {
  return async (moment: number) => {
    const remaining = moment - clock().getTime();
    if (remaining > 0) await new Promise((resolve) => setTimeout(resolve, remaining));
  };
}
