import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { openOfferTally, type Seen } from "#app/services/publishing/offer-tally.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import { publishPostings } from "#test/support/alerts/alerts.ts";
import { breaking } from "#test/support/faults.ts";
import { aPosting } from "#test/support/postings.ts";

const catalogue = openCatalogue(env.CATALOGUE);
const REFERENCE = "S-2026-000001";
const VIEWED: Seen = { reference: REFERENCE, kind: "viewed" };
const CHOSEN: Seen = { reference: REFERENCE, kind: "contact-shown", reported: true };
const at = (seconds: number) => new Date(Date.parse("2026-11-25T12:00:00Z") + seconds * 1000);

beforeAll(() => publishPostings({ catalogue }, [aPosting({ reference: REFERENCE })], at(0)));
beforeEach(async () => {
  await catalogue.run("DELETE FROM offer_counts");
  await catalogue.run("DELETE FROM cursors");
});

/** An isolate whose writes begin when the test says so, over a database that may break. */
function anIsolate(faults = breaking(Number.POSITIVE_INFINITY, "before")) {
  const waiting: (() => void)[] = [];
  const works: Promise<unknown>[] = [];
  const tally = openOfferTally(() => new Promise((resolve) => waiting.push(resolve)));
  return {
    see: (seen: Seen, seconds = 0) =>
      tally.count(seen, {
        catalogue: () => openCatalogue(faults.d1(env.CATALOGUE)),
        now: at(seconds),
        waitUntil: (work) => works.push(work),
      }),
    /** How many requests wait to write. */
    waiting: () => waiting.length,
    write: async () => {
      for (const begin of waiting.splice(0)) begin();
      await Promise.all(works.splice(0));
    },
    calls: faults.calls,
  };
}

const counted = async () =>
  Object.fromEntries(
    (await catalogue.all<{ kind: string; count: number }>("SELECT kind, count FROM offer_counts")).map(
      ({ kind, count }) => [kind, count],
    ),
  );

test("what many requests see is written by one call, and nothing before it is time", async () => {
  const isolate = anIsolate();
  for (let visit = 0; visit < 100; visit++) isolate.see(VIEWED, visit / 25);
  isolate.see({ reference: REFERENCE, kind: "kept" }, 4);
  expect(isolate.waiting()).toBe(1);
  expect(await counted()).toEqual({});
  await isolate.write();
  expect(await counted()).toEqual({ viewed: 100, kept: 1 });
  expect(isolate.calls()).toBe(1);
});

test("what is seen after a write is written by the next one", async () => {
  const isolate = anIsolate();
  isolate.see(VIEWED);
  await isolate.write();
  isolate.see(VIEWED, 10);
  isolate.see(VIEWED, 11);
  await isolate.write();
  expect(await counted()).toEqual({ viewed: 3 });
});

test("two isolates add to the same counts", async () => {
  const [one, two] = [anIsolate(), anIsolate()];
  one.see(VIEWED);
  two.see(VIEWED);
  await Promise.all([one.write(), two.write()]);
  expect(await counted()).toEqual({ viewed: 2 });
});

test.each(["before", "after"] as const)(
  "a write that fails %s it is applied is made once, with the next",
  async (moment) => {
    const isolate = anIsolate(breaking(1, moment));
    isolate.see(VIEWED);
    await isolate.write();
    expect(await counted()).toEqual(moment === "before" ? {} : { viewed: 1 });
    isolate.see(VIEWED, 10);
    await isolate.write();
    expect(await counted()).toEqual({ viewed: 2 });
  },
);

test("a write that another request repeats meanwhile, because it is slow, is made once", async () => {
  let again: () => Promise<void> = async () => {};
  const isolate = anIsolate(breaking(1, "late", () => again()));
  isolate.see(VIEWED);
  again = async () => {
    isolate.see(VIEWED, 10);
    await isolate.write();
  };
  await isolate.write();
  isolate.see(VIEWED, 20);
  await isolate.write();
  expect(await counted()).toEqual({ viewed: 3 });
});

test("what could not be written for ten minutes is given up, and counting goes on", async () => {
  const isolate = anIsolate(breaking(1, "after"));
  isolate.see(VIEWED);
  await isolate.write();
  isolate.see(VIEWED, 601);
  await isolate.write();
  isolate.see(VIEWED, 610);
  await isolate.write();
  expect(await counted()).toEqual({ viewed: 3 });
});

test("a wait that was cut off with its request does not stop the writes", async () => {
  const isolate = anIsolate();
  isolate.see(VIEWED);
  isolate.see(VIEWED, 59);
  expect(isolate.waiting()).toBe(1);
  isolate.see(VIEWED, 61);
  expect(isolate.waiting()).toBe(2);
  await isolate.write();
  expect(await counted()).toEqual({ viewed: 3 });
});

test("scripts report little of one offer between two writes, and take no room from visits", async () => {
  const isolate = anIsolate();
  for (let report = 0; report < 100; report++) isolate.see(CHOSEN);
  for (let junk = 0; junk < 6_000; junk++) isolate.see({ ...CHOSEN, reference: `JUNK-${junk}` });
  isolate.see(VIEWED);
  await isolate.write();
  expect(await counted()).toEqual({ "contact-shown": 20, viewed: 1 });
});
