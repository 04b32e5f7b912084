import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Miniflare } from "miniflare";
import type { Posting } from "#app/domain/offers/posting.ts";
import { COMPILED_VERSION } from "#app/domain/search/match.ts";
import { fillSavedSearches } from "#bench/saved-searches.ts";
import { migrate, TODAY } from "#bench/synthetic.ts";
import { withMemory } from "#bench/workerd.ts";
import { bundleWorker, placeDatabases } from "#bench/workers.ts";
import { root } from "#workers/local/build.ts";
import { demonstrationPostings } from "#workers/local/demonstration/postings.ts";
import type { Answered, Asked } from "./alerts-worker/index.ts";

export const NOW = new Date(`${TODAY}T09:00:00Z`);

/** Offers that were there before. */
const OLD_OFFERS = 10_000;
const CACHE = join(root, "bench/.cache");

export type AlertStage = Awaited<ReturnType<typeof openAlertStage>>;

/** What a round took in milliseconds: the tick that opens it, each slice, and the longest statement of all. */
export type Round = { planMs: number; sliceMs: number[]; longestMs: number };

/** The worker of the alerts in a workerd of its own, over copies of databases that are built once and kept. */
export async function openAlertStage(searches: number) {
  const start = bundleWorker("alerts/alerts-worker");
  const files = await keptFiles(searches, start);
  const data = join(CACHE, `alerts-${process.pid}`);
  const [, accounts = ""] = await placeDatabases(data, { CATALOGUE: files.catalogue, ACCOUNTS: files.accounts }, start);
  const [{ miniflare, origin }, memory] = await withMemory(async () => {
    const miniflare = start(data);
    return { miniflare, origin: (await miniflare.ready).origin };
  });
  const ask = (asked: Asked, now = NOW) => askWorker(origin, asked, now);
  let published = OLD_OFFERS;
  await ask({ kind: "tick" });
  return {
    files,
    ask,
    published: () => published,
    /** Publishes offers that look like real ones, no two of which are alike as far as there are. */
    publish: async (count: number): Promise<void> => {
      await ask({ kind: "publish", postings: somePostings(published, count) });
      published += count;
    },
    /** A tick, and the jobs of the slices, one after another as the database does them. */
    round: async (now = NOW): Promise<Round> => {
      const tick = await ask({ kind: "tick" }, now);
      const round: Round = { planMs: tick.ms, sliceMs: [], longestMs: tick.longestMs };
      for (const job of tick.jobs) {
        if (job.kind !== "match-slice") continue;
        // A moment before the tick: what is found is due to nobody yet, and matching is measured alone.
        const { ms, longestMs } = await ask(job, new Date(now.getTime() - 1));
        round.sliceMs.push(ms);
        round.longestMs = Math.max(round.longestMs, longestMs);
      }
      return round;
    },
    /** What a question says of the accounts. */
    count: (question: string): number => {
      const db = new DatabaseSync(accounts, { readOnly: true });
      const row = db.prepare(`SELECT (${question}) AS n`).get();
      db.close();
      return Number(row?.n);
    },
    /** Memory of the workerd, in MB. */
    memory,
    stop: async () => {
      await miniflare.dispose();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

async function askWorker(origin: string, asked: Asked, now: Date): Promise<Answered & { ms: number }> {
  const begin = performance.now();
  const response = await fetch(origin, { method: "POST", body: JSON.stringify({ ...asked, now }) });
  if (!response.ok) throw new Error(`${asked.kind}: ${response.status} ${await response.text()}`);
  const answered = (await response.json()) as Answered;
  return { ...answered, ms: performance.now() - begin };
}

/** Offers as administrations publish them, from the n-th on. */
export function somePostings(from: number, count: number): Posting[] {
  const models = demonstrationPostings(TODAY);
  return Array.from({ length: count }, (_, index) => {
    const number = from + index;
    const model = models[(number * 7) % models.length];
    if (!model) throw new Error("no demonstration offers");
    return { ...model, reference: `${model.reference.slice(0, 7)}${900_000 + number}`, expiresOn: null };
  });
}

/** The databases before anything is published. Named by all that they are made of: another version makes its own. */
async function keptFiles(searches: number, start: (data: string) => Miniflare) {
  const made = (database: "catalogue" | "accounts") =>
    `${COMPILED_VERSION}-${readdirSync(join(root, "migrations", database)).length}`;
  const catalogue = join(CACHE, `catalogue-published-${OLD_OFFERS}-${made("catalogue")}.sqlite`);
  if (!existsSync(catalogue)) await publishCatalogue(catalogue, start);
  const accounts = join(CACHE, `accounts-${searches}-${made("accounts")}.sqlite`);
  if (!existsSync(accounts)) fillSavedSearches(accounts, searches, catalogue);
  return { catalogue, accounts };
}

/** The old offers, published as all others. */
async function publishCatalogue(path: string, start: (data: string) => Miniflare): Promise<void> {
  mkdirSync(CACHE, { recursive: true });
  console.log(`Publishing ${OLD_OFFERS.toLocaleString("en")} offers, once…`);
  const empty = `${path}.empty`;
  rmSync(empty, { force: true });
  const db = new DatabaseSync(empty);
  migrate(db, "catalogue");
  db.close();
  const data = join(CACHE, `publishing-${process.pid}`);
  const [placed = ""] = await placeDatabases(data, { CATALOGUE: empty }, start);
  const miniflare = start(data);
  const { origin } = await miniflare.ready;
  await askWorker(origin, { kind: "publish", postings: somePostings(0, OLD_OFFERS) }, NOW);
  await miniflare.dispose();
  const written = new DatabaseSync(placed);
  written.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  written.close();
  copyFileSync(placed, path);
  for (const left of [data, empty]) rmSync(left, { recursive: true, force: true });
}
