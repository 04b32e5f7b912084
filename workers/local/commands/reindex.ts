import { reindexOffers } from "#app/services/search/reindex-offers.ts";
import { countStale } from "#db/catalogue/search/reindexing.ts";
import { withLocalCatalogue } from "./databases.ts";
import { untilIndexed } from "./until-indexed.ts";

// Usage: npm run reindex [-- --remote]. Locally this program indexes the offers. On Cloudflare the cron of `alerts`
// indexes them, and this program waits until it is done.
if (process.argv.includes("--remote")) await untilIndexed();
else {
  await withLocalCatalogue(async (catalogue) => {
    console.log(`${await countStale(catalogue)} offers to index anew.`);
    await reindexOffers(catalogue);
  });
}
console.log("Every open offer is indexed under this version of the text preparation.");
