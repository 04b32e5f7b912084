import { weekOf } from "#app/domain/publishing/offer-counts.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { findToldOffers } from "#db/accounts/publishing/told-offers.ts";
import { findPosition } from "#db/catalogue/cursors.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { addOfferCounts } from "#db/catalogue/publishing/offer-counts.ts";

const CURSOR = "told";
/** Mails a statement. Statements are short, since a database runs one at a time. */
const SLICE = 1_000;
const SLICES = 20;
/** Mails that were sent since are left for the next run: some may still be marked with an earlier instant. */
const SETTLED_MS = 120_000;

/**
 * Counts the offers of alerts that were sent, each mail once. The cursor stands in the catalogue, beside the counts, and
 * moves in one transaction with them: a run that is repeated, interrupted or concurrent counts nothing twice. What
 * an alert told a candidate who is erased before the next run is not counted.
 */
export async function countToldOffers(deps: { accounts: Accounts; catalogue: Catalogue }, now: Date): Promise<void> {
  const until = new Date(now.getTime() - SETTLED_MS).toISOString();
  let from = await findPosition(deps.catalogue, CURSOR);
  for (let slice = 0; slice < SLICES; slice++) {
    const { told, position } = await findToldOffers(deps.accounts, from, until, SLICE);
    if (position === from) return;
    const additions = told.map(({ offerId, hour, count }) => {
      return { offer: offerId, week: weekOf(new Date(`${hour}:00:00Z`)), kind: "told" as const, count };
    });
    await addOfferCounts(deps.catalogue, additions, { cursor: CURSOR, from, to: position }, now);
    from = position;
  }
}
