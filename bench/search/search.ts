import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { parseSearch } from "#app/domain/search/search.ts";
import { inProcess } from "#bench/in-process.ts";
import { syntheticCatalogue, TODAY } from "#bench/synthetic.ts";
import { printTable } from "#bench/table.ts";
import { percentile, times } from "#bench/times.ts";
import { bundleWorker, databases, placeCatalogue } from "#bench/workers.ts";
import { findResults } from "#db/catalogue/search/results.ts";
import { root } from "#workers/local/build.ts";
import { postgresCatalogue } from "./postgres-search.ts";
import { PARTLY, rowsLimit, SEARCHES } from "./searches.ts";

const RUNS = 15;

type Answer = { ms: number; rowsRead: number; count: number };

/**
 * How long page, count and facets take in D1 within the real workerd, beside the same statements in SQLite in this
 * process, and beside PostgreSQL, each time as the mean of four in a row; and how many rows D1 bills for the page: those
 * of this batch, and of all else that the page asks where little is found. `--offers N` (100,000 unless told),
 * `--no-postgres`.
 */
export async function benchSearch(args: string[]): Promise<void> {
  const offers = Number(args[args.indexOf("--offers") + 1]) || 100_000;
  const file = await syntheticCatalogue(offers);
  const raw = new DatabaseSync(file, { readOnly: true });
  const postgres = args.includes("--no-postgres") ? null : await postgresCatalogue(offers, file);
  const worker = await startWorker(offers, file);
  const rows: string[][] = [];
  const nearRows: string[][] = [];
  try {
    for (const [name, query] of Object.entries(SEARCHES)) {
      const { search } = parseSearch(new URLSearchParams(query));
      const cold = await worker.ask(query, { "X-Times": "1" });
      const page = await worker.ask(query, { "X-Times": "1", "X-Question": "page" });
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
        String(page.rowsRead),
        String(rowsLimit(query, offers) ?? ""),
        limit.toFixed(1),
        (p50 / limit).toFixed(2),
        ...(peer ? [percentile(peer, 0.5).toFixed(1), (percentile(peer, 0.5) / p50).toFixed(1)] : []),
      ]);
    }
    for (const name of PARTLY) {
      const query = SEARCHES[name] ?? "";
      const answers: Answer[] = [];
      for (let run = 0; run < RUNS; run++) answers.push(await worker.ask(query, { "X-Question": "near" }));
      const ms = answers.map((answer) => answer.ms).sort((a, b) => a - b);
      const [first] = answers;
      nearRows.push([name, `${first?.count}`, percentile(ms, 0.5).toFixed(1), `${first?.rowsRead}`]);
    }
  } finally {
    raw.close();
    await worker.stop();
    await postgres?.stop();
  }
  printTable(
    `Page, count and facets, ${offers.toLocaleString("en")} offers: D1 in workerd, SQLite in process, PostgreSQL 15`,
    [
      ...["search", "found", "D1 cold ms", "D1 p50 ms", "D1 p95 ms", "rows read", "limit rows"],
      ...["SQLite p50 ms", "D1 ÷ SQLite"],
      ...(postgres ? ["PostgreSQL p50 ms", "PostgreSQL ÷ D1"] : []),
    ],
    rows,
  );
  printTable(
    `What answers a part of the words, ${offers.toLocaleString("en")} offers, beside the page where few are found`,
    ["search", "shown", "D1 p50 ms", "rows read"],
    nearRows,
  );
}

/** The bare worker over the synthetic catalogue, in a workerd of its own. */
async function startWorker(offers: number, file: string) {
  const start = bundleWorker("search/results-worker");
  const data = join(root, `bench/.cache/d1-${offers}`);
  if (!isPlaced(data, file)) await placeCatalogue(data, file, start);
  const miniflare = start(data);
  const { origin } = await miniflare.ready;
  return {
    ask: async (query: string, headers: Record<string, string> = {}): Promise<Answer> => {
      const response = await fetch(`${origin}/?${query}`, { headers: { "X-Today": TODAY, ...headers } });
      if (!response.ok) throw new Error(await response.text());
      return (await response.json()) as Answer;
    },
    stop: () => miniflare.dispose(),
  };
}

/** Whether the folder holds this making of the catalogue already. */
function isPlaced(data: string, file: string): boolean {
  const kept = existsSync(data) ? databases(data).map((name) => statSync(join(data, name))) : [];
  return kept.some(({ size, mtimeMs }) => size > 1_000_000 && mtimeMs > statSync(file).mtimeMs);
}
