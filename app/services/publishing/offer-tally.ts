import { type Counted, weekOf } from "#app/domain/publishing/offer-counts.ts";
import { openTally, type TallyDeps } from "#app/services/tally.ts";
import { type Addition, addOfferCounts } from "#db/catalogue/publishing/offer-counts.ts";

/** What happened to an offer. `reported` says that a script of a page told it, which anybody may imitate. */
export type Seen = { reference: string; kind: Exclude<Counted, "told">; reported?: boolean };

/** Different counts that wait at most; reports of scripts fill no more than half of that. */
const MAX_COUNTS = 5_000;
/** What scripts may report of one offer between two writes. */
const MAX_REPORTED = 20;
/** Additions that fail for that long are given up. */
const GIVEN_UP_MS = 600_000;

/** Opens the tally of what happens to offers. @param wait waits some milliseconds */
export function openOfferTally(wait?: (ms: number) => Promise<void>) {
  const tally = openTally<Addition>({ add: addOfferCounts, most: MAX_COUNTS, restMs: 0, givenUpMs: GIVEN_UP_MS }, wait);
  return {
    count: ({ reference, kind, reported = false }: Seen, deps: TallyDeps) => {
      const week = weekOf(deps.now);
      const bounds = reported ? { counts: MAX_COUNTS / 2, each: MAX_REPORTED } : {};
      tally.count(`${week} ${kind} ${reference}`, { offer: reference, week, kind, count: 1 }, deps, bounds);
    },
  };
}
