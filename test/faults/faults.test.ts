import { expect, test } from "vitest";
import { runFaults } from "./histories.ts";

test("a hundred kills of workerd lose no alert, double none, and send none to the wrong person", async () => {
  const { violations, mails, told, kills } = await runFaults({ kills: 100, seed: 7, histories: 2 });
  expect(violations).toEqual([]);
  // The run really killed workerd and sent mails.
  expect(Object.values(kills).reduce((sum, count) => sum + count)).toBe(100);
  expect(mails).toBeGreaterThan(50);
  expect(told).toBeGreaterThan(mails);
}, 600_000);
