import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach } from "vitest";
import type { Cadence } from "#app/domain/alerts/alert.ts";
import type { Job } from "#app/domain/job.ts";
import type { Posting } from "#app/domain/offers/posting.ts";
import { parseSearch } from "#app/domain/search/search.ts";
import { composeAlerts } from "#app/services/alerts/compose-alerts.ts";
import { matchRunSlice, planAlerts } from "#app/services/alerts/plan-alerts.ts";
import { importPostings } from "#app/services/imports/import-postings.ts";
import { compileSearches, criteriaOf } from "#app/services/saved-searches/compile-search.ts";
import { type Accounts, openAccounts } from "#db/accounts/database.ts";
import { insertSavedSearch, setCadence } from "#db/accounts/saved-searches/saved-searches.ts";
import { newestOfferId } from "#db/catalogue/alerts/fresh-offers.ts";
import { type Catalogue, openCatalogue } from "#db/catalogue/database.ts";
import { aCandidateRow } from "#test/support/candidate-row.ts";
import { forgetEverybody } from "#test/support/people.ts";
import { aPosting } from "#test/support/postings.ts";

const SIGNING_KEY = "a-signing-key";
export const SITE_URL = "https://pass.example";

/** A Tuesday. */
export const MORNING = new Date("2026-01-06T09:00:00Z");
export const later = (minutes: number) => new Date(MORNING.getTime() + minutes * 60_000);

/** What alerts are handed in tests, with a queue that a test empties, loses or doubles as it likes. */
export type Stage = { accounts: Accounts; catalogue: Catalogue; jobs: Job[] };

export function openStage(databases: { ACCOUNTS: D1Database; CATALOGUE: D1Database } = env): Stage {
  return { accounts: openAccounts(databases.ACCOUNTS), catalogue: openCatalogue(databases.CATALOGUE), jobs: [] };
}

/**
 * A stage for every test of a file: each begins with Ada's account and the first run of the alerts, after which only
 * new offers are mailed; each ends without anybody.
 */
export function stageWithAda(): Stage & { ada: number } {
  const stage = { ...openStage(), ada: 0 };
  beforeEach(async () => {
    stage.ada = await aCandidateRow(stage.accounts, "ada");
    await runAlerts(stage, MORNING);
  });
  afterEach(async () => {
    stage.jobs.length = 0;
    await forgetEverybody();
  });
  return stage;
}

/**
 * Saves a search and, with a cadence, switches its bell on.
 * @param since the offer after which the alert begins, the newest one unless another is given
 * @returns its id
 */
export async function aSavedSearch(
  { accounts, catalogue }: Pick<Stage, "accounts" | "catalogue">,
  candidateId: number,
  query: string,
  { cadence = "immediate", name = query, since }: { cadence?: Cadence | null; name?: string; since?: number } = {},
  now = new Date("2026-01-05T08:00:00Z"),
): Promise<number> {
  const { search } = parseSearch(new URLSearchParams(query));
  const [compiled] = await compileSearches(catalogue, [search]);
  if (!compiled) throw new Error("not compiled");
  const newest = since ?? (await newestOfferId(catalogue));
  const fresh = { candidateId, name, criteria: criteriaOf(search), newestOfferId: newest, ...compiled };
  const saved = await insertSavedSearch(accounts, fresh, now);
  if (saved === "full") throw new Error("full");
  const { id } = saved;
  const due = now.toISOString();
  if (cadence) await setCadence(accounts, { id, candidateId }, { cadence, due, newestOfferId: newest });
  return id;
}

/** Publishes postings as an import does; a full one withdraws whatever it does not hold. */
export async function publishPostings(
  { catalogue }: Pick<Stage, "catalogue">,
  postings: Posting[],
  now: Date,
  { full = false } = {},
) {
  const reads = postings.map((posting) => ({ ok: true as const, posting, doubts: [], raw: "" }));
  const request = { publisher: "etat", feed: "ndjson", reads, full, force: full, part: null, advised: true };
  return importPostings(catalogue, request, now);
}

let references = 1000;
/** A reference that no offer has yet. */
export const aReference = () => `S-2026-${++references}`;

/** Publishes one offer. @returns its reference */
export async function publishOffer(stage: Stage, said: Partial<Posting> = {}, now = MORNING): Promise<string> {
  const posting = aPosting({ reference: aReference(), ...said });
  await publishPostings(stage, [posting], now);
  return posting.reference;
}

const depsOf = (stage: Stage) => ({
  ...stage,
  send: async (jobs: Job[]) => {
    stage.jobs.push(...jobs);
  },
});

/** A tick of the cron, as far as alerts go. */
export function tick(stage: Stage, now: Date): Promise<void> {
  return planAlerts(depsOf(stage), now);
}

/** Does one job of the queue. */
export async function work(stage: Stage, job: Job, now: Date): Promise<void> {
  if (job.kind === "match-slice") await matchRunSlice(depsOf(stage), job.run, job.slice, now);
  if (job.kind === "compose-alerts")
    await composeAlerts({ ...stage, signingKey: SIGNING_KEY, siteUrl: SITE_URL }, job.candidates, now);
}

/** A tick, then every job of the queue and those that they ask for. */
export async function runAlerts(stage: Stage, now: Date): Promise<void> {
  await tick(stage, now);
  for (let job = stage.jobs.shift(); job; job = stage.jobs.shift()) await work(stage, job, now);
}

export type WrittenAlert = {
  candidateId: number;
  recipient: string;
  subject: string;
  html: string;
  text: string;
  headers: string;
};

/** The alerts that are written, in order, with the references of the offers that each tells of. */
export async function writtenAlerts({ accounts, catalogue }: Stage): Promise<(WrittenAlert & { offers: string[] })[]> {
  const rows = await accounts.all<WrittenAlert & { offerIds: string }>(
    sql`SELECT m.candidate_id AS candidateId, m.recipient, m.subject, m.html, m.text, m.headers, s.offer_ids AS offerIds
      FROM mails m JOIN snapshots s ON s.mail_id = m.id WHERE m.kind = 'alert' ORDER BY m.created_at, m.rowid`,
  );
  const offers = await catalogue.all<{ id: number; reference: string }>(sql`SELECT id, reference FROM offers`);
  const references = new Map(offers.map(({ id, reference }) => [id, reference]));
  return rows.map(({ offerIds, ...mail }) => ({
    ...mail,
    offers: (JSON.parse(offerIds) as number[]).map((id) => references.get(id) ?? "?"),
  }));
}

/** Who was told of which offers, in order. */
export const told = async (stage: Stage) =>
  (await writtenAlerts(stage)).map(({ recipient, offers }) => ({ recipient, offers }));
