import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { type Catalogue, openCatalogue } from "#db/catalogue/database.ts";
import { keepQuarantine } from "#db/catalogue/imports/quarantine.ts";
import { findImport, findStanding, listImportSources, listImports } from "#db/catalogue/operations/import-lists.ts";
import { findKey, listKeys } from "#db/catalogue/operations/key-lists.ts";
import {
  countDefects,
  findQuarantined,
  listQuarantine,
  listQuarantineSources,
  markMended,
  type QuarantinedPosting,
  rejectQuarantined,
} from "#db/catalogue/operations/quarantine-lists.ts";
import { plansOf } from "#test/support/plans.ts";

const NOW = new Date("2026-03-02T10:00:00.000Z");
const POSTING = { id: 1, source: "a/b", reason: "", defect: "", raw: "", rawHash: "h" } as QuarantinedPosting;
const before = 9;
const state = "waiting";

test.each<[string, (db: Catalogue) => Promise<unknown>]>([
  ["runs", (db) => listImports(db, { before }, 50)],
  ["runs of a source", (db) => listImports(db, { source: "a/b", before }, 50)],
  ["runs in a state", (db) => listImports(db, { state: "refused", before }, 50)],
  ["runs of a source in a state", (db) => listImports(db, { source: "a/b", state: "refused", before }, 50)],
  ["a run", (db) => findImport(db, 1)],
  ["the standing of a run", (db) => findStanding(db, { id: 1, source: "a/b" })],
  ["postings", (db) => listQuarantine(db, { state, before }, 50)],
  ["postings of a source", (db) => listQuarantine(db, { state, source: "a/b", before }, 50)],
  ["postings of a defect", (db) => listQuarantine(db, { state, defect: "x", before }, 50)],
  ["postings of both", (db) => listQuarantine(db, { state, source: "a/b", defect: "x", before }, 50)],
  ["a posting", (db) => findQuarantined(db, 1)],
  ["mending", (db) => markMended(db, { ...POSTING, firstSeenAt: "", lastSeenAt: "" }, "S-1", NOW)],
  ["rejecting", (db) => rejectQuarantined(db, 1, NOW)],
  ["keys", (db) => listKeys(db, { before }, 50)],
  ["keys of an administration", (db) => listKeys(db, { administration: "a", before }, 50)],
  ["keys of operators", (db) => listKeys(db, { administration: null, before }, 50)],
  ["a key", (db) => findKey(db, 1)],
])("what comes in is listed by its indexes, without sorting: %s", async (_, ask) => {
  const steps = await plansOf(ask);
  expect(steps.filter((step) => /^SCAN|TEMP B-TREE/.test(step))).toEqual([]);
});

test("defects are counted within an index, and the texts are not read", async () => {
  for (const source of [undefined, "a/b"]) {
    const steps = await plansOf((db) => countDefects(db, { state, source }));
    expect(steps[0]).toMatch(/^SEARCH quarantine USING COVERING INDEX quarantine_list/);
  }
});

test("a page of a long list, and its sources, read about as many rows as they show", async () => {
  const db = openCatalogue(env.CATALOGUE);
  for (const source of ["a/b", "c/d", "e/f"]) {
    const postings = Array.from({ length: 2_000 }, (_, n) => ({
      reference: null,
      reason: `La ligne ${n} n’est pas du JSON.`,
      raw: "x".repeat(100),
      rawHash: `${source} ${n}`,
    }));
    await keepQuarantine(db, source, postings, NOW.toISOString());
  }
  expect(await listQuarantineSources(db, "waiting")).toEqual(["a/b", "c/d", "e/f"]);
  expect(await countDefects(db, { state })).toEqual([{ defect: "La ligne … n’est pas du JSON", count: 6_000 }]);
  expect(await rowsRead((each) => listQuarantine(each, { state, source: "c/d" }, 51))).toBeLessThan(120);
  expect(await rowsRead((each) => listQuarantineSources(each, "waiting"))).toBeLessThan(20);
  expect(await rowsRead((each) => listImportSources(each))).toBeLessThan(20);
});

/** How many rows the statements of a question read. */
async function rowsRead(ask: (db: Catalogue) => Promise<unknown>): Promise<number> {
  let read = 0;
  const noting = (statement: D1PreparedStatement): D1PreparedStatement =>
    new Proxy(statement, {
      get: (target, name) => {
        if (name === "bind") return (...params: unknown[]) => noting(target.bind(...params));
        if (name === "all" || name === "raw")
          return async (...options: unknown[]) => {
            const { meta } = await target.all();
            read += meta.rows_read;
            return Reflect.apply(Reflect.get(target, name), target, options);
          };
        const own: unknown = Reflect.get(target, name);
        return typeof own === "function" ? own.bind(target) : own;
      },
    });
  const d1 = new Proxy(env.CATALOGUE, {
    get: (target, name) => {
      if (name === "prepare") return (sql: string) => noting(target.prepare(sql));
      const own: unknown = Reflect.get(target, name);
      return typeof own === "function" ? own.bind(target) : own;
    },
  });
  await ask(openCatalogue(d1));
  if (read === 0) throw new Error("no row was read");
  return read;
}
