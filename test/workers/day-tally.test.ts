import { env } from "cloudflare:workers";
import { beforeEach, expect, test } from "vitest";
import { openDayTally } from "#app/services/operations/day-tally.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import { findDayCounts } from "#db/catalogue/operations/day-counts.ts";
import { noteIncident, takeIncidents } from "#db/d1/incidents.ts";
import { breaking } from "#test/support/faults.ts";

const catalogue = openCatalogue(env.CATALOGUE);
const at = (seconds: number) => new Date(Date.parse("2026-11-25T12:00:00Z") + seconds * 1000);

beforeEach(async () => {
  takeIncidents();
  await catalogue.run("DELETE FROM day_counts");
  await catalogue.run("DELETE FROM cursors");
});

/** An isolate whose writes begin when the test says so, over a database that may break. */
function anIsolate(faults = breaking(Number.POSITIVE_INFINITY, "before")) {
  const waiting: (() => void)[] = [];
  const works: Promise<unknown>[] = [];
  const points: AnalyticsEngineDataPoint[] = [];
  const tally = openDayTally(() => new Promise((resolve) => waiting.push(resolve)));
  return {
    answer: (seconds: number, error?: string) =>
      tally.count([{ kind: "requests" }, ...(error ? [{ kind: "errors", about: error } as const] : [])], {
        catalogue: () => openCatalogue(faults.d1(env.CATALOGUE)),
        analytics: { writeDataPoint: (point) => points.push(point ?? {}) },
        now: at(seconds),
        waitUntil: (work) => works.push(work),
      }),
    write: async () => {
      for (const begin of waiting.splice(0)) begin();
      await Promise.all(works.splice(0));
    },
    waiting: () => waiting.length,
    points,
  };
}

const counted = async () =>
  Object.fromEntries((await findDayCounts(catalogue, "2026-11-25")).map(({ kind, count }) => [kind, count]));

test("a busy isolate writes once a minute, and loses nothing between", async () => {
  const isolate = anIsolate();
  isolate.answer(0, "routes/offers/offer");
  await isolate.write();
  for (let second = 1; second < 60; second++) isolate.answer(second);
  expect(isolate.waiting()).toBe(0);
  isolate.answer(60);
  expect(isolate.waiting()).toBe(1);
  await isolate.write();
  expect(await counted()).toEqual({ requests: 61, errors: 1 });
  expect(isolate.points).toEqual([
    { indexes: ["requests"], blobs: ["requests", ""], doubles: [1] },
    { indexes: ["errors"], blobs: ["errors", "routes/offers/offer"], doubles: [1] },
    { indexes: ["requests"], blobs: ["requests", ""], doubles: [60] },
  ]);
});

test.each(["before", "after"] as const)(
  "what the database did not take %s applying it is kept for an hour without it, and added once",
  async (moment) => {
    const isolate = anIsolate(breaking(1, moment));
    isolate.answer(0);
    await isolate.write();
    isolate.answer(3600);
    await isolate.write();
    expect(await counted()).toEqual({ requests: 2 });
  },
);

test("retries, stalls and circuits that opened are counted with the next answer, by database", async () => {
  noteIncident("retries", "accounts");
  noteIncident("retries", "accounts");
  noteIncident("circuit-openings", "catalogue");
  const isolate = anIsolate();
  isolate.answer(0);
  await isolate.write();
  expect(await counted()).toEqual({ requests: 1, "d1-retries": 2, "d1-circuit-openings": 1 });
});
