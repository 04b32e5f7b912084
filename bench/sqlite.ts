import { DatabaseSync } from "node:sqlite";
import { parseSearch } from "#app/domain/search.ts";
import { findResults } from "#db/catalogue/results.ts";
import { inProcess } from "./in-process.ts";
import { MARKERS, syntheticCatalogue, TODAY } from "./synthetic.ts";
import { printTable } from "./table.ts";

const RUNS = 20;

const rare = "raremarker";
const frequent = "frequentmarker";
const CLASSES: Record<string, string> = {
  "no words": "",
  "no words, filtered": "region=11&domaine=NUM",
  "narrow filter": "departement=48&niveau=7&domaine=TRA",
  "rare word": `q=${rare}`,
  "rare word, filtered": `q=${rare}&type=stage&region=11`,
  "middling word": "q=middlingmarker",
  "frequent word": `q=${frequent}`,
  "frequent word, filtered": `q=${frequent}&type=stage&region=11`,
  "three words": `q=${rare}+middlingmarker+${frequent}`,
  "by start date": "tri=debut",
  "deep page": "page=500",
  "frequent word, deep page": `q=${frequent}&page=500`,
  "zero result": "q=xylophoniste",
};

/**
 * How long the statements of a page of results take in SQLite itself, without D1: the limit that the site can be held
 * against. `--offers N` sets the size of the catalogue (100,000 unless told).
 */
export async function benchSqlite(args: string[]): Promise<void> {
  const offers = Number(args[args.indexOf("--offers") + 1] ?? 100_000) || 100_000;
  const file = new DatabaseSync(await syntheticCatalogue(offers), { readOnly: true });
  const db = inProcess(file);
  const rows: string[][] = [];
  for (const [name, query] of Object.entries(CLASSES)) {
    const { search } = parseSearch(new URLSearchParams(query));
    const { count } = await findResults(db, search, TODAY);
    const times: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      const start = performance.now();
      await findResults(db, search, TODAY);
      times.push(performance.now() - start);
    }
    times.sort((a, b) => a - b);
    const at = (share: number) => (times[Math.floor(share * (RUNS - 1))] ?? 0).toFixed(2);
    rows.push([name, String(count), at(0.5), at(0.95)]);
  }
  file.close();
  const shares = Object.entries(MARKERS).map(([name, share]) => `${name} ${share * 100} %`);
  printTable(
    `Page, count and facets in raw SQLite, ${offers.toLocaleString("en")} offers (words: ${shares.join(", ")})`,
    ["search", "offers found", "p50 ms", "p95 ms"],
    rows,
  );
}
