import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { holds, LIMITS, type Measured, startLoaded } from "./measure.ts";
import { printBurst, printKinds, printMeanwhile, printMemory, printRates } from "./tables.ts";

const RATES = "200";
const SECONDS = 600;
const BURST = 2_000;
const WARM_UP = { perSecond: 25, seconds: 30, withLarge: false };
const BISECTIONS = 5;
const BISECTION_SECONDS = 60;
/** Files that a process has open beside the connections of a burst. */
const OTHER_FILES = 1_000;

/**
 * How the built site bears visits that come at a rate, whatever it answers, while people who are logged in read and
 * send forms, feeds are imported, and alerts are matched and mailed; then a burst of connections; then the highest rate
 * that it bears. `--rates 25,50`, `--seconds 10`, `--burst 100`, `--seed 2`: the same seed, rates and seconds ask the same.
 */
export async function benchLoad(args: string[]): Promise<void> {
  const string = { type: "string" } as const;
  const options = { rates: string, seconds: string, burst: string, seed: string };
  const { values } = parseArgs({ args, options });
  const rates = (values.rates ?? RATES).split(",").map(Number);
  const [seconds, burst] = [Number(values.seconds ?? SECONDS), Number(values.burst ?? BURST)];
  requireFiles(burst);
  const site = await startLoaded(Number(values.seed ?? 1));
  try {
    await site.measure({ ...WARM_UP, seconds: Math.min(seconds, WARM_UP.seconds) });
    const measured: Measured[] = [];
    for (const perSecond of rates) measured.push(await site.measure({ perSecond, seconds, withLarge: true }));
    const title = `Visits at a rate, ${seconds} s each`;
    for (const print of [printRates, printKinds, printMeanwhile, printMemory]) print(title, measured);
    printBurst(await site.burst(burst));
    const step = { seconds: Math.min(seconds, BISECTION_SECONDS), withLarge: false };
    const { most, tried } = await highestRate(rates[0] ?? 1, (perSecond) => site.measure({ ...step, perSecond }));
    const bisection = `The highest rate that holds, ${step.seconds} s each`;
    for (const print of [printRates, printKinds, printMeanwhile]) print(bisection, tried);
    console.log(
      `The highest rate with p95 under ${LIMITS.p95} ms, p99 under ${LIMITS.p99} ms and no failure: ${most}/s.`,
    );
  } finally {
    const said = [...site.events].map(([event, times]) => `${event} ${times}`).sort();
    console.log(`Events that the workers logged: ${said.join(", ")}.`);
    await site.stop();
  }
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

/** @throws when this process, and so the workerd that it starts, may not open so many connections */
function requireFiles(connections: number): void {
  const limits = readFileSync("/proc/self/limits", "utf8");
  const most = Number(/Max open files\s+(\d+)/.exec(limits)?.[1]);
  const needed = connections + OTHER_FILES;
  if (most < needed) throw new Error(`Only ${most} files may be open: run « ulimit -n ${needed} » first.`);
}
