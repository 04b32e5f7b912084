import { setTimeout as wait } from "node:timers/promises";
import { TEXT_VERSION } from "#app/domain/text/text.ts";
import { root } from "#workers/local/build.ts";
import type { Environment } from "#workers/local/environment.ts";
import { type Wrangler, wranglerIn } from "#workers/local/wrangler.ts";

/** A tick indexes 5,000 offers: one that indexes none for so long is broken. */
const STUCK_MS = 15 * 60_000;

/**
 * Waits until the cron of the deployed `alerts` has indexed every open offer under this version of the text
 * preparation. At once when the version has not changed.
 * @throws when no offer was indexed for a quarter of an hour
 */
export async function untilIndexed(
  environment: Environment,
  { wrangler = wranglerIn(root), pauseMs = 15_000 } = {},
): Promise<void> {
  let fewest = Number.POSITIVE_INFINITY;
  let since = Date.now();
  for (;;) {
    const left = staleOffers(environment, wrangler);
    if (left === 0) return;
    if (left < fewest) [fewest, since] = [left, Date.now()];
    if (Date.now() - since > STUCK_MS)
      throw new Error(`The cron of \`alerts\` indexes nothing: ${fewest} offers are left.`);
    console.log(
      left === UNKNOWN
        ? "The database did not answer: it is asked again…"
        : `${left} offers are still to be indexed anew…`,
    );
    await wait(pauseMs);
  }
}

/** D1 fails for a moment now and then. That is no progress, and no reason to stop a release half way. */
const UNKNOWN = Number.POSITIVE_INFINITY;

function staleOffers(environment: Environment, wrangler: Wrangler): number {
  const sql = `SELECT count(*) AS left FROM offers WHERE indexed > 0 AND indexed <> ${TEXT_VERSION}`;
  try {
    const answered = wrangler([
      "d1",
      "execute",
      "CATALOGUE",
      "--remote",
      "--env",
      environment,
      "--json",
      "--command",
      sql,
    ]);
    const [result] = JSON.parse(answered) as { results: { left: number }[] }[];
    return Number(result?.results[0]?.left ?? UNKNOWN);
  } catch {
    return UNKNOWN;
  }
}
