import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { runBatch } from "#db/batch.ts";
import { CircuitBreaker } from "#db/d1/circuit-breaker.ts";
import { idempotent, openDatabase } from "#db/d1/open-database.ts";
import { Patience } from "#db/d1/patience.ts";
import { isRead, RetryingDatabase } from "#db/d1/retrying-database.ts";
import { isUnavailable } from "#db/d1/unavailable.ts";
import { failing } from "#test/support/faults.ts";

const READ = sql`SELECT value FROM settings`;
const WRITE = sql`INSERT INTO settings VALUES ('switch', 'on')`;
/** A shorter time than in the product, so that the tests need not wait. */
const PROBE_EVERY_MS = 500;
const LOST = "D1_ERROR: Network connection lost.";

/** The database of accounts, whose calls fail as `faults` says. */
function open(faults: Parameters<typeof failing>[1], patience = new Patience({ callMs: 10_000, totalMs: 20_000 })) {
  const { d1, calls } = failing(env.ACCOUNTS, faults);
  const circuit = new CircuitBreaker("test", PROBE_EVERY_MS);
  return { db: openDatabase(new RetryingDatabase(d1, circuit, patience)), calls, circuit, patience };
}

beforeEach(async () => {
  await env.ACCOUNTS.exec("DELETE FROM settings");
});

test("a read that failed twice for a moment is answered", async () => {
  const { db, calls, patience } = open([LOST, "storage caused object to be reset"]);
  expect(await db.all(READ)).toEqual([]);
  expect(calls()).toBe(3);
  // What the page shows is whole: only a call that failed for good counts.
  expect(patience.failed).toBe(false);
});

test("a read is made three times at most", async () => {
  const { db, calls } = open([LOST, LOST, LOST, LOST]);
  await expect(db.all(READ)).rejects.toSatisfy(isUnavailable);
  expect(calls()).toBe(3);
});

test("a batch of reads is made again, and one that writes is not", async () => {
  const reads = open([LOST]);
  expect(await runBatch<[unknown, unknown]>(reads.db, [READ, READ])).toEqual([[], []]);
  const mixed = open([LOST]);
  await expect(runBatch(mixed.db, [READ, WRITE])).rejects.toSatisfy(isUnavailable);
  expect(mixed.calls()).toBe(1);
});

test("a write is not made again, since only its answer may be lost", async () => {
  const { db, calls } = open([{ after: LOST }]);
  await expect(db.run(WRITE)).rejects.toSatisfy(isUnavailable);
  expect(calls()).toBe(1);
  expect(await env.ACCOUNTS.prepare("SELECT count(*) AS n FROM settings").first("n")).toBe(1);
});

test("a write that may be applied twice is made again", async () => {
  const { db, calls } = open([{ after: LOST }, LOST]);
  await idempotent(db).run(sql`INSERT OR REPLACE INTO settings VALUES ('switch', 'on')`);
  expect(calls()).toBe(3);
});

test("an error in a statement is not tried again, and is no fault of the database", async () => {
  const { db, calls, circuit } = open([]);
  for (let time = 0; time < 10; time++) {
    await expect(db.all(sql`SELECT nothing FROM settings`)).rejects.not.toSatisfy(isUnavailable);
  }
  expect(calls()).toBe(10);
  expect(circuit.isOpen()).toBe(false);
});

test("a call that hangs is given up, and not made again", async () => {
  const { db, calls, patience } = open(["hang"], new Patience({ callMs: 200, totalMs: 400 }));
  await expect(db.all(READ)).rejects.toSatisfy(isUnavailable);
  expect(calls()).toBe(1);
  expect(patience.failed).toBe(true);
});

test("the calls of one piece of work share its time, and those made together take it once", async () => {
  const patience = new Patience({ callMs: 400, totalMs: 1_000 });
  const { db, calls } = open(Array(5).fill("hang"), patience);
  const hanging = () => db.all(READ).catch(() => {});
  await Promise.all([hanging(), hanging()]);
  // One after the other, they would have left 200.
  expect(patience.left()).toBeGreaterThan(200);
  await hanging();
  await hanging();
  expect(patience.left()).toBeLessThanOrEqual(0);
  await expect(db.all(READ)).rejects.toSatisfy(isUnavailable);
  expect(calls()).toBe(4);
});

test("a long file is read for as long as each of its parts is answered in time", async () => {
  const patience = new Patience({ callMs: 50, totalMs: 50 });
  const { db } = open(["hang", "hang"], patience);
  await expect(db.all(READ)).rejects.toSatisfy(isUnavailable);
  patience.answering();
  await expect(db.all(READ)).rejects.toSatisfy(isUnavailable);
  expect(await db.all(READ)).toEqual([]);
});

test("after five failures in a row the database is not asked, until a probe succeeds", async () => {
  const begin = Date.now();
  const { db, calls, circuit } = open(Array(5).fill(LOST));
  await db.all(READ).catch(() => {});
  await db.all(READ).catch(() => {});
  expect(circuit.isOpen()).toBe(true);
  await expect(db.all(READ)).rejects.toSatisfy(isUnavailable);
  expect(calls()).toBe(5);
  await expect
    .poll(
      () =>
        db.all(READ).then(
          () => "answered",
          () => "refused",
        ),
      { timeout: 15_000 },
    )
    .toBe("answered");
  expect(calls()).toBe(6);
  expect(Date.now() - begin).toBeGreaterThanOrEqual(PROBE_EVERY_MS);
  expect(circuit.isOpen()).toBe(false);
});

test("a probe that hangs is not waited for as long as another call", async () => {
  const patience = new Patience({ callMs: 60_000, totalMs: 60_000 });
  const { db, circuit } = open([...Array(5).fill(LOST), "hang"], patience);
  for (let time = 0; time < 2; time++) await db.all(READ).catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, PROBE_EVERY_MS));
  await db.all(READ).catch(() => {});
  expect(patience.left()).toBeGreaterThan(50_000);
  expect(circuit.isOpen()).toBe(true);
});

test("a database that takes no writes is told from a wrong statement", () => {
  expect(isUnavailable(new Error("D1_ERROR: attempt to write a readonly database: SQLITE_READONLY"))).toBe(true);
  expect(isUnavailable(new Error("Failed query", { cause: new Error("Exceeded maximum DB size") }))).toBe(true);
  expect(isUnavailable(new Error("UNIQUE constraint failed: settings.name"))).toBe(false);
});

test.each([
  ["SELECT updated_at FROM offers", true],
  ["\n  with found AS (SELECT 1) SELECT replace(title, 'a', 'b') FROM found", true],
  ["WITH gone AS (SELECT 1) DELETE FROM offers", false],
  ["INSERT INTO offers SELECT 1", false],
  ["UPDATE offers SET title = '' RETURNING id", false],
  ["WITH x AS (SELECT 1) REPLACE INTO offers VALUES (1)", false],
  ["PRAGMA optimize", false],
])("%j is a read: %j", (statement, expected) => {
  expect(isRead(statement)).toBe(expected);
});
