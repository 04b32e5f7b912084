import { closeOffers } from "#app/services/close-offers.ts";
import { reindexOffers } from "#app/services/reindex-offers.ts";
import { writeCursor } from "#db/accounts/cursors.ts";
import type { Accounts } from "#db/accounts/database.ts";
import type { Catalogue } from "#db/catalogue/database.ts";

/** 5,000 offers a tick: about 10 s of work, in statements of 100. */
const REINDEXED_SLICES = 50;

type Hands = { catalogue: Catalogue; accounts: Accounts };

/**
 * One tick of the cron, at any moment, any number of times: ticks come at least once, and some are missed.
 * Remembers that it ran only when all of it did, so that `/sante` tells when the cron has stopped working.
 */
export async function runTick({ catalogue, accounts }: Hands, now: Date): Promise<void> {
  const stale = await reindexOffers(catalogue, REINDEXED_SLICES);
  if (stale > 0) console.log(JSON.stringify({ event: "reindexing", left: stale }));
  const closed = await closeOffers(catalogue, now);
  if (closed > 0) console.log(JSON.stringify({ event: "offers-closed", closed }));
  await writeCursor(accounts, "tick", now.toISOString(), now);
}
