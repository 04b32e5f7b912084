import { build } from "#workers/local/build.ts";
import { SPACES, statesOf, tell, walk } from "./walk.ts";
import { fillWorld, openWorld } from "./world.ts";

/**
 * `npm run accessibility -- [WORD]`: looks at every page in every state and every variant, or at those whose route,
 * space or state holds a word, and prints what is wrong.
 */
const [word = ""] = process.argv.slice(2);
if (!process.env.BUILT) await build();
const world = await openWorld();
const asked = Object.entries(SPACES).flatMap(([space, each]) =>
  statesOf(each).filter(({ route, name }) => `${space} ${route} ${name}`.includes(word)),
);
const began = process.cpuUsage();
let states = 0;
const told = (sight: Awaited<ReturnType<typeof walk>>[number]) => {
  states++;
  const { state, findings, remarks } = sight;
  console.log(`| \`${state.route}\` | ${state.name} | ${findings.length} | ${remarks} |`);
};
console.log("| route | state | findings | left to a person |\n|---|---|---|---|");
const empty = await walk(
  world,
  asked.filter(({ before }) => before),
  {},
  told,
);
await fillWorld(world);
const filled = await walk(
  world,
  asked.filter(({ before }) => !before),
  {},
  told,
);
const all = [...empty, ...filled];
console.log(`\n${states} states of ${new Set(asked.map(({ route }) => route)).size} routes`);
for (const line of tell(all)) console.log(`- ${line}`);
console.log(`${tell(all).length} findings, ${JSON.stringify(process.cpuUsage(began))}`);
await world.close();
process.exit(tell(all).length > 0 ? 1 : 0);
