import { setTimeout as wait } from "node:timers/promises";
import { TEXT_VERSION } from "#app/domain/text/text.ts";
import type { Environment } from "#workers/local/environment.ts";
import { runRemotely } from "./databases.ts";

/** A tick indexes 5,000 offers: one that indexes none for so long is broken. */
const STUCK_MS = 15 * 60_000;

/**
 * Waits until the cron of the deployed `alerts` has indexed every open offer under this version of the text
 * preparation. At once when the version has not changed.
 * @throws when no offer was indexed for a quarter of an hour
 */
export async function untilIndexed(environment: Environment): Promise<void> {
  let fewest = Number.POSITIVE_INFINITY;
  let since = Date.now();
  for (let left = staleOffers(environment); left > 0; left = staleOffers(environment)) {
    if (left < fewest) [fewest, since] = [left, Date.now()];
    if (Date.now() - since > STUCK_MS)
      throw new Error(`The cron of \`alerts\` indexes nothing: ${left} offers are left.`);
    console.log(`${left} offers are still to be indexed anew…`);
    await wait(15_000);
  }
}

function staleOffers(environment: Environment): number {
  const sql = `SELECT count(*) AS left FROM offers WHERE indexed > 0 AND indexed <> ${TEXT_VERSION}`;
  const [rows] = runRemotely(environment, "CATALOGUE", [sql]);
  return Number(rows?.[0]?.left ?? 0);
}
