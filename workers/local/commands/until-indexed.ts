import { setTimeout as wait } from "node:timers/promises";
import { TEXT_VERSION } from "#app/domain/text/text.ts";
import { runRemotely } from "./databases.ts";

/**
 * Waits until the cron of the deployed `alerts` has indexed every open offer under this version of the text
 * preparation. At once when the version has not changed.
 */
export async function untilIndexed(): Promise<void> {
  for (let left = staleOffers(); left > 0; left = staleOffers()) {
    console.log(`${left} offers are still to be indexed anew…`);
    await wait(15_000);
  }
}

function staleOffers(): number {
  const sql = `SELECT count(*) AS left FROM offers WHERE indexed > 0 AND indexed <> ${TEXT_VERSION}`;
  const [rows] = runRemotely("pass-catalogue", [sql]);
  return Number(rows?.[0]?.left ?? 0);
}
