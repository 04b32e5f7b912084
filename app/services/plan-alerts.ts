import { dueAt } from "#app/domain/alert.ts";
import { dayInParis } from "#app/domain/format.ts";
import { indexRow } from "#app/domain/index-row.ts";
import type { Job } from "#app/domain/job.ts";
import { findDueCandidates } from "#db/accounts/alert-matches.ts";
import {
  type AlertRun,
  areAlertsPaused,
  copyFreshOffers,
  findBrokenSearches,
  findLastMatched,
  findOpenRun,
  findRun,
  insertRun,
  matchSlice,
  missingSlices,
} from "#db/accounts/alert-runs.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { markBroken } from "#db/accounts/saved-searches.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { findFreshOffers, findOffersBetween, newestOfferId } from "#db/catalogue/fresh-offers.ts";
import { recompileSearches } from "./compile-search.ts";
import { tell } from "./events.ts";

export type AlertHands = {
  accounts: Accounts;
  catalogue: Catalogue;
  /** Hands jobs to the queue: hints, which may all be lost. */
  send: (jobs: Job[]) => Promise<void>;
};

/** Offers of one round: what a statement copies, and a slice matches, stays short. */
const OFFERS_A_RUN = 500;
/** Saved searches compiled anew by a tick, after a change of the text preparation. */
const RECOMPILED = 2_000;
const CANDIDATES_A_JOB = 25;
const CANDIDATES_A_TICK = 2_500;

/**
 * What a tick does for the alerts, any number of times and in any order: takes up the round that is going on, or opens
 * one for the offers that were published since; and asks for the mails that are due. What a lost job would have done, the
 * next tick asks for again.
 */
export async function planAlerts(hands: AlertHands, now: Date): Promise<void> {
  const { accounts, catalogue } = hands;
  if (await areAlertsPaused(accounts)) return;
  // Never with expressions of another text preparation than the offers'.
  const run = (await recompileSearches(hands, RECOMPILED))
    ? null
    : ((await findOpenRun(accounts)) ?? (await openRun(hands, now)));
  if (run) await continueRun(hands, run, now);
  // The newest id is asked for after the round: an offer that comes in between is of the next one.
  if (!run && (await findLastMatched(accounts)) === null) {
    const newest = await newestOfferId(catalogue);
    await insertRun(accounts, { fromOfferId: 0, toOfferId: newest, offers: 0 }, now);
  }
  await planMails(hands, now);
}

/** The round of the offers that came after those of the last one; null when there are none, or nobody waits for any. */
async function openRun({ accounts, catalogue }: AlertHands, now: Date): Promise<AlertRun | null> {
  const after = await findLastMatched(accounts);
  if (after === null) return null;
  const { offers, upTo } = await findFreshOffers(catalogue, after, OFFERS_A_RUN, dayInParis(now));
  if (upTo === after) return null;
  await insertRun(accounts, { fromOfferId: after, toOfferId: upTo, offers: offers.length }, now);
  return findOpenRun(accounts);
}

async function continueRun({ accounts, catalogue, send }: AlertHands, run: AlertRun, now: Date): Promise<void> {
  if (run.state === "copying") {
    const offers = await findOffersBetween(catalogue, run.fromOfferId, run.toOfferId, dayInParis(now));
    await copyFreshOffers(
      accounts,
      run.id,
      offers.map((offer) => ({ id: offer.id, ...indexRow(offer) })),
    );
    tell("alerts-matching", { run: run.id, offers: offers.length, slices: run.slices });
  }
  await send((await missingSlices(accounts, run)).map((slice) => ({ kind: "match-slice", run: run.id, slice })));
}

/** Asks for the mails of the candidates to whom something is due. */
async function planMails({ accounts, send }: AlertHands, now: Date): Promise<void> {
  const due = await findDueCandidates(accounts, now, CANDIDATES_A_TICK);
  const jobs: Job[] = [];
  for (let start = 0; start < due.length; start += CANDIDATES_A_JOB) {
    jobs.push({ kind: "compose-alerts", candidates: due.slice(start, start + CANDIDATES_A_JOB) });
  }
  await send(jobs);
}

/**
 * Matches one slice of a round. A search that the database cannot run keeps no other from being matched: it is found,
 * said to be broken, and left out. The slice that ends the round asks for its mails.
 */
export async function matchRunSlice(hands: AlertHands, runId: number, slice: number, now: Date): Promise<void> {
  const { accounts } = hands;
  const run = await findRun(accounts, runId);
  if (run?.state !== "matching" || slice >= run.slices) return;
  const [immediate, daily, weekly] = (["immediate", "daily", "weekly"] as const).map((cadence) =>
    dueAt(cadence, run.startedAt),
  );
  const due = { immediate: immediate ?? "", daily: daily ?? "", weekly: weekly ?? "" };
  let over: boolean;
  try {
    over = await matchSlice(accounts, run, slice, due);
  } catch (error) {
    const broken = await findBrokenSearches(accounts, run, slice);
    if (broken.length === 0) throw error;
    for (const id of broken) await markBroken(accounts, id);
    tell("searches-broken", { searches: broken.length });
    over = await matchSlice(accounts, run, slice, due);
  }
  if (over) await planMails(hands, now);
}
