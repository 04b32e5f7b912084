import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, globSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Miniflare } from "miniflare";
import { unstable_getMiniflareWorkerOptions as workerOptions } from "wrangler";
import { parseSearch } from "#app/domain/search.ts";
import { findResults } from "#db/catalogue/results.ts";
import { root } from "#workers/local/build.ts";
import { inProcess } from "./in-process.ts";
import { postgresCatalogue } from "./postgres-search.ts";
import { SEARCHES } from "./searches.ts";
import { syntheticCatalogue, TODAY } from "./synthetic.ts";
import { printTable } from "./table.ts";
import { percentile, times } from "./times.ts";

const RUNS = 15;

type Answer = { ms: number; rowsRead: number; count: number };

/**
 * How long page, count and facets take in D1 within the real workerd, beside the same statements in SQLite in this
 * process, and beside PostgreSQL. `--offers N` (100,000 unless told), `--no-postgres`.
 */
export async function benchSearch(args: string[]): Promise<void> {
  const offers = Number(args[args.indexOf("--offers") + 1]) || 100_000;
  const file = await syntheticCatalogue(offers);
  const raw = new DatabaseSync(file, { readOnly: true });
  const postgres = args.includes("--no-postgres") ? null : await postgresCatalogue(offers, file);
  const worker = await startWorker(offers, file);
  const rows: string[][] = [];
  try {
    for (const [name, query] of Object.entries(SEARCHES)) {
      const { search } = parseSearch(new URLSearchParams(query));
      const cold = await worker.ask(query);
      const answers: Answer[] = [];
      for (let run = 0; run < RUNS; run++) answers.push(await worker.ask(query));
      const d1 = answers.map(({ ms }) => ms).sort((a, b) => a - b);
      const alone = await times(RUNS, () => findResults(inProcess(raw), search, TODAY));
      const peer = postgres && (await times(RUNS, () => postgres.search(search)));
      const [p50, limit] = [percentile(d1, 0.5), percentile(alone, 0.5)];
      rows.push([
        name,
        String(cold.count),
        cold.ms.toFixed(1),
        p50.toFixed(1),
        percentile(d1, 0.95).toFixed(1),
        String(cold.rowsRead),
        limit.toFixed(1),
        (p50 / limit).toFixed(2),
        ...(peer ? [percentile(peer, 0.5).toFixed(1), (percentile(peer, 0.5) / p50).toFixed(1)] : []),
      ]);
    }
  } finally {
    raw.close();
    await worker.stop();
    await postgres?.stop();
  }
  printTable(
    `Page, count and facets, ${offers.toLocaleString("en")} offers: D1 in workerd, SQLite in process, PostgreSQL 15`,
    [
      ...["search", "found", "D1 cold ms", "D1 p50 ms", "D1 p95 ms", "rows read", "SQLite p50 ms", "D1 ÷ SQLite"],
      ...(postgres ? ["PostgreSQL p50 ms", "PostgreSQL ÷ D1"] : []),
    ],
    rows,
  );
}

/** The bare worker over the synthetic catalogue, in a workerd of its own. */
async function startWorker(offers: number, file: string) {
  const config = join(root, "bench/results-worker/wrangler.toml");
  const bundle = join(root, "bench/.cache/results-worker");
  execFileSync(
    join(root, "node_modules/.bin/wrangler"),
    ["deploy", "--dry-run", "--minify", "--config", config, "--outdir", bundle],
    {
      stdio: "ignore",
      env: { ...process.env, WRANGLER_SEND_METRICS: "false" },
    },
  );
  const { workerOptions: options } = workerOptions(config);
  const data = join(root, `bench/.cache/d1-${offers}`);
  const start = () =>
    new Miniflare({
      ...options,
      host: "127.0.0.1",
      defaultPersistRoot: data,
      modules: [{ type: "ESModule", path: join(bundle, "index.js") }],
      modulesRoot: bundle,
    });
  await seed(data, file, start);
  const miniflare = start();
  const { origin } = await miniflare.ready;
  return {
    ask: async (query: string): Promise<Answer> => {
      const response = await fetch(`${origin}/?${query}`, { headers: { "X-Today": TODAY } });
      if (!response.ok) throw new Error(await response.text());
      return (await response.json()) as Answer;
    },
    stop: () => miniflare.dispose(),
  };
}

/** Puts the synthetic catalogue where Miniflare keeps the database, once for each making of it. */
async function seed(data: string, file: string, start: () => Miniflare): Promise<void> {
  const find = () => globSync("**/*.sqlite", { cwd: data }).filter((name) => !name.endsWith("metadata.sqlite"));
  const placed = () =>
    find()
      .map((name) => join(data, name))
      .find((path) => statSync(path).size > 1_000_000);
  const there = existsSync(data) ? placed() : undefined;
  if (there && statSync(there).mtimeMs > statSync(file).mtimeMs) return;
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { recursive: true });
  const empty = start();
  const db = await empty.getD1Database("CATALOGUE");
  await db.prepare("CREATE TABLE made (here)").run();
  await empty.dispose();
  const [name] = find();
  if (!name) throw new Error(`no database in ${data}: ${readdirSync(data).join(", ")}`);
  for (const suffix of ["", "-wal", "-shm"]) rmSync(join(data, name + suffix), { force: true });
  copyFileSync(file, join(data, name));
}
