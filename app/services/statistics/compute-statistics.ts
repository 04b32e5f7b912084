import { dayInParis } from "#app/domain/format.ts";
import { weekOf } from "#app/domain/publishing/offer-counts.ts";
import { publishDemand } from "#app/domain/statistics/demand.ts";
import { durationsOf } from "#app/domain/statistics/durations.ts";
import { monthsUntil } from "#app/domain/statistics/supply.ts";
import { monthsFrom, parisTimeToInstant, shift, shiftMonths } from "#app/domain/time.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import {
  COMPUTED,
  deleteComputedBefore,
  findClosings,
  findComputed,
  writeComputed,
} from "#db/catalogue/statistics/computed.ts";
import { findSearches } from "#db/catalogue/statistics/search-counts.ts";
import { countPublished } from "#db/catalogue/statistics/supply.ts";

/** Months of offers, or other steps, that one tick computes: five ticks of a night compute everything. */
const STEPS_A_TICK = 6;
/** Complete weeks of searches that are published: on a Sunday the first of 25 would be over 180 days old, and deleted. */
const WEEKS = 24;
const WEEK_MS = 7 * 86_400_000;

/**
 * Computes what the page of statistics shows, once a day: each month of offers, then how long offers stayed open, then
 * what was searched for. Each step replaces what the last one wrote in one transaction, so that it may be repeated,
 * interrupted or concurrent. Answers how many steps it took; 0 when everything is of today.
 */
export async function computeStatistics(db: Catalogue, now: Date): Promise<number> {
  const today = dayInParis(now);
  const months = monthsUntil(today);
  const done = await findComputed(db, today);
  const steps = [
    ...months.map((month) => ({ name: COMPUTED.offers(month), compute: () => computeMonth(db, month, today) })),
    { name: COMPUTED.durations, compute: () => computeDurations(db, months, today) },
    { name: COMPUTED.demand, compute: () => computeDemand(db, now, today) },
  ];
  const due = steps.filter(({ name }) => !done.has(name)).slice(0, STEPS_A_TICK);
  for (const { compute } of due) await compute();
  return due.length;
}

async function computeMonth(db: Catalogue, month: string, today: string): Promise<void> {
  const [first = month, next = month] = monthsFrom(month, 2);
  const { offers, closings } = await countPublished(db, {
    from: parisTimeToInstant(`${first}-01`, "00:00:00") ?? "",
    before: parisTimeToInstant(`${next}-01`, "00:00:00") ?? "",
    today,
    closedSince: shiftMonths(today, -12).slice(0, 10),
  });
  await writeComputed(db, { [COMPUTED.offers(month)]: offers, [COMPUTED.closings(month)]: closings }, today);
}

async function computeDurations(db: Catalogue, months: string[], today: string): Promise<void> {
  await writeComputed(db, { [COMPUTED.durations]: durationsOf(await findClosings(db, months)) }, today);
}

/** Only complete weeks, so that what is published changes once a week, by a week of everybody together. */
async function computeDemand(db: Catalogue, now: Date, today: string): Promise<void> {
  const before = weekOf(now);
  const from = shift(before, -WEEKS * WEEK_MS).slice(0, 10);
  const to = shift(before, -86_400_000).slice(0, 10);
  const cells = await findSearches(db, { from, before });
  await writeComputed(db, { [COMPUTED.demand]: publishDemand(cells, { from, to }) }, today);
  // It is the last step: what was not computed today is of a month that is shown no more.
  await deleteComputedBefore(db, today);
}
