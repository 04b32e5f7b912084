import { expect, test } from "vitest";
import { runFuzz } from "#test/fuzz/run.ts";

/** Half a minute on two idle cores, a minute beside other tests. `npm run fuzz` sends as many as it is told. */
const REQUESTS = 4_000;

test("whatever is sent to whatever route, by whomever: no error of ours, nothing of the inside, every security header", async () => {
  const { failures, statuses } = await runFuzz({ requests: REQUESTS, seed: 1 });
  expect(failures).toEqual([]);
  // Most requests reach a page: otherwise nothing was tried.
  expect(statuses["200"]).toBeGreaterThan(REQUESTS / 10);
  expect(statuses["422"]).toBeGreaterThan(10);
}, 180_000);
