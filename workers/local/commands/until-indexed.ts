import { spawnSync } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import { TEXT_VERSION } from "#app/domain/text/text.ts";
import { root } from "#workers/local/build.ts";

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
  const { status, stdout, stderr } = spawnSync(
    "wrangler",
    ["d1", "execute", "pass-catalogue", "--remote", "--json", "--command", sql],
    { cwd: root, encoding: "utf8" },
  );
  if (status !== 0) {
    console.error(`The remote database did not answer:\n${stderr}`);
    process.exit(1);
  }
  const [result] = JSON.parse(stdout) as { results: { left: number }[] }[];
  return result?.results[0]?.left ?? 0;
}
