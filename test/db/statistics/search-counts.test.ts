import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import type { Step } from "#db/catalogue/cursors.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import { findEmptyWords } from "#db/catalogue/statistics/empty-words.ts";
import { type Addition, addSearches, findSearches, sweepSearches } from "#db/catalogue/statistics/search-counts.ts";
import { plansOf } from "#test/support/plans.ts";

const db = openCatalogue(env.CATALOGUE);
const NOW = new Date("2026-11-25T12:00:00Z");
const WEEK = "2026-11-23";
const CELL = { domain: "NUM", place: "35", level: "6", type: "" };
const ALL_WEEKS = { from: "", before: "9" };

beforeEach(async () => {
  for (const table of ["search_counts", "empty_words", "cursors"]) await db.run(`DELETE FROM ${table}`);
});

const cell = (count: number, empty = 0, more = {}): Addition => {
  return { week: WEEK, cell: { ...CELL, ...more }, word: null, count, empty };
};
const word = (word: string, count: number, week = WEEK): Addition => ({ week, cell: null, word, count, empty: count });
const step = (from: number): Step => ({ cursor: "counts/one", from: from ? `${from}` : "", to: `${from + 1}` });

describe("adding", () => {
  test("makes counts and adds to them, once even when it is sent twice", async () => {
    await addSearches(db, [cell(2, 1), word("écologue", 1)], step(0), NOW);
    for (let time = 0; time < 2; time++) await addSearches(db, [cell(3), word("écologue", 4)], step(1), NOW);
    expect(await findSearches(db, ALL_WEEKS)).toEqual([{ ...CELL, searches: 5, empty: 1 }]);
    expect(await db.all(findEmptyWords())).toEqual([{ word: "écologue", searches: 5 }]);
  });

  test("to a week that is full goes on with what it has, and takes nothing new", async () => {
    await db.run(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
      INSERT INTO search_counts SELECT '${WEEK}', i, '', '', '', 1, 0 FROM n`);
    await db.run(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
      INSERT INTO empty_words SELECT '${WEEK}', i, 9 FROM n`);
    await addSearches(db, [cell(1), cell(1, 0, { domain: "7", place: "", level: "" })], step(0), NOW);
    await addSearches(db, [word("nouveau", 9), word("12", 1)], step(1), NOW);
    expect(await db.all("SELECT count(*) AS rows, sum(searches) AS sum FROM search_counts")).toEqual([
      { rows: 10_000, sum: 10_001 },
    ]);
    expect(await db.all(findEmptyWords())).toContainEqual({ word: "12", searches: 10 });
    expect(await db.all("SELECT count(*) AS rows FROM empty_words")).toEqual([{ rows: 5_000 }]);
  });
});

test("a word that searches held four times is shown to nobody", async () => {
  await addSearches(db, [word("dupont", 4), word("soudeur", 3), word("soudeur", 2, "2026-11-16")], step(0), NOW);
  expect(await db.all(findEmptyWords())).toEqual([{ word: "soudeur", searches: 5 }]);
});

test("searches are deleted when the first of their week are 180 days old, and words at 90", async () => {
  // 180 days before 25 November is 29 May; 90 days before is 27 August.
  for (const [at, week] of ["2026-05-29", "2026-05-30"].entries()) {
    await addSearches(db, [{ ...cell(1), week }], step(at), NOW);
  }
  await addSearches(db, [word("ancien", 9, "2026-08-27"), word("récent", 9, "2026-08-28")], step(2), NOW);
  await sweepSearches(db, "2026-11-25");
  expect(await db.all("SELECT week FROM search_counts")).toEqual([{ week: "2026-05-30" }]);
  expect(await db.all("SELECT word FROM empty_words")).toEqual([{ word: "récent" }]);
});

test("every question uses the key of its table, and reads the rows of its weeks alone", async () => {
  const plans = await plansOf(async (catalogue) => {
    await findSearches(catalogue, { from: "2026-06-01", before: WEEK });
    await sweepSearches(catalogue, "2026-11-25");
    await addSearches(catalogue, [cell(1), word("un", 1)], step(0), NOW);
  });
  expect(plans.filter((each) => /^SCAN (search_counts|empty_words)/.test(each))).toEqual([]);
});
