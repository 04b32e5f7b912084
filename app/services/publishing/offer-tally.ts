import { type Counted, weekOf } from "#app/domain/publishing/offer-counts.ts";
import { openTally, type TallyDeps } from "#app/services/tally.ts";
import { type Addition, addOfferCounts } from "#db/catalogue/publishing/offer-counts.ts";

/** What happened to an offer. `reported` says that a script of a page told it, which anybody may imitate. */
export type Seen = { reference: string; kind: Exclude<Counted, "told">; reported?: boolean };

const WRITE_AFTER_MS = 5_000;
/** Different counts that wait at most; reports of scripts fill no more than half of that. */
const MAX_COUNTS = 5_000;
/** What scripts may report of one offer between two writes. */
const MAX_REPORTED = 20;

/** Opens the tally of what happens to offers. @param wait waits some milliseconds */
export function openOfferTally(wait?: (ms: number) => Promise<void>) {
  const tally = openTally<Addition>({ add: addOfferCounts, writeAfterMs: WRITE_AFTER_MS }, wait);
  return {
    count: ({ reference, kind, reported = false }: Seen, deps: TallyDeps): void => {
      const week = weekOf(deps.now);
      const addTo = (before: Addition | undefined, waiting: number) => {
        if (!before && waiting >= (reported ? MAX_COUNTS / 2 : MAX_COUNTS)) return null;
        const count = before?.count ?? 0;
        if (reported && count >= MAX_REPORTED) return null;
        return { offer: reference, week, kind, count: count + 1 };
      };
      tally.count(`${week} ${kind} ${reference}`, addTo, deps);
    },
  };
}
