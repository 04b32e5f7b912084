import { existsSync } from "node:fs";
import { join } from "node:path";
import { reindexOffers } from "#app/services/search/reindex-offers.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import { countStale } from "#db/catalogue/search/reindexing.ts";
import { build, root } from "#workers/local/build.ts";
import { startPlatform } from "#workers/local/platform.ts";
import { runningProcess } from "./running.ts";
import { untilIndexed } from "./until-indexed.ts";

// Usage: npm run reindex [-- --remote]. Locally the offers are indexed here; on Cloudflare the cron of `alerts` does it,
// and this waits until it is done.
if (process.argv.includes("--remote")) await untilIndexed();
else await reindexHere();
console.log("Every open offer is indexed under this version of the text preparation.");

async function reindexHere(): Promise<void> {
  const data = join(root, ".data");
  if (!existsSync(data)) fail("There is no local database yet: run `npm start` first.");
  const running = runningProcess(data);
  if (running) fail(`PASS is running (process ${running}): stop it first, the database takes one program at a time.`);
  await build();
  const platform = await startPlatform({ data, port: 0, mailboxPort: 0 });
  try {
    const catalogue = openCatalogue(await platform.miniflare.getD1Database("CATALOGUE", "web"));
    console.log(`${await countStale(catalogue)} offers to index anew.`);
    await reindexOffers(catalogue);
  } finally {
    await platform.stop();
  }
}

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
