import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { ImportReport } from "#app/domain/imports/import-report.ts";
import { root } from "#workers/local/build.ts";
import { localKeyFile } from "#workers/local/local-key.ts";
import { cutFeed, decodeFeed } from "./cut-feed.ts";

const USAGE = `Usage: npm run import -- FILE [--full] [--force] [--source NAME] [--to URL] [--key KEY]
  FILE     a PASS RSS feed, NDJSON, or the CSV of « Choisir le service public » (docs/imports.md)
  --full   the file holds every open offer of its source: what is absent is withdrawn
  --force  withdraw even more than 30 % of the source's offers
  --to     the site, http://localhost:8787 unless told
  --key    the publishing key; the one of \`npm start\`, or PASS_API_KEY, unless told`;

const { values: options, positionals } = readArguments();
const [file] = positionals;
if (!file || positionals.length > 1) fail(USAGE);
if (!existsSync(file)) fail(`There is no file ${file}.`);

const key = options.key ?? process.env.PASS_API_KEY ?? localKey();
const parts = cutFeed(decodeFeed(readFileSync(file)) ?? fail(`The encoding that ${file} declares is unknown.`));
const run = createHash("sha256").update(`${Date.now()}${file}`).digest("hex").slice(0, 32);
const total = { created: 0, updated: 0, unchanged: 0, withdrawn: 0, quarantined: 0, doubts: 0 };
/** How many offers each advice is about. */
const advice = new Map<string, number>();

for (const [index, part] of parts.entries()) {
  const report = await send(part, index + 1);
  total.created += report.created;
  total.updated += report.updated;
  total.unchanged += report.unchanged;
  total.withdrawn += report.withdrawn;
  total.quarantined += report.quarantined.length;
  total.doubts += report.doubtsInAll;
  for (const { reference, code, severity, sentence } of report.advice) {
    const times = advice.get(code) ?? 0;
    // Each kind of advice is explained once; what is illegal or impossible, for each offer.
    if (severity === "blocking" || times === 0) console.log(`  ${reference} : ${sentence} (${code})`);
    advice.set(code, times + 1);
  }
  for (const { reference, doubt } of report.doubts) console.log(`  ${reference} : ${doubt}`);
  for (const { reference, reason } of report.quarantined) {
    console.log(`  ${reference ?? "sans référence"} : mise en quarantaine. ${reason}`);
  }
  if (parts.length > 1) console.log(`Partie ${index + 1} sur ${parts.length} envoyée.`);
}
console.log(
  `Créées : ${total.created} · modifiées : ${total.updated} · inchangées : ${total.unchanged} · retirées : ${total.withdrawn} · en quarantaine : ${total.quarantined} · doutes : ${total.doubts}`,
);
if (advice.size > 0) {
  console.log(`Conseils : ${[...advice].map(([code, count]) => `${code} ${count}`).join(" · ")} (docs/imports.md)`);
}

async function send(body: string, part: number): Promise<ImportReport> {
  const url = new URL("/api/v1/imports", options.to);
  if (options.full) url.searchParams.set("full", "1");
  if (options.force) url.searchParams.set("force", "1");
  if (options.source) url.searchParams.set("source", options.source);
  if (parts.length > 1) {
    url.searchParams.set("run", run);
    url.searchParams.set("part", String(part));
    url.searchParams.set("parts", String(parts.length));
  }
  const response = await fetch(url, { method: "POST", headers: { Authorization: `Bearer ${key}` }, body }).catch(() =>
    fail(`Nothing answers at ${url.origin}: is the site running (npm start)?`),
  );
  const answer = (await response.json().catch(() => ({ detail: `réponse ${response.status}` }))) as
    | ImportReport
    | { detail: string };
  return "detail" in answer ? fail(`Refusé (${response.status}). ${answer.detail}`) : answer;
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        full: { type: "boolean" },
        force: { type: "boolean" },
        source: { type: "string" },
        to: { type: "string", default: `http://localhost:${process.env.PORT ?? 8787}` },
        key: { type: "string" },
      },
    });
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
}

function localKey(): string {
  const path = localKeyFile(join(root, ".data"));
  if (existsSync(path)) return readFileSync(path, "utf8").trim();
  return fail("No publishing key: run `npm start` first, or give one with --key.");
}

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
