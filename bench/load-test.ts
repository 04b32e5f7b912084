import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { Posting } from "#app/domain/offers/posting.ts";
import { paths } from "#app/paths.ts";
import { demonstrationPostings } from "#workers/local/demonstration/postings.ts";
import { drawer, seededRandom } from "#workers/local/demonstration/random.ts";
import { makeMembers } from "./members.ts";
import { type Answer, openLoop } from "./open-loop.ts";
import { importBody, startBench } from "./site.ts";
import { TODAY } from "./synthetic.ts";
import { printTable } from "./table.ts";
import { percentile } from "./times.ts";
import { KINDS, type Visit, visitDrawer } from "./visits.ts";
import { withMemory } from "./workerd.ts";

const OFFERS = 10_000;
const IMPORTED = 5_000;
const MEMBERS = 60;
const RATES = "25,50,100,200";
const SECONDS = 60;
/** A rate holds when p95 stays under this time, in milliseconds, and at most this share of the requests fails. */
const LIMIT_MS = 250;
const MOST_ERRORS = 0.001;
const BISECTIONS = 5;
const BISECTION_SECONDS = 20;
/** The site is left alone between two rates, at least so long, so that one does not pay for the other. */
const QUIET_MS = 5_000;
const MOST_RECOVERY_SECONDS = 300;

type Measured = {
  perSecond: number;
  visits: Visit[];
  /** When each visit was due, in milliseconds after the beginning. */
  due: number[];
  /** In the order of the visits. */
  answers: Answer[];
  /** How long the import took; null when there was none. */
  imported: Import | null;
  /** How long after the last answer the site was prompt again: it may still work for people who have left. */
  recoverySeconds: number;
  /** The most that workerd had, in MB. */
  memory: number;
};

type Import = { seconds: number; failed: boolean };

/**
 * How the built site bears visits that come at a rate, whatever it answers, while an import edits half of the offers;
 * and the highest rate that it bears well, with such an import and without. `--rates 25,50`, `--seconds 10`, `--seed 2`:
 * the same seed, rates and seconds ask the same.
 */
export async function benchLoad(args: string[]): Promise<void> {
  const string = { type: "string" } as const;
  const { values } = parseArgs({ args, options: { rates: string, seconds: string, seed: string } });
  const rates = (values.rates ?? RATES).split(",").map(Number);
  const seconds = Number(values.seconds ?? SECONDS);
  const site = await startSite(Number(values.seed ?? 1));
  try {
    await site.measure({ perSecond: 10, seconds: 5, importing: false });
    const measured: Measured[] = [];
    for (const perSecond of rates) measured.push(await site.measure({ perSecond, seconds, importing: true }));
    printRates(measured, seconds);
    for (const importing of [true, false]) {
      const step = { seconds: Math.min(seconds, BISECTION_SECONDS), importing };
      const { most, tried } = await highestRate(rates[0] ?? 1, (perSecond) => site.measure({ ...step, perSecond }));
      const meanwhile = importing
        ? `with an import of ${IMPORTED.toLocaleString("en")} meanwhile`
        : "without an import";
      printTable(
        `The highest rate with p95 under ${LIMIT_MS} ms, ${step.seconds} s each, ${meanwhile}`,
        [...HEAD, "holds"],
        tried.map((each) => [...cells(each), holds(each) ? "yes" : "no"]),
      );
      console.log(`The highest rate with p95 under ${LIMIT_MS} ms, ${meanwhile}: ${most} requests/s.`);
    }
  } finally {
    await site.stop();
  }
}

function holds({ answers }: Measured): boolean {
  const errors = answers.filter(({ error }) => error !== null).length;
  return percentile(timesOf(answers), 0.95) < LIMIT_MS && errors <= MOST_ERRORS * answers.length;
}

/**
 * Doubles the rate until it does not hold, then bisects.
 * @returns the highest rate that held, 0 for none; and all that was tried, by rate
 */
async function highestRate(first: number, measure: (perSecond: number) => Promise<Measured>) {
  const tried: Measured[] = [];
  const holdsAt = async (perSecond: number) => {
    const step = await measure(perSecond);
    tried.push(step);
    return holds(step);
  };
  let [most, high] = [0, first];
  while (await holdsAt(high)) [most, high] = [high, 2 * high];
  for (let step = 0; step < BISECTIONS && high - most > 1; step++) {
    const middle = Math.round((most + high) / 2);
    if (await holdsAt(middle)) most = middle;
    else high = middle;
  }
  return { most, tried: tried.sort((a, b) => a.perSecond - b.perSecond) };
}

type Step = { perSecond: number; seconds: number; importing: boolean };

/** The built product with offers and members, and how to measure a rate of visits. */
async function startSite(seed: number) {
  const [site, memory] = await withMemory(startBench);
  const postings = differentPostings(OFFERS);
  await site.publish(postings);
  const cookies = await makeMembers(site.miniflare, { count: MEMBERS, postings, draw: drawer(seed) });
  const draw = visitDrawer(drawer(seed), postings, cookies);
  const random = seededRandom(seed);
  let edition = 0;
  const measure = async ({ perSecond, seconds, importing }: Step): Promise<Measured> => {
    const visits = Array.from({ length: Math.round(perSecond * seconds) }, draw);
    // People come one by one, not at a beat.
    const due = visits.map(() => random() * seconds * 1_000).sort((a, b) => a - b);
    edition += 1;
    const body = importBody(edited(postings, edition));
    await pause(QUIET_MS);
    const most = watch(memory);
    const come = async () => {
      const scheduled = visits.map(({ path, headers }, index) => ({ at: due[index] ?? 0, path, headers }));
      const answers = await openLoop(site.origin, scheduled);
      return { answers, recoverySeconds: await recovery(site.origin) };
    };
    const [{ answers, recoverySeconds }, imported] = await Promise.all([
      come(),
      importing ? timeOf(() => site.send(body)) : null,
    ]);
    const step = { perSecond, visits, due, answers, imported, recoverySeconds, memory: most.stop() };
    console.log(`${perSecond} requests/s: p95 ${percentile(timesOf(answers), 0.95).toFixed(0)} ms`);
    return step;
  };
  return { measure, stop: site.stop };
}

