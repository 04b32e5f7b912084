import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type Load, load, type Target } from "#bench/load.ts";
import { syntheticCatalogue, TODAY } from "#bench/synthetic.ts";
import { printTable } from "#bench/table.ts";
import { percentile } from "#bench/times.ts";
import { bundleWorker, placeCatalogue } from "#bench/workers.ts";
import { build, root } from "#workers/local/build.ts";
import { startPlatform } from "#workers/local/platform.ts";

const OFFERS = 10_000;
const AT_ONCE = [1, 16];
const ROUNDS = 6;
const TURN_MS = 1_500;

/** Both clocks: the site's, and the bare worker's. */
const HEADERS = { "X-Test-Now": `${TODAY}T12:00:00Z`, "X-Today": TODAY };

/** Searches with words and a filter, which all find something. */
const SEARCHES = ["frequentmarker", "middlingmarker", "frequentmarker -middlingmarker"].flatMap((words) =>
  ["type=stage", "type=apprentissage", "region=11", "region=84&type=stage", "niveau=5", "niveau=4&type=stage"].map(
    (filter) => `/offres?${new URLSearchParams({ q: words })}&${filter}`,
  ),
);

type Contender = Target & {
  name: string;
  /** The contender that makes the least that this one must. */
  bare?: string;
};

/**
 * How many pages a second the built site answers, beside a bare worker in the same Miniflare that answers « ok », or in
 * JSON all that a page of results is made of. They are asked by turns, so that what else the machine does falls on all.
 */
export async function benchWeb(): Promise<void> {
  await build();
  const sites = await startSites();
  const rows: string[][] = [];
  try {
    for (const atOnce of AT_ONCE) rows.push(...(await measure(sites.contenders, atOnce)));
  } finally {
    await sites.stop();
  }
  printTable(
    `Requests a second over loopback, ${OFFERS.toLocaleString("en")} offers (to reach: cached 0.60, results 0.75)`,
    ["answer", "requests/s", "p50 ms", "p95 ms", "p99 ms", "requests/s ÷ bare worker"],
    rows,
  );
}

async function measure(contenders: Contender[], atOnce: number): Promise<string[][]> {
  const loads = new Map<string, Load[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round <= ROUNDS; round++) {
    for (const contender of contenders) {
      const answered = await load(contender, atOnce, TURN_MS);
      // The first round warms up.
      if (round > 0) loads.get(contender.name)?.push(answered);
    }
  }
  const perSecond = (name: string) => {
    const rounds = loads.get(name) ?? [];
    return rounds.reduce((total, round) => total + round.perSecond, 0) / rounds.length;
  };
  return contenders.map(({ name, bare }) => {
    const times = (loads.get(name) ?? []).flatMap((round) => round.times).sort((a, b) => a - b);
    return [
      `${name}, ${atOnce} at once`,
      perSecond(name).toFixed(0),
      ...[0.5, 0.95, 0.99].map((share) => percentile(times, share).toFixed(2)),
      bare ? (perSecond(name) / perSecond(bare)).toFixed(2) : "",
    ];
  });
}

/** The bare worker, and the site with its edge cache and without: each in a workerd and on a catalogue of its own. */
async function startSites() {
  const file = await syntheticCatalogue(OFFERS);
  const folder = mkdtempSync(join(tmpdir(), "pass-web-"));
  const startBare = bundleWorker("pages/bare-worker");
  const place = (name: string) => placeCatalogue(join(folder, name), file, startBare);
  await place("bare");
  const bare = startBare(join(folder, "bare"));
  const startSite = async (edgeCache: "on" | "off") => {
    rememberMigrations(await place(edgeCache));
    const settings = { TEST_CLOCK: "on", EDGE_CACHE: edgeCache };
    return startPlatform({ data: join(folder, edgeCache), port: 0, mailboxPort: 0, settings });
  };
  const cached = await startSite("on");
  const uncached = await startSite("off");
  const offer = offerPath(file);
  const at = (origin: string, ...paths: string[]) => ({ origin, paths, headers: HEADERS });
  const { origin } = await bare.ready;
  const contenders: Contender[] = [
    { name: "bare worker, « ok »", ...at(origin, "/ok") },
    { name: "bare worker, the bytes of /offres", ...at(origin, `/bytes/${await lengthOf(`${cached.site}/offres`)}`) },
    { name: "/offres, cached", bare: "bare worker, « ok »", ...at(cached.site, "/offres") },
    { name: "offer, cached", bare: "bare worker, « ok »", ...at(cached.site, offer) },
    { name: "bare worker, results in JSON", ...at(origin, ...SEARCHES) },
    { name: "results", bare: "bare worker, results in JSON", ...at(uncached.site, ...SEARCHES) },
    { name: "offer", ...at(uncached.site, offer) },
  ];
  return {
    contenders,
    stop: async () => {
      for (const stop of [() => bare.dispose(), cached.stop, uncached.stop]) await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function lengthOf(address: string): Promise<number> {
  return (await (await fetch(address, { headers: HEADERS })).arrayBuffer()).byteLength;
}

/** The synthetic catalogue has the product's schema, and no memory of how it got it. */
function rememberMigrations(path: string): void {
  const db = new DatabaseSync(path);
  db.exec("CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP)");
  const applied = db.prepare("INSERT INTO d1_migrations (name) VALUES (?)");
  for (const name of readdirSync(join(root, "migrations/catalogue"))) if (name.endsWith(".sql")) applied.run(name);
  db.close();
}

function offerPath(file: string): string {
  const db = new DatabaseSync(file, { readOnly: true });
  const row = db.prepare("SELECT reference FROM offers WHERE expires_on IS NULL ORDER BY id LIMIT 1").get();
  db.close();
  return `/offres/${row?.reference}`;
}
