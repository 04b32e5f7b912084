import { runStalledAlerts } from "./stalled-alerts.ts";
import { runStalledSite } from "./stalled-site.ts";

/**
 * The proof that the site answers while D1 does not: pages under load, then the alerts, on a D1 that fails. D1 hangs
 * for 80 s as it does in life. The hour without D1 is a minute of the pages, whose clock runs sixty times as fast, and
 * sixty ticks of the cron.
 * @returns whether nothing was lost, doubled, or answered by an error
 */
export async function proveStalls(seed: number): Promise<boolean> {
  const pages = await runStalledSite(
    { rate: 50, seed },
    [
      { name: "well", state: { is: "well" }, seconds: 30 },
      { name: "1 % of calls fail", state: { is: "flaky", perThousand: 10 }, seconds: 60 },
      { name: "hangs 80 s", state: { is: "hangs", ms: 80_000 }, seconds: 80 },
      { name: "read-only", state: { is: "read-only" }, seconds: 30 },
      { name: "gone for an hour", state: { is: "gone" }, seconds: 60 },
    ],
    console.log,
  );
  const alerts = await runStalledAlerts(
    seed,
    [
      { name: "1 % of calls fail", state: { is: "flaky", perThousand: 10 }, rounds: 12, ticks: 10 },
      { name: "hangs 80 s", state: { is: "hangs", ms: 80_000 }, rounds: 1, ticks: 2 },
      { name: "read-only", state: { is: "read-only" }, rounds: 4, ticks: 10 },
      { name: "gone for an hour", state: { is: "gone" }, rounds: 2, ticks: 60 },
    ],
    console.log,
  );

  console.log(`\n### Stalls of D1: pages at 50 requests a second, seed ${seed}\n`);
  console.log(
    "| D1 | calls, failed | seen before: fresh, stale, **failed** | never seen: answered, told when, **failed** | forms: taken, kept, **failed** | p50, p99 ms |\n| --- | --- | --- | --- | --- | --- |",
  );
  for (const { name, calls, faults, seen, unseen, forms, p50, p99 } of pages) {
    console.log(
      `| ${name} | ${calls}, ${faults} | ${seen.fresh}, ${seen.stale}, **${seen.failed}** | ${unseen.answered}, ${unseen.told}, **${unseen.failed}** | ${forms.taken}, ${forms.kept}, **${forms.failed}** | ${p50}, ${p99} |`,
    );
  }
  console.log("\n### Stalls of D1: alerts\n\n| D1 | calls, failed | mails | **lost** | **doubled** | **other** |");
  console.log("| --- | --- | --- | --- | --- | --- |");
  for (const { name, calls, faults, mails, lost, doubled, other } of alerts.rows) {
    console.log(`| ${name} | ${calls}, ${faults} | ${mails} | ${lost} | ${doubled} | ${other} |`);
  }
  for (const { what, detail } of alerts.violations) console.error(`${what}: ${detail}`);
  const failed = pages.some(({ seen, unseen, forms }) => seen.failed + unseen.failed + forms.failed > 0);
  return !failed && alerts.violations.length === 0;
}
