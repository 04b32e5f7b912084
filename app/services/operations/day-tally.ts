import { dayInParis } from "#app/domain/format.ts";
import type { DayCount, DayCounted } from "#app/domain/operations/day-counts.ts";
import { openTally, type TallyDeps } from "#app/services/tally.ts";
import { addDayCounts } from "#db/catalogue/operations/day-counts.ts";
import { takeIncidents } from "#db/d1/incidents.ts";

/** Different counts that wait at most: there are some hundred routes, and few of them fail. */
const MAX_COUNTS = 1_000;
const WRITE_AFTER_MS = 5_000;
/** A busy isolate writes once a minute. What it counts after its last request but one may be lost with it. */
const REST_MS = 60_000;
/** The cursors of isolates are kept for a week (`sweepOfferCounts`): until then, nothing is added twice. */
const GIVEN_UP_MS = 6 * 86_400_000;

export type DayTallyDeps = TallyDeps & {
  /** Analytics Engine, where the worker has it. */
  analytics: AnalyticsEngineDataset | undefined;
};

/** Opens the tally of what one isolate answers in a day. @param wait waits some milliseconds */
export function openDayTally(wait?: (ms: number) => Promise<void>) {
  let analytics: AnalyticsEngineDataset | undefined;
  const tally = openTally<DayCount>(
    {
      add: async (catalogue, additions, step, now) => {
        await addDayCounts(catalogue, additions, step, now);
        for (const { kind, about, count } of additions) {
          analytics?.writeDataPoint({ indexes: [kind], blobs: [kind, about], doubles: [count] });
        }
      },
      writeAfterMs: WRITE_AFTER_MS,
      restMs: REST_MS,
      givenUpMs: GIVEN_UP_MS,
    },
    wait,
  );

  /** Counts what happened, and what went wrong with the databases meanwhile. */
  function count(happened: { kind: DayCounted; about?: string }[], deps: DayTallyDeps): void {
    analytics = deps.analytics;
    const day = dayInParis(deps.now);
    const add = (kind: DayCounted, about: string, times: number) => {
      const addTo = (before: DayCount | undefined, waiting: number) =>
        before || waiting < MAX_COUNTS ? { day, kind, about, count: (before?.count ?? 0) + times } : null;
      tally.count(`${day} ${kind} ${about}`, addTo, deps);
    };
    for (const { kind, about = "" } of happened) add(kind, about, 1);
    for (const { kind, database, count } of takeIncidents()) add(`d1-${kind}`, database, count);
  }

  return { count };
}
