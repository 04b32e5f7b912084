import { env } from "cloudflare:workers";
import { beforeAll, expect, test } from "vitest";
import { accountsRows, catalogueRows } from "#bench/operations/large-site.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { openAccounts } from "#db/accounts/database.ts";
import { listDeadLetters } from "#db/accounts/operations/dead-letters.ts";
import { findFigures } from "#db/accounts/operations/figures.ts";
import { countMails, findMailsOf, findShownMail, listMails } from "#db/accounts/operations/mails.ts";
import { countSuppressions, findSuppressedAddress } from "#db/accounts/operations/suppressed-addresses.ts";
import { findSwitchedOff } from "#db/accounts/operations/switches.ts";
import { type Catalogue, openCatalogue } from "#db/catalogue/database.ts";
import { findDayCounts, findDayCountsAbout } from "#db/catalogue/operations/day-counts.ts";
import { findNewOffers } from "#db/catalogue/operations/offer-changes.ts";

const SIZE = { offers: 5_000, candidates: 5_000, mails: 30_000 };
const NOW = new Date("2026-11-29T08:00:00.000Z");
const LOST_IN_THE_MIDDLE = { at: "2026-11-28T08:00:00.000Z", row: 9_000 };
const IN_THE_MIDDLE = { dueAt: "2026-11-28T06:00:00.000Z", row: 15_000 };

beforeAll(async () => {
  for (const statement of catalogueRows(SIZE)) await env.CATALOGUE.prepare(statement).run();
  for (const statement of accountsRows(SIZE)) await env.ACCOUNTS.prepare(statement).run();
});

/** A database that adds up what its answers read. */
function counting(d1: D1Database): { d1: D1Database; read: () => number } {
  let read = 0;
  const note = <Result extends D1Result>(result: Result): Result => {
    read += result.meta.rows_read;
    return result;
  };
  const prepared = (statement: D1PreparedStatement): D1PreparedStatement =>
    new Proxy(statement, {
      get: (target, name) => {
        if (name === "all") return async () => note(await target.all());
        if (name === "raw") return async () => note(await target.all()).results.map((row) => Object.values(row));
        if (name === "bind") return (...values: unknown[]) => prepared(target.bind(...values));
        if (name === "own") return target;
        return Reflect.get(target, name);
      },
    });
  const own = (statement: D1PreparedStatement) => (statement as unknown as { own: D1PreparedStatement }).own;
  const noting = {
    prepare: (sql: string) => prepared(d1.prepare(sql)),
    batch: async (statements: D1PreparedStatement[]) => (await d1.batch(statements.map(own))).map(note),
  };
  return { d1: noting as unknown as D1Database, read: () => read };
}

test.each<[string, number, (db: Accounts) => Promise<unknown>]>([
  // The counts of seven states, each up to 1,001.
  ["how many mails are in each state", 7_200, countMails],
  ["mails that were sent, the first page", 250, (db) => listMails(db, "sent", null, 51)],
  ["mails that were sent, a page in the middle", 250, (db) => listMails(db, "sent", IN_THE_MIDDLE, 51)],
  ["mails that failed", 250, (db) => listMails(db, "failed", null, 51)],
  ["one mail", 2, (db) => findShownMail(db, "00000001-0000-4000-8000-000000000000")],
  ["the mails of an address", 80, (db) => findMailsOf(db, "b12@exemple.fr", 50)],
  ["a blocked address", 3, (db) => findSuppressedAddress(db, "b10@exemple.fr")],
  ["how many addresses are blocked", 1_010, countSuppressions],
  ["lost messages, the first page", 90, (db) => listDeadLetters(db, null, 21)],
  ["lost messages, a page in the middle", 90, (db) => listDeadLetters(db, LOST_IN_THE_MIDDLE, 21)],
  ["switches", 20, (db) => findSwitchedOff(db, ["alerts", "sign-up", "uploads", "publishing"])],
  ["what waits", 3_100, (db) => findFigures(db, NOW)],
])("however large the accounts are, few rows are read for %s", async (_, most, ask) => {
  const { d1, read } = counting(env.ACCOUNTS);
  await ask(openAccounts(d1));
  expect(read()).toBeGreaterThan(0);
  expect(read()).toBeLessThanOrEqual(most);
});

test.each<[string, number, (db: Catalogue) => Promise<unknown>]>([
  // Seventy counts a day, thirty days.
  ["thirty days", 2_400, (db) => findDayCounts(db, daysAgo(30))],
  ["what two days are about", 220, (db) => findDayCountsAbout(db, ["offers-in", "errors"], daysAgo(1))],
  ["the offers that came", 300, (db) => findNewOffers(db, 4_900, 2_000)],
])("however large the catalogue is, few rows are read for %s", async (_, most, ask) => {
  const { d1, read } = counting(env.CATALOGUE);
  await ask(openCatalogue(d1));
  expect(read()).toBeGreaterThan(0);
  expect(read()).toBeLessThanOrEqual(most);
});

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}
