import { type D1State, startFaultyD1 } from "#test/support/faulty-d1.ts";
import { drawer } from "#workers/local/demonstration/random.ts";
import { bundleDriver } from "./machine.ts";
import { openRun } from "./run.ts";

export type Stall = { name: string; state: D1State; rounds: number; ticks: number };

type AlertsRow = {
  name: string;
  calls: number;
  faults: number;
  mails: number;
  lost: number;
  doubled: number;
  other: number;
};

/**
 * Lets the cron and the queue work while their databases fail in each of these ways, then while they work, and judges
 * what was delivered.
 */
export async function runStalledAlerts(seed: number, stalls: Stall[], say: (line: string) => void = () => {}) {
  bundleDriver();
  const { below } = drawer(seed + 2);
  const d1 = await startFaultyD1(() => below(1_000_000) / 1_000_000);
  const run = await openRun(seed, d1.between);
  const rows: AlertsRow[] = [];
  try {
    await run.populate();
    await run.settle();
    for (const { name, state, rounds, ticks } of stalls) {
      const before = { calls: 0, faults: 0, mails: run.report().mails, violations: run.violations.length };
      for (let round = 0; round < rounds; round++) {
        const counted = { calls: d1.calls, faults: d1.faults };
        await run.eraOf(ticks, (begun) => {
          d1.state = begun ? state : { is: "well" };
        });
        before.calls += d1.calls - counted.calls;
        before.faults += d1.faults - counted.faults;
        await run.settle();
      }
      const found = run.violations.slice(before.violations);
      const count = (...what: string[]) => found.filter((each) => what.includes(each.what)).length;
      const [lost, doubled] = [count("lost"), count("doubled")];
      const { calls, faults } = before;
      const mails = run.report().mails - before.mails;
      rows.push({ name, calls, faults, mails, lost, doubled, other: found.length - lost - doubled });
      say(`${name}: ${calls} calls, ${faults} faults, ${mails} mails, ${found.length} violations`);
    }
    return { rows, violations: run.violations };
  } finally {
    await run.close();
    await d1.stop();
  }
}
