import { expect, test } from "vitest";
import { runFaults } from "./run.ts";

test("a hundred kills of workerd lose no alert but one that was being handed over, double none, and send none to the wrong person", async () => {
  const { violations, mails, told, unseen, kills } = await runFaults({ kills: 100, seed: 7 });
  expect(violations).toEqual([]);
  // Between the mark and the call is a millisecond.
  expect(unseen).toBeLessThanOrEqual(2);
  // The run did what it is there for.
  expect(Object.values(kills).reduce((sum, count) => sum + count)).toBe(100);
  expect(mails).toBeGreaterThan(50);
  expect(told).toBeGreaterThan(mails);
}, 600_000);
