import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { publishedOffers, startBench } from "#bench/site.ts";
import { printTable } from "#bench/table.ts";

const RUNS = 5;
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
/** Not among our packages: it is heavy, and wanted only here. */
const LIGHTHOUSE = "lighthouse@13.5.0";
const CHROMIUM =
  "--headless=new --no-sandbox --disable-quic --disable-background-networking --disable-component-update --disable-sync";

/** Lighthouse's scores on a phone, the median of five runs, for the home page, the results and an offer. */
export async function benchLighthouse(): Promise<void> {
  const site = await startBench();
  const postings = publishedOffers();
  await site.publish(postings);
  const open = postings.find(({ expiresOn }) => expiresOn === null)?.reference ?? "";
  const folder = mkdtempSync(join(tmpdir(), "pass-lighthouse-"));
  const rows: string[][] = [];
  try {
    for (const path of ["/", "/offres", `/offres/${open}`]) {
      const runs: number[][] = [];
      while (runs.length < RUNS) runs.push(...score(site.origin + path, join(folder, "report.json")));
      rows.push([path, ...CATEGORIES.map((_, index) => String(median(runs.map((scores) => scores[index] ?? 0))))]);
    }
  } finally {
    await site.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  printTable("Lighthouse 13, phone, median of 5 (to reach: 98, 100, 100, 100)", ["page", ...CATEGORIES], rows);
}

/** The scores of one run, out of a hundred; none when Chromium's trace was lost, which now and then happens. */
function score(address: string, report: string): number[][] {
  const options = ["--quiet", "--output=json", `--output-path=${report}`, `--only-categories=${CATEGORIES.join(",")}`];
  execFileSync("npx", ["--yes", LIGHTHOUSE, address, ...options, `--chrome-flags=${CHROMIUM}`], {
    stdio: "ignore",
    env: { ...process.env, CHROME_PATH: process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell" },
  });
  const { categories, runtimeError } = JSON.parse(readFileSync(report, "utf8")) as Report;
  return runtimeError ? [] : [CATEGORIES.map((name) => Math.round((categories[name]?.score ?? 0) * 100))];
}

type Report = { categories: Record<string, { score: number | null }>; runtimeError?: object };

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
