import { setTimeout as pause } from "node:timers/promises";
import { paths } from "#app/paths.ts";
import { AS_DEPLOYED } from "#test/support/site.ts";
import { drawer, seededRandom } from "#workers/local/demonstration/random.ts";
import { startBench } from "../site.ts";
import { percentile } from "../times.ts";
import { memoryOf, threadTimes, withWorkerd } from "../workerd.ts";
import { type Meanwhile, openAlerts, workMeanwhile } from "./meanwhile.ts";
import { differentPostings, feedOf } from "./offers.ts";
import { type Answer, openLoop } from "./open-loop.ts";
import { makePeople } from "./people.ts";
import { type Visit, visitDrawer } from "./visits.ts";

export const OFFERS = 10_000;
/** What holds: p95 and p99 under these times in milliseconds, and no failure. */
export const LIMITS = { p95: 250, p99: 600 };
/** The site is left alone between two rates, at least so long, so that one does not pay for the other. */
const QUIET_MS = 5_000;
const MOST_RECOVERY_SECONDS = 300;

export type Measured = {
  perSecond: number;
  visits: Visit[];
  /** When each visit was due, in milliseconds after the beginning. */
  due: number[];
  /** In the order of the visits. */
  answers: Answer[];
  meanwhile: Meanwhile;
  /** How long after the last answer the site was prompt again; infinite when it was not within five minutes. */
  recoverySeconds: number;
  /** The memory of workerd each second, in MB. */
  memory: number[];
  /** How many cores workerd kept busy, and its busiest thread. */
  cores: { all: number; busiest: number };
};

export type Burst = { answers: Answer[]; answeredSeconds: number; recoverySeconds: number; memory: number };

type Step = { perSecond: number; seconds: number; withLarge: boolean };

/** The built product as it is deployed, with offers and people, and how to measure a rate of visits, or a burst. */
export async function startLoaded(seed: number) {
  const events = new Map<string, number>();
  const onLog = (printed: string) => {
    for (const [, event = ""] of printed.matchAll(/"event":"([^"]+)"/g))
      events.set(event, (events.get(event) ?? 0) + 1);
  };
  const [site, pid] = await withWorkerd(() => startBench({ settings: AS_DEPLOYED, onLog }));
  const postings = differentPostings(OFFERS);
  console.log("Publishing offers, and making people…");
  await site.publish(postings);
  const people = await makePeople(site, postings, drawer(seed));
  const alerts = await openAlerts(site);
  const files = await filesOfTheBuild(site.origin, postings[0]?.reference ?? "");
  const draw = visitDrawer(drawer(seed), { postings, people, files });
  const feed = feedOf(postings);
  const random = seededRandom(seed);
  const measure = async ({ perSecond, seconds, withLarge }: Step): Promise<Measured> => {
    const visits = Array.from({ length: Math.round(perSecond * seconds) }, draw);
    // People come one by one, not at a beat.
    const due = visits.map(() => random() * seconds * 1_000).sort((a, b) => a - b);
    await pause(QUIET_MS);
    const watched = watch(pid);
    const come = async () => {
      const answers = await openLoop(
        site.origin,
        visits.map((visit, index) => ({ ...visit, at: due[index] ?? 0 })),
      );
      const { memory, cores } = watched.stop();
      return { answers, memory, cores, recoverySeconds: await recovery(site.origin) };
    };
    const [came, meanwhile] = await Promise.all([come(), workMeanwhile({ site, alerts, seconds, feed, withLarge })]);
    const step = { perSecond, visits, due, meanwhile, ...came };
    const [p50, p95, p99] = percentilesOf(step.answers);
    const failed = step.answers.filter(({ failure }) => failure).length;
    console.log(`${perSecond} requests/s: p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms, ${failed} failed`);
    return step;
  };
  /** So many people at once, each over a connection of her own. */
  const burst = async (connections: number): Promise<Burst> => {
    const visits = Array.from({ length: connections }, draw);
    await pause(QUIET_MS);
    const start = performance.now();
    const watched = watch(pid);
    const answers = await openLoop(
      site.origin,
      visits.map((visit) => ({ ...visit, at: 0 })),
    );
    const answeredSeconds = (performance.now() - start) / 1_000;
    const recoverySeconds = answeredSeconds + (await recovery(site.origin));
    return { answers, answeredSeconds, recoverySeconds, memory: Math.max(...watched.stop().memory) };
  };
  return { measure, burst, events, stop: site.stop };
}

export function holds({ answers }: Measured): boolean {
  const [, p95 = 0, p99 = 0] = percentilesOf(answers);
  return p95 < LIMITS.p95 && p99 < LIMITS.p99 && answers.every(({ failure }) => failure === null);
}

/** p50, p95 and p99 in milliseconds. What failed counts with the time until it did. */
export function percentilesOf(answers: Answer[]): number[] {
  const times = answers.map(({ ms }) => ms).sort((a, b) => a - b);
  return [0.5, 0.95, 0.99].map((share) => Math.round(percentile(times, share)));
}

/** The files that the pages most read name. */
async function filesOfTheBuild(origin: string, reference: string): Promise<string[]> {
  const pages = [paths.home(), paths.offers(), paths.offer(reference)];
  const read = pages.map(async (path) => (await fetch(origin + path)).text());
  return [...new Set((await Promise.all(read)).join().match(/\/assets\/[\w./-]+\.(?:css|js|woff2|svg)/g))];
}

/** How many seconds pass until the site answers a search, which is not cached, within the limit of p95. */
async function recovery(origin: string): Promise<number> {
  const start = performance.now();
  for (let seconds = 0; seconds < MOST_RECOVERY_SECONDS; seconds = (performance.now() - start) / 1_000) {
    const path = paths.offers(`q=reprise+${Math.round(performance.now())}`);
    const [answer] = await openLoop(origin, [{ at: 0, path, headers: {} }]);
    if (answer?.failure === null && answer.ms < LIMITS.p95) return seconds;
    await pause(100);
  }
  return Number.POSITIVE_INFINITY;
}

/** Notes the memory of workerd each second, and prints it each minute. `stop` throws when workerd has ended. */
function watch(pid: string) {
  const start = performance.now();
  const [memory, before] = [[memoryOf(pid)], threadTimes(pid)];
  const timer = setInterval(() => {
    try {
      memory.push(memoryOf(pid));
      if (memory.length % 60 === 0) console.log(`minute ${memory.length / 60}: ${memory.at(-1)} MB`);
    } catch {
      clearInterval(timer);
    }
  }, 1_000);
  const stop = () => {
    clearInterval(timer);
    const elapsed = performance.now() - start;
    const shares = [...threadTimes(pid)].map(([thread, { ran }]) => (ran - (before.get(thread)?.ran ?? 0)) / elapsed);
    return { memory, cores: { all: shares.reduce((sum, share) => sum + share, 0), busiest: Math.max(...shares) } };
  };
  return { stop };
}