/** Offers with the texts of the demonstration, each at an employer, a place and a date that make it a different one. */
function differentPostings(count: number): Posting[] {
  const models = demonstrationPostings(TODAY);
  return Array.from({ length: count }, (_, index) => {
    const text = models[index % models.length];
    const other = models[(index * 7 + Math.floor(index / models.length) * 31) % models.length];
    if (!text || !other) throw new Error("no demonstration offers");
    const { employer, country, department, city, level, startsOn } = other;
    const reference = `${text.reference.slice(0, 7)}${900_000 + index}`;
    return { ...text, employer, country, department, city, level, startsOn, reference, expiresOn: null };
  });
}

/** Every second offer, with a text that it has not had: the catalogue is as large after the import as before. */
function edited(postings: Posting[], edition: number): Posting[] {
  return postings
    .filter((_, index) => index % 2 === 0)
    .slice(0, IMPORTED)
    .map((posting) => ({ ...posting, description: `${posting.description ?? ""}<p>Version ${edition}</p>` }));
}

/**
 * How many seconds pass until the site answers a search, which is not cached, within the limit.
 * @throws when it has not after five minutes
 */
async function recovery(origin: string): Promise<number> {
  const start = performance.now();
  for (let seconds = 0; seconds < MOST_RECOVERY_SECONDS; seconds = (performance.now() - start) / 1_000) {
    const path = paths.offers(`q=reprise+${Math.round(performance.now())}`);
    const [answer] = await openLoop(origin, [{ at: 0, path, headers: {} }]);
    if (answer?.error === null && answer.ms < LIMIT_MS) return seconds;
    await pause(100);
  }
  throw new Error("the site does not recover, or workerd has ended");
}

/** How long an import takes. The reason of a failure is printed. */
async function timeOf(work: () => Promise<void>): Promise<Import> {
  const start = performance.now();
  const failed = await work().then(
    () => false,
    (error: Error) => {
      console.error(`The import failed: ${error.message.slice(0, 200)}`);
      return true;
    },
  );
  return { seconds: (performance.now() - start) / 1_000, failed };
}

/** Asks for the memory every second. @returns how to stop, which gives the most there was, or throws: workerd has ended */
function watch(memory: () => number): { stop: () => number } {
  let most = 0;
  const timer = setInterval(() => {
    try {
      most = Math.max(most, memory());
    } catch {
      clearInterval(timer);
    }
  }, 1_000);
  return {
    stop: () => {
      clearInterval(timer);
      return Math.max(most, memory());
    },
  };
}

function printRates(measured: Measured[], seconds: number): void {
  const offers = OFFERS.toLocaleString("en");
  const imported = IMPORTED.toLocaleString("en");
  printTable(
    `Visits at a rate, ${seconds} s each, ${offers} offers, an import of ${imported} meanwhile`,
    HEAD,
    measured.map(cells),
  );
  printTable(
    "The same visits by what they ask for: p95 in ms",
    ["page", "share %", ...measured.map(({ perSecond }) => `at ${perSecond}/s`)],
    KINDS.map((kind) => {
      const [first] = measured;
      const count = first?.visits.filter((visit) => visit.kind === kind).length ?? 0;
      const p95 = ({ visits, answers }: Measured) =>
        percentile(timesOf(answers.filter((_, index) => visits[index]?.kind === kind)), 0.95).toFixed(0);
      return [kind, ((100 * count) / (first?.visits.length ?? 1)).toFixed(0), ...measured.map(p95)];
    }),
  );
}

const HEAD = [
  ...["requests/s", "requests", "5xx", "resets", "time-outs", "p50 ms", "p95 ms", "p99 ms"],
  ...["import s", "p95 ms while it ran", "p95 ms without it", "prompt again after s", "left late, p99 ms"],
  "workerd MB",
];

function cells({ perSecond, due, answers, imported, recoverySeconds, memory }: Measured): string[] {
  const failed = (error: Answer["error"]) => String(answers.filter((answer) => answer.error === error).length);
  const late = answers.map(({ lateMs }) => lateMs).sort((a, b) => a - b);
  const isMeanwhile = (index: number) => (due[index] ?? 0) < 1_000 * (imported?.seconds ?? 0);
  const p95 = (some: Answer[]) => (some.length === 0 ? "" : percentile(timesOf(some), 0.95).toFixed(0));
  return [
    String(perSecond),
    String(answers.length),
    ...[failed("5xx"), failed("reset"), failed("time-out")],
    ...[0.5, 0.95, 0.99].map((share) => percentile(timesOf(answers), share).toFixed(0)),
    imported ? `${imported.seconds.toFixed(1)}${imported.failed ? ", failed" : ""}` : "",
    p95(answers.filter((_, index) => isMeanwhile(index))),
    p95(answers.filter((_, index) => !isMeanwhile(index))),
    recoverySeconds.toFixed(1),
    percentile(late, 0.99).toFixed(1),
    String(memory),
  ];
}

/** Milliseconds, ascending. What failed counts with the time until it did. */
function timesOf(answers: Answer[]): number[] {
  return answers.map(({ ms }) => ms).sort((a, b) => a - b);
}
