import { expect, test } from "vitest";
import { runStalledAlerts } from "./stalled-alerts.ts";
import { runStalledSite } from "./stalled-site.ts";

test("a page that was seen is never an error, whatever D1 does, and a form is taken or kept", async () => {
  const rows = await runStalledSite({ rate: 20, seed: 7 }, [
    { name: "fails now and then", state: { is: "flaky", perThousand: 50 }, seconds: 2 },
    { name: "hangs", state: { is: "hangs", ms: 3_000 }, seconds: 3 },
  ]);
  for (const { name, seen, unseen, forms } of rows) {
    expect([seen.failed, unseen.failed, forms.failed], name).toEqual([0, 0, 0]);
  }
  expect(rows.at(-1)?.seen.stale).toBeGreaterThan(0);
});

test("whatever D1 does, no alert is lost and none is told twice", async () => {
  const { rows, violations } = await runStalledAlerts(7, [
    { name: "fails now and then", state: { is: "flaky", perThousand: 100 }, rounds: 1, ticks: 3 },
    { name: "gone", state: { is: "gone" }, rounds: 1, ticks: 2 },
  ]);
  expect(violations).toEqual([]);
  for (const { name, faults } of rows) expect(faults, name).toBeGreaterThan(0);
  expect(rows.reduce((sum, { mails }) => sum + mails, 0)).toBeGreaterThan(0);
});
