import { bundleDriver } from "./machine.ts";
import { type HistoryReport, openRun } from "./run.ts";

/** Kills between two drains. After a drain, all alerts must be delivered. */
const KILLS_A_DRAIN = 10;
/** Kills in one history, after which a new one begins: a long one has more to read back after each kill. */
const KILLS_A_HISTORY = 500;
/** Seeds of histories: each history also uses the next ones for itself. */
const SEEDS_APART = 1_000;

export type Report = HistoryReport & { seed: number; seconds: number };

/**
 * Simulates candidates, employers, the cron, the queue and the mail provider, kills workerd repeatedly, and checks the
 * delivered alerts. The acts follow from the seed; the exact instants of the kills do not.
 * @param histories how many run beside each other, each with databases, people and a provider of its own: while one
 * waits for the instant of a kill, the others use the processors
 * @param say gets lines of progress
 */
export async function runFaults(
  { kills, seed, histories }: { kills: number; seed: number; histories: number },
  say: (line: string) => void = () => {},
): Promise<Report> {
  const begin = performance.now();
  bundleDriver();
  const many = Math.max(histories, Math.ceil(kills / KILLS_A_HISTORY));
  const left = Array.from({ length: many }, (_, index) => ({
    index,
    kills: Math.floor(kills / many) + (index < kills % many ? 1 : 0),
  }));
  const reports: HistoryReport[] = [];
  const runOn = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const { index, kills } = next;
      const run = await openRun(seed + index * SEEDS_APART);
      try {
        reports.push(await runHistory(run, kills, (line) => say(`history ${index + 1} of ${many}: ${line}`)));
      } finally {
        await run.close();
      }
    }
  };
  await Promise.all(Array.from({ length: histories }, runOn));
  return { ...addReports(reports), seed, seconds: Math.round((performance.now() - begin) / 1000) };
}

type Run = Awaited<ReturnType<typeof openRun>>;

async function runHistory(run: Run, kills: number, say: (line: string) => void): Promise<HistoryReport> {
  await run.populate();
  await run.settle();
  for (let kill = 1; kill <= kills; kill++) {
    await run.era();
    if (kill % KILLS_A_DRAIN === 0 || kill === kills) await run.settle();
    if (kill % 100 === 0)
      say(`${kill} kills, ${run.provider.accepted.size} mails, ${run.violations.length} violations`);
    if (run.violations.length > 20) break;
  }
  return run.report();
}

function addReports(reports: HistoryReport[]): HistoryReport {
  const sum = (count: (report: HistoryReport) => number) => reports.reduce((total, each) => total + count(each), 0);
  const merge = (counts: (report: HistoryReport) => Record<string, number>) => {
    const names = [...new Set(reports.flatMap((report) => Object.keys(counts(report))))].sort();
    return Object.fromEntries(names.map((name) => [name, sum((report) => counts(report)[name] ?? 0)]));
  };
  return {
    kills: merge(({ kills }) => kills),
    acts: merge(({ acts }) => acts),
    answers: merge(({ answers }) => answers),
    offers: sum(({ offers }) => offers),
    mails: sum(({ mails }) => mails),
    told: sum(({ told }) => told),
    sliced: sum(({ sliced }) => sliced),
    readdressed: sum(({ readdressed }) => readdressed),
    violations: reports.flatMap(({ violations }) => violations),
  };
}
