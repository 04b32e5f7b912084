import { parseArgs } from "node:util";
import { build } from "#workers/local/build.ts";
import { runFuzz } from "./run.ts";

const { values } = parseArgs({
  options: {
    requests: { type: "string", default: "20000" },
    seed: { type: "string", default: "1" },
    only: { type: "string" },
  },
});
await build();
const [requests, seed] = [Number(values.requests), Number(values.seed)];
const only = values.only === undefined ? undefined : Number(values.only);
const { failures, statuses, closedMeanwhile, p50, p99, longest, seconds } = await runFuzz(
  { requests, seed, only },
  console.log,
);

console.log(`\n### Fuzz, seed ${seed}, ${requests} requests, ${seconds} s\n\n| what | how often |\n| --- | --- |`);
for (const [status, count] of Object.entries(statuses).sort()) console.log(`| ${status} | ${count} |`);
console.log(`| connections closed between two requests | ${closedMeanwhile} |\n| **failures** | ${failures.length} |`);
console.log(`\np50 ${p50} ms, p99 ${p99} ms, longest ${longest.ms} ms (--only ${longest.number})`);
process.exit(failures.length > 0 ? 1 : 0);
