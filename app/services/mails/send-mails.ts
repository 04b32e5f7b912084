import { findStalePairs } from "#app/services/alerts/stale-alerts.ts";
import { kindOf, logEvent } from "#app/services/events.ts";
import type { Accounts } from "#db/accounts/database.ts";
import {
  type ClaimedMail,
  claimMails,
  endMail,
  findSendable,
  keepLost,
  markSent,
  markTried,
  pauseSending,
  postponeMails,
  reserveTime,
} from "#db/accounts/mails/sending.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import type { MailProvider } from "./mail-provider.ts";

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
/** Delays between the tries of a mail, in seconds. The last one is repeated. */
const RETRY_SECONDS = [30, 60, 300, 900, 3600];
/** After so many lost tries in a row the provider counts as down, and sending pauses for `DOWN_MS`. */
const LOST_IN_A_ROW = 5;
const DOWN_MS = 60_000;
/** A pause so short that the run waits for it: a 429 of a provider that limits by the second. */
const SHORT_PAUSE_MS = 5_000;
/**
 * A mail that may have been taken is no longer retried from this long before the provider forgets its key. The margin
 * covers the difference between the clocks of two Workers.
 */
const MARGIN_MS = 10 * 60_000;
/**
 * How long a mail that the provider does not take is retried, by priority: nobody waits for a link longer than a day.
 */
const GIVE_UP_MS = [24 * 3_600_000, 7 * 24 * 3_600_000] as const;

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

type Outcome = "sent" | "ended" | "lost" | "released" | { pausedUntil: Date; reason: string };

/** If the database fails, the mail stays under its lease and counts as lost; the other mails are still sent. */
async function trySending(deps: SendingDeps, mail: ClaimedMail): Promise<Outcome> {
  try {
    return await sendMail(deps, mail);
  } catch (error) {
    logEvent("mail-unmarked", { mail: mail.id, error: kindOf(error) });
    return "lost";
  }
}

async function sendMail({ accounts, provider, clock }: SendingDeps, mail: ClaimedMail): Promise<Outcome> {
  const { id, kind, recipient, subject, html, text, headers } = mail;
  // A mail that may have been taken is not sent again once the provider may have forgotten its key.
  const maybeTaken = mail.firstTriedAt !== null;
  const age = mail.firstTriedAt === null ? 0 : clock().getTime() - Date.parse(mail.firstTriedAt);
  if (age > provider.keyTtlMs - MARGIN_MS) return giveUp(accounts, mail, "unknown", mail.lastError ?? "lost", clock());
  if (subject === null || html === null || text === null) {
    return giveUp(accounts, mail, "failed", "not written", clock());
  }
  const from = await markTried(accounts, mail, provider.from, clock());
  if (from === null) {
    await postponeMails(accounts, [mail], clock(), null);
    return "released";
  }
  const delivery = await provider.send({ id, from, recipient, subject, html, text, headers });
  const now = clock();
  if (delivery === "accepted" || (delivery === "known" && maybeTaken)) {
    await markSent(accounts, mail, now);
    return "sent";
  }
  if (delivery === "known") return giveUp(accounts, mail, "unknown", "its key came before", now);
  if ("lost" in delivery) {
    await keepLost(accounts, mail, secondsAfter(now, retrySeconds(mail)), delivery.lost);
    logEvent("mail-lost", { mail: id, kind, reason: delivery.lost });
    return "lost";
  }
  if ("refused" in delivery) {
    // The refusal may come from an earlier try that was taken: the mail ends as unknown, and is not sent again.
    return maybeTaken
      ? giveUp(accounts, mail, "unknown", `${mail.lastError}; refused: ${delivery.refused}`, now)
      : giveUp(accounts, mail, "failed", `refused: ${delivery.refused}`, now);
  }
  const reason = delivery.retry;
  const until = secondsAfter(now, Math.max(1, delivery.afterSeconds ?? retrySeconds(mail)));
  if (now.getTime() - Date.parse(mail.createdAt) > GIVE_UP_MS[mail.priority === 0 ? 0 : 1]) {
    await giveUp(accounts, mail, maybeTaken ? "unknown" : "failed", `not taken: ${reason}`, now);
  } else {
    await postponeMails(accounts, [mail], until, `not taken: ${reason}`);
  }
  return { pausedUntil: until, reason };
}

async function giveUp(
  accounts: Accounts,
  mail: ClaimedMail,
  state: "failed" | "unknown",
  reason: string,
  now: Date,
): Promise<"ended"> {
  await endMail(accounts, mail, state, reason, now);
  logEvent(`mail-${state}`, { mail: mail.id, kind: mail.kind, reason });
  return "ended";
}

const retrySeconds = ({ attempts }: ClaimedMail) => RETRY_SECONDS[Math.min(attempts, RETRY_SECONDS.length - 1)] ?? 30;

const secondsAfter = (now: Date, seconds: number) => new Date(now.getTime() + seconds * 1000);

function sleepUntil(clock: () => Date) {
  return async (moment: number) => {
    const remaining = moment - clock().getTime();
    if (remaining > 0) await new Promise((resolve) => setTimeout(resolve, remaining));
  };
}
