import { reindexOffers } from "#app/services/search/reindex-offers.ts";
import { countStale } from "#db/catalogue/search/reindexing.ts";
import { targetOf } from "#workers/local/environment.ts";
import { withLocalCatalogue } from "./databases.ts";
import { untilIndexed } from "./until-indexed.ts";

// Usage: npm run reindex [-- --remote|--env staging]. Locally this program indexes the offers. On Cloudflare the cron of `alerts`
// indexes them, and this program waits until it is done.
const { environment } = targetOf(process.argv.slice(2));
if (environment) await untilIndexed(environment);
else {
  await withLocalCatalogue(async (catalogue) => {
    console.log(`${await countStale(catalogue)} offers to index anew.`);
    await reindexOffers(catalogue);
  });
}
console.log("Every open offer is indexed under this version of the text preparation.");
