import type { Miniflare } from "miniflare";
import { canonicalQuery } from "#app/domain/search/search.ts";
import { paths } from "#app/paths.ts";
import { aPdf } from "#test/support/documents.ts";
import { drawer } from "#workers/local/demonstration/random.ts";
import { makeMembers } from "../members.ts";
import { drawSearch } from "../saved-searches.ts";
import { threadTimes } from "../workerd.ts";
import { logIn, openBrowser, signUp } from "./candidate.ts";
import { between, type Reading, type startMeter } from "./meter.ts";
import { type MeasuredSite, manyPostings } from "./site.ts";

/** What an act takes, once. */
export type Cost = Reading & { cpuMs: number };

type Meter = Awaited<ReturnType<typeof startMeter>>;

const OFFERS = 10_000;
const MEMBERS = 60;
const DOCUMENT_BYTES = 300_000;
const HOUR = 3_600_000;
/** Queues hand out what came within a second: after so long without a batch, nothing is under way. */
const QUIET_MS = 3_000;

/** Measures every act on a site that is filled for it. Offers are published first: most acts read them. */
export async function measureActs(site: MeasuredSite, meter: Meter): Promise<Record<string, Cost>> {
  const costs: Record<string, Cost> = {};
  const measure = async (name: string, times: number, act: (time: number) => Promise<unknown>) => {
    console.log(`${name}…`);
    costs[name] = await costOf(site, meter, times, act);
  };
  const postings = manyPostings(OFFERS);
  const draw = drawer(1);
  const start = Date.now();
  /** Each time an hour later, when no cache knows the page any more. */
  let hours = 0;
  const later = () => new Date(start + ++hours * HOUR);
  const page = async (path: string, at: Date | null = null) =>
    (await site.ask(path, { headers: { Accept: "text/html" } }, at)).text();
  const reference = () => draw.pick(postings).reference;

  await measure("import, a new offer", 1, async () => {
    await site.publish(postings.slice(0, OFFERS / 2));
    await site.publish(postings.slice(OFFERS / 2));
  });
  await measure("import, an unchanged offer", 1, async () => {
    await site.publish(postings.slice(0, OFFERS / 2));
    await site.publish(postings.slice(OFFERS / 2));
  });
  for (const name of ["import, a new offer", "import, an unchanged offer"]) costs[name] = shared(costs[name], OFFERS);
  // The first requests compile what the next ones run.
  for (let time = 0; time < 20; time++) await page(paths.offers(canonicalQuery(drawSearch(draw))));
  await measure("home", 20, () => page(paths.home(), later()));
  await measure("results", 60, () => page(paths.offers(canonicalQuery(drawSearch(draw)))));
  const known = paths.offers("q=archives");
  await page(known);
  await measure("results, cached", 60, () => page(known));
  await measure("offer", 60, () => page(paths.offer(reference())));
  await measure("offer, cached", 60, () => page(paths.offer(postings[0]?.reference ?? "")));
  const [asset = ""] = (await page(paths.home())).match(/\/assets\/[^"]+\.css/) ?? [];
  await measure("file of the build", 30, () => page(asset));
  await measure("/flux/offres", 2, async () => page(paths.apprenticeshipFeed(), later()));
  await measure("offer published alone, new", 10, (time) => site.put(manyPostings(1, 800_000 + time)[0] as never));

  // Whose candidates are made by their numbers comes first.
  await measureAlerts(site, meter, measure, costs);
  await measureCandidates(site, measure, () => canonicalQuery(drawSearch(draw)));
  return costs;
}

type Measure = (name: string, times: number, act: (time: number) => Promise<unknown>) => Promise<void>;

async function measureCandidates(site: MeasuredSite, measure: Measure, search: () => string): Promise<void> {
  const people = Array.from({ length: 8 }, (_, at) => ({
    name: `candidate${at}`,
    browser: openBrowser(site, `192.0.2.${at + 1}`),
  }));
  const each = (act: (person: (typeof people)[number]) => Promise<unknown>) => (time: number) =>
    act(people[time] as (typeof people)[number]);
  await measure(
    "sign-up until activated",
    people.length,
    each(({ name, browser }) => signUp(site, browser, name)),
  );
  await measure(
    "log-in",
    people.length,
    each(({ name, browser }) => logIn(browser, name)),
  );
  await measure(
    "upload of 300 kB",
    people.length,
    each(({ browser }) => browser.fill(paths.documents(), {}, { cv: [aPdf("CV.pdf", DOCUMENT_BYTES)] })),
  );
  await measure(
    "saved search",
    people.length,
    each(({ browser }) => browser.fill(paths.saveSearch(search()), { name: "Ma recherche" })),
  );
  await measure(
    "page of a candidate",
    people.length,
    each(({ browser }) => browser.get(paths.savedSearches())),
  );
}

async function measureAlerts(
  site: MeasuredSite,
  meter: Meter,
  measure: Measure,
  costs: Record<string, Cost>,
): Promise<void> {
  // Queues know the real time only: ticks keep to it, but for the next night.
  const tick = (ahead = 0) => site.tick(new Date(Date.now() + ahead));
  // The first ticks have everything to do for the first time, a backup included.
  for (let time = 0; time < 12; time++) await tick();
  await settle(site, meter);
  await measure("quiet tick", 10, () => tick());
  const { miniflare } = site;
  await makeMembers(miniflare, { count: MEMBERS, postings: manyPostings(100), draw: drawer(2) });
  const quiet = costs["quiet tick"] as Cost;
  const ring = (cadence: string) => accounts(miniflare, `UPDATE saved_searches SET cadence = '${cadence}'`);
  const run = (name: string, ticks: number) =>
    measure(name, 1, async () => {
      for (let time = 0; time < ticks; time++) {
        await tick();
        await settle(site, meter);
      }
    });
  // Nobody is mailed at once: matching alone.
  await ring("weekly");
  await site.publish(manyPostings(10, 700_000));
  await run("matching run of 10 offers", 1);
  const searches = await count(miniflare, "saved_searches WHERE cadence IS NOT NULL");
  costs["saved search matched"] = shared(less(costs["matching run of 10 offers"], quiet), searches);
  await ring("immediate");
  await site.publish(manyPostings(60, 600_000));
  await run("alerts of 60 offers", 3);
  const mails = await count(miniflare, "mails WHERE state = 'sent'");
  console.log(`${searches} saved searches, ${mails} mails, ${await count(miniflare, "mailed_offers")} offers told`);
  costs["alert mail"] = shared(less(costs["alerts of 60 offers"], times(quiet, 3)), mails);
  // What is due by the next morning is written before.
  await ring("weekly");
  await measure("night of backup", 1, async () => {
    for (let time = 0; time < 3; time++) await tick(24 * HOUR);
  });
  const rows = await tableRows(site);
  costs["1,000 rows backed up"] = shared(less(costs["night of backup"], times(quiet, 3)), rows / 1_000);
}

/** Rows of both databases, full-text indexes aside. */
async function tableRows({ miniflare }: MeasuredSite): Promise<number> {
  const list =
    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'";
  let rows = 0;
  for (const binding of ["ACCOUNTS", "CATALOGUE"]) {
    const db = await miniflare.getD1Database(binding, "web");
    for (const { name } of (await db.prepare(list).all<{ name: string }>()).results) {
      rows += (await db.prepare(`SELECT count(*) AS n FROM "${name}"`).first<number>("n")) ?? 0;
    }
  }
  return rows;
}

const count = async (miniflare: Miniflare, from: string) =>
  Number((await accounts(miniflare, `SELECT count(*) AS n FROM ${from}`))[0]?.n);

const times = (cost: Cost, count: number): Cost => shared(cost, 1 / count);

function less(cost: Cost | undefined, part: Cost): Cost {
  if (!cost) throw new Error("not measured");
  const keys = Object.keys(part) as (keyof Cost)[];
  return Object.fromEntries(keys.map((key) => [key, Math.max(0, cost[key] - part[key])])) as Cost;
}

const accounts = async (miniflare: Miniflare, sql: string) =>
  (await (await miniflare.getD1Database("ACCOUNTS", "web")).prepare(sql).all()).results;

function shared(cost: Cost | undefined, among: number): Cost {
  if (!cost) throw new Error("not measured");
  return Object.fromEntries(Object.entries(cost).map(([key, value]) => [key, value / among])) as Cost;
}

async function costOf(site: MeasuredSite, meter: Meter, times: number, act: (time: number) => Promise<unknown>) {
  const before = await meter.read(site.miniflare);
  const core = watchCore(site.pid);
  await Promise.all([site.web.startProfile(), site.alerts.startProfile()]);
  for (let time = 0; time < times; time++) await act(time);
  await settle(site, meter);
  const cpu = await Promise.all([site.web.stopProfile(), site.alerts.stopProfile()]);
  const after = await meter.read(site.miniflare);
  const cost = { ...between(before, after), cpuMs: (cpu[0] + cpu[1]) * core() };
  return shared(cost, times);
}

/** Waits until the queues are empty and what answers left behind is written. */
async function settle(site: MeasuredSite, meter: Meter): Promise<void> {
  let batches = -1;
  for (;;) {
    const { alerts } = await meter.read(site.miniflare);
    if (alerts === batches) return;
    batches = alerts;
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
  }
}

/**
 * Watches the thread of workerd that runs most. A profile counts the time in which others had the core too.
 * @returns asked at the end: the share of its time in which it had a core
 */
function watchCore(pid: string): () => number {
  const before = threadTimes(pid);
  return () => {
    const since = [...threadTimes(pid)].map(([thread, { ran, waited }]) => {
      const begin = before.get(thread) ?? { ran: 0, waited: 0 };
      return { ran: ran - begin.ran, waited: waited - begin.waited };
    });
    const { ran, waited } = since.reduce((most, each) => (each.ran > most.ran ? each : most));
    return ran / (ran + waited);
  };
}
