import { benchAlerts } from "./alerts/alerts.ts";
import { benchCost } from "./cost/cost.ts";
import { benchMemory } from "./cost/memory.ts";
import { benchEnumeration } from "./enumeration/enumeration.ts";
import { benchFlux } from "./flux.ts";
import { benchImports } from "./imports.ts";
import { benchLoad } from "./load-test/load-test.ts";
import { benchOperations } from "./operations/operations.ts";
import { benchLighthouse } from "./pages/lighthouse.ts";
import { benchWeb } from "./pages/web.ts";
import { benchWeights } from "./pages/weights.ts";
import { benchRelevance } from "./search/relevance.ts";
import { benchSearch } from "./search/search.ts";

const benches: Record<string, (args: string[]) => Promise<void>> = {
  alerts: benchAlerts,
  cost: benchCost,
  enumeration: benchEnumeration,
  flux: benchFlux,
  imports: benchImports,
  lighthouse: benchLighthouse,
  load: benchLoad,
  operations: benchOperations,
  memory: benchMemory,
  relevance: benchRelevance,
  search: benchSearch,
  web: benchWeb,
  weights: benchWeights,
};

const [name = "", ...args] = process.argv.slice(2);
const chosen = name === "" ? Object.values(benches) : [benches[name]];
for (const bench of chosen) {
  if (!bench) {
    console.error(`No such bench: ${name}. There are: ${Object.keys(benches).join(", ")}.`);
    process.exit(1);
  }
  await bench(args);
}
