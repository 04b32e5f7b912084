import { parseArgs } from "node:util";
import { build } from "#workers/local/build.ts";
import { runFaults } from "./histories.ts";
import { VIOLATIONS } from "./oracle.ts";
import { proveStalls } from "./stalls.ts";

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
    histories: { type: "string", default: "4" },
    stalls: { type: "boolean", default: false },
  },
});
await build();
if (values.stalls) process.exit((await proveStalls(Number(values.seed))) ? 0 : 1);
const { kills: count, seed, histories } = values;
const report = await runFaults({ kills: Number(count), seed: Number(seed), histories: Number(histories) }, console.log);
const { violations, kills, acts, answers, offers, mails, told, sliced, readdressed, seconds } = report;

console.log(`\n### Faults, seed ${seed}, ${histories} histories\n\n| what | how often |\n| --- | --- |`);
const row = (name: string, count: number) => console.log(`| ${name} | ${count} |`);
for (const [name, count] of Object.entries(kills)) row(`SIGKILL ${name}`, count);
for (const [name, count] of Object.entries(acts)) row(`act: ${name}`, count);
for (const [name, count] of Object.entries(answers)) row(`mail API: ${name}`, count);
row("offers published", offers);
row("alerts accepted", mails);
row("offers told", told);
row("runs of several slices", sliced);
row("mails that had been taken for an address changed since", readdressed);
for (const what of VIOLATIONS) row(`**${what}**`, violations.filter((each) => each.what === what).length);
console.log(`\n${seconds} s\n`);
for (const { what, detail } of violations) console.error(`${what}: ${detail}`);
process.exit(violations.length > 0 ? 1 : 0);
