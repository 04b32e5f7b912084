import { CADENCES, type Cadence, dueAt } from "#app/domain/alerts/alert.ts";
import { dayInParis } from "#app/domain/format.ts";
import type { Job } from "#app/domain/job.ts";
import { indexRow } from "#app/domain/search/index-row.ts";
import { COMPILED_VERSION } from "#app/domain/search/match.ts";
import { logEvent } from "#app/services/events.ts";
import { recompileSearches } from "#app/services/saved-searches/compile-search.ts";
import { slices } from "#app/services/slices.ts";
import { findDueCandidates } from "#db/accounts/alerts/alert-matches.ts";
import {
  type AlertRun,
  copyFreshOffers,
  findBrokenSearches,
  findLastMatched,
  findOpenRun,
  findRun,
  insertRun,
  matchSlice,
  missingSlices,
  restartOpenRun,
} from "#db/accounts/alerts/alert-runs.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { isSwitchedOff } from "#db/accounts/operations/switches.ts";
import { findOldestSince, findStaleSearches, markBroken } from "#db/accounts/saved-searches/compiled-searches.ts";
import { findFreshOffers, findOffersBetween, newestOfferId } from "#db/catalogue/alerts/fresh-offers.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { countStale } from "#db/catalogue/search/reindexing.ts";

export type AlertDeps = {
  accounts: Accounts;
  catalogue: Catalogue;
  /** Enqueues jobs. They are hints: any of them may be lost. */
  send: (jobs: Job[]) => Promise<void>;
};

/** Offers of one matching run, so that copying them and matching a slice stay short. */
const OFFERS_A_RUN = 500;
/**
 * Saved searches that are recompiled in one batch, and batches in a tick, after a change of text preparation or
 * synonyms: 3 s.
 */
const RECOMPILED = 2_000;
const RECOMPILED_TIMES = 25;
/** A job then takes some eighty statements; a worker may run a thousand on D1. */
const CANDIDATES_A_JOB = 20;
/**
 * Fewer candidates than the jobs of a minute write, so that the next tick does not ask for the same mails twice. A
 * hundred thousand digests are asked for within ten minutes, before the reconciliation reports any as late.
 */
const CANDIDATES_A_TICK = 10_000;

/**
 * Plans the alerts of a tick. It continues the open matching run, or opens one for the offers published since the last
 * run. Then it enqueues the mails that are due. It may be called any number of times: the next tick enqueues again the
 * work of a lost job.
 *
 * It does nothing while operators pause the alerts, or while the catalogue is being reindexed: expressions and offers
 * must come from the same text preparation.
 */
export async function planAlerts(deps: AlertDeps, now: Date): Promise<void> {
  const { accounts, catalogue } = deps;
  if (await isSwitchedOff(accounts, "alerts")) return;
  if ((await countStale(catalogue)) > 0) return;
  if ((await findStaleSearches(accounts, COMPILED_VERSION, 1)).length > 0) {
    await restartOpenRun(accounts);
    let left = true;
    for (let times = 0; left && times < RECOMPILED_TIMES; times++) left = await recompileSearches(deps, RECOMPILED);
    if (left) return;
  }
  const run = (await findOpenRun(accounts)) ?? (await openRun(deps, now));
  if (run) await continueRun(deps, run, now);
  await planMails(deps, now);
}

/**
 * Opens a run for the offers published after the last run; null when there are no such offers, or no saved searches.
 */
async function openRun({ accounts, catalogue }: AlertDeps, now: Date): Promise<AlertRun | null> {
  const after = await findLastMatched(accounts);
  if (after === null) {
    // The first tick ever: no saved search waits for an older offer than this one.
    const begin = (await findOldestSince(accounts)) ?? (await newestOfferId(catalogue));
    await insertRun(accounts, { fromOfferId: -1, toOfferId: begin, offers: 0 }, now);
    return null;
  }
  const { offers, upTo } = await findFreshOffers(catalogue, after, OFFERS_A_RUN, dayInParis(now));
  if (upTo === after) return null;
  await insertRun(accounts, { fromOfferId: after, toOfferId: upTo, offers: offers.length }, now);
  return findOpenRun(accounts);
}

async function continueRun({ accounts, catalogue, send }: AlertDeps, run: AlertRun, now: Date): Promise<void> {
  if (run.state === "copying") {
    const offers = await findOffersBetween(catalogue, run.fromOfferId, run.toOfferId, dayInParis(now));
    const rows = offers.map((offer) => ({ id: offer.id, ...indexRow(offer) }));
    await copyFreshOffers(accounts, run.id, slices(rows, 100));
    logEvent("alerts-matching", { run: run.id, offers: offers.length, slices: run.slices });
  }
  await send((await missingSlices(accounts, run)).map((slice) => ({ kind: "match-slice", run: run.id, slice })));
}

/** Enqueues the mails of the candidates who have due matches. */
async function planMails({ accounts, send }: AlertDeps, now: Date): Promise<void> {
  const due = await findDueCandidates(accounts, now, CANDIDATES_A_TICK);
  await send(slices(due, CANDIDATES_A_JOB).map((candidates) => ({ kind: "compose-alerts", candidates })));
}

/**
 * Matches one slice of a run. A search that the database cannot run is marked as broken and left out, so that the
 * others are still matched. The slice that ends the run plans the mails and the next run. Nothing happens while alerts
 * are paused, or when the run is over or unknown.
 * @throws when the database fails
 */
export async function matchRunSlice(deps: AlertDeps, runId: number, slice: number, now: Date): Promise<void> {
  const { accounts } = deps;
  if (await isSwitchedOff(accounts, "alerts")) return;
  const run = await findRun(accounts, runId);
  if (run?.state !== "matching" || slice >= run.slices) return;
  const due = Object.fromEntries(CADENCES.map(({ code }) => [code, dueAt(code, run.startedAt)])) as Record<
    Cadence,
    string
  >;
  let over: boolean;
  try {
    over = await matchSlice(accounts, run, slice, due, now);
  } catch (error) {
    const broken = await findBrokenSearches(accounts, run, slice);
    if (broken.length === 0) throw error;
    for (const id of broken) await markBroken(accounts, id);
    logEvent("searches-broken", { searches: broken.length });
    over = await matchSlice(accounts, run, slice, due, now);
  }
  if (over) await planAlerts(deps, now);
}
