import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { parseArgs } from "node:util";
import { Stryker } from "@stryker-mutator/core";
import { ROOMS, type Room } from "./rooms.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { incremental: { type: "boolean", default: false }, mutate: { type: "string" } },
});

type Mutant = Awaited<ReturnType<Stryker["runMutationTest"]>>[number];

/** The least part of its mutants that a room's tests must kill, in percent. */
const LEAST = 85;
const ARTEFACTS = "test/.artefacts/mutants";

const rooms = Object.entries(ROOMS).filter(([name]) => positionals.length === 0 || positionals.includes(name));
if (rooms.length === 0) throw new Error(`The rooms are ${Object.keys(ROOMS).join(", ")}.`);
const scores: string[] = [];
for (const [name, room] of rooms) scores.push(report(name, await mutate(name, room)));
console.log(`\n| room | killed | mutants | score |\n| --- | --- | --- | --- |\n${scores.join("\n")}`);

function mutate(name: string, { mutate }: Room): Promise<Mutant[]> {
  // Stryker gives its own settings to its processes, and the environment: `vitest.config.ts` reads the room there.
  process.env.MUTANTS_ROOM = name;
  return new Stryker({
    mutate: values.mutate?.split(",") ?? mutate,
    testRunner: "vitest",
    plugins: ["@stryker-mutator/vitest-runner", "./test/mutants/ignore-words.ts"],
    ignorers: ["words"],
    vitest: { configFile: "test/mutants/vitest.config.ts", related: false },
    coverageAnalysis: "perTest",
    concurrency: 1,
    incremental: values.incremental,
    incrementalFile: `${ARTEFACTS}/${name}.json`,
    tempDirName: `${ARTEFACTS}/tree-${name}`,
    ignorePatterns: ["build", ".data", "docs", "bench/.cache", ARTEFACTS],
    // A machine may be busy. Only an endless loop takes so long, or so much memory.
    timeoutMS: 20_000,
    testRunnerNodeArgs: ["--max-old-space-size=400"],
    dryRunTimeoutMinutes: 15,
    reporters: ["progress-append-only"],
  }).runMutationTest();
}

/** Prints the survivors of a room. @returns its row of the table */
function report(name: string, mutants: Mutant[]): string {
  const survivors = mutants.filter(({ status }) => status === "Survived" || status === "NoCoverage");
  for (const mutant of survivors) console.log(described(mutant));
  const killed = mutants.filter(({ status }) => status === "Killed" || status === "Timeout").length;
  const all = killed + survivors.length;
  const score = (100 * killed) / all;
  if (score < LEAST) process.exitCode = 1;
  return `| ${name} | ${killed} | ${all} | ${score.toFixed(1)} % |`;
}

/** Where a mutant is, what it replaces, and by what. */
function described({ fileName, location: { start, end }, mutatorName, replacement, status }: Mutant): string {
  const lines = readFileSync(fileName, "utf8")
    .split("\n")
    .slice(start.line - 1, end.line);
  const last = lines.length - 1;
  const original = lines.map((line, at) =>
    line.slice(at === 0 ? start.column - 1 : 0, at === last ? end.column - 1 : undefined).trim(),
  );
  const why = status === "NoCoverage" ? "no test comes here" : mutatorName;
  return `${relative("", fileName)}:${start.line}:${start.column} ${why}\n  - ${original.join(" ")}\n  + ${replacement}`;
}
