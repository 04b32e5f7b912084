import { build } from "#workers/local/build.ts";
import { fillWorld } from "./inhabitants.ts";
import { type Sight, SPACES, statesOf, tell, walk } from "./walk.ts";
import { openWorld } from "./world.ts";

/**
 * `npm run accessibility -- [WORDS]`: looks at every page in every state and every variant, or at those whose space, route
 * or state holds one of the words. It prints a line for each, and what is wrong with it unless another had the same.
 */
const words = process.argv.slice(2);
const asked = Object.entries(SPACES).flatMap(([space, each]) =>
  statesOf(each).filter(({ route, name }) => {
    const said = `${space} ${route} ${name}`;
    return words.length === 0 || words.some((word) => said.includes(word));
  }),
);
await build();
const world = await openWorld();
const found = new Set<string>();

console.log("| route | state | findings | left to a person |\n|---|---|---|---|");
const told = (sight: Sight) => {
  const { state, findings, remarks } = sight;
  console.log(`| \`${state.route}\` | ${state.name} | ${findings.length} | ${remarks} |`);
  for (const [what, line] of tell([sight])) {
    if (!found.has(what)) console.log(`- ${line}`);
    found.add(what);
  }
};
await walk(
  world,
  asked.filter(({ before }) => before),
  { told, thorough: true },
);
await fillWorld(world);
await walk(
  world,
  asked.filter(({ before }) => !before),
  { told, thorough: true },
);
console.log(
  `${asked.length} states of ${new Set(asked.map(({ route }) => route)).size} routes: ${found.size} findings`,
);
await world.close();
process.exit(found.size > 0 ? 1 : 0);
