import { expect, test } from "vitest";
import { runFaults } from "./run.ts";

test("forty kills of workerd lose no alert, double none, and send none to the wrong person", async () => {
  const { violations, mails, told, kills } = await runFaults({ kills: 40, seed: 7 });
  expect(violations).toEqual([]);
  // The run really killed workerd and sent mails.
  expect(Object.values(kills).reduce((sum, count) => sum + count)).toBe(40);
  expect(mails).toBeGreaterThan(25);
  expect(told).toBeGreaterThan(mails);
}, 600_000);
