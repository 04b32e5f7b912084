import { findStalePairs } from "#app/services/alerts/stale-alerts.ts";
import { logEvent } from "#app/services/events.ts";
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
  /** How many mails a second the provider takes of us. */
  perSecond: number;
  clock: () => Date;
  /** Comes back at a moment, in milliseconds: at once when it is past. */
  waitUntil?: (moment: number) => Promise<void>;
};

/** A sender that says nothing for so long was cut short: another takes its mails. Longer than its slowest batch. */
const LEASE_MS = 3 * 60_000;
/** Mails under way at once: a Worker has six connections. */
const CONCURRENT_SENDS = 6;
/** What is taken under a lease: about three seconds of sending, so that what somebody waits for soon comes first. */
const BATCH_SECONDS = 3;
const BATCH_MAX = 60;
/** Of one run, in milliseconds: what is left waits for the next. */
const RUN_MS = 45_000;
/** Waits between tries of a mail, in seconds: at most the last. */
const RETRY_SECONDS = [30, 60, 300, 900, 3600];
/** So many tries in a row without an answer that tells: the provider is down, and is left alone. */
const LOST_IN_A_ROW = 5;
const DOWN_MS = 60_000;
/** A pause that is waited for: « too many » of a provider that counts by the second. */
const SHORT_PAUSE_MS = 5_000;
/**
 * Before the provider forgets the key: a mail that may have been taken is not sent under a key that it does not know. As
 * much as the clocks of two Workers may differ.
 */
const MARGIN_MS = 10 * 60_000;
/** How long a mail that the provider does not take is tried, by priority: nobody waits for a link for a day. */
const GIVE_UP_MS = [24 * 3_600_000, 7 * 24 * 3_600_000] as const;

/**
 * Sends what is written, those that somebody is waiting for first, one mail a call and so many a second, over all senders
 * at once. A provider that says « too many », or nothing, is left alone for a while. Never throws for one mail.
 * @returns how many were accepted
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
 * Sends a batch in lanes, each mail at its moment. What is left when the provider wants to be left alone is let go.
 * @returns until when it does, in milliseconds, or null
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

/** Lets go of what was not tried, and has every sender leave the provider alone. */
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

/** A call of the database that fails keeps no other mail from being sent: this one stays under its lease, as lost. */
async function trySending(deps: SendingDeps, mail: ClaimedMail): Promise<Outcome> {
  try {
    return await sendMail(deps, mail);
  } catch (error) {
    logEvent("mail-unmarked", { mail: mail.id, error: error instanceof Error ? error.name : "unknown" });
    return "lost";
  }
}

async function sendMail({ accounts, provider, clock }: SendingDeps, mail: ClaimedMail): Promise<Outcome> {
  const { id, kind, recipient, subject, html, text, headers } = mail;
  // What may have been taken is not sent again once the provider no longer knows its key.
  const maybeTaken = mail.firstTriedAt !== null;
  const age = mail.firstTriedAt === null ? 0 : clock().getTime() - Date.parse(mail.firstTriedAt);
  if (age > provider.keyTtlMs - MARGIN_MS) return giveUp(accounts, mail, "unknown", mail.lastError ?? "lost", clock());
  if (subject === null || html === null || text === null) {
    return giveUp(accounts, mail, "failed", "not written", clock());
  }
  if (!(await markTried(accounts, mail, clock()))) {
    await postponeMails(accounts, [mail], clock(), null);
    return "released";
  }
  const delivery = await provider.send({ id, recipient, subject, html, text, headers });
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
    // Refused now, and perhaps because it was taken before: nobody knows, and it is not sent again.
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
