import { dayInParis } from "#app/domain/format.ts";
import { shiftMonths } from "#app/domain/time.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { unindexExpired, withdrawUnseen } from "#db/catalogue/offers/closing.ts";
import { rewriteFacetCounts } from "#db/catalogue/search/facet-counts.ts";

/** An offer without a last day is withdrawn when no import has shown it for this long. */
const UNSEEN_MONTHS = 12;
/** Offers a statement. Statements are short, since a database runs one at a time. */
const SLICE = 500;
const SLICES = 20;

/**
 * Closes offers: expired ones leave the index, those that no import shows any more are withdrawn, and the facet counts
 * are rewritten. One run is bounded, and may be repeated: the next tick continues.
 * @returns how many offers were closed
 */
export async function closeOffers(db: Catalogue, now: Date): Promise<number> {
  const unseenSince = shiftMonths(now.toISOString(), -UNSEEN_MONTHS);
  const today = dayInParis(now);
  const closed =
    (await inSlices((limit) => unindexExpired(db, today, now.toISOString(), limit))) +
    (await inSlices((limit) => withdrawUnseen(db, unseenSince, now.toISOString(), limit)));
  if (closed > 0) await rewriteFacetCounts(db, today);
  return closed;
}

async function inSlices(close: (limit: number) => Promise<number>): Promise<number> {
  let closed = 0;
  for (let slice = 0; slice < SLICES; slice++) {
    const count = await close(SLICE);
    closed += count;
    if (count < SLICE) break;
  }
  return closed;
}
