import { env } from "cloudflare:workers";
import { afterEach, describe, expect, test } from "vitest";
import { openAccounts } from "#db/accounts/database.ts";
import { pauseAlerts, resumeAlerts, statusQuestions } from "#db/accounts/operations/alert-status.ts";
import { type Reconciliation, reconcile, reconciliation } from "#db/accounts/operations/reconciliation.ts";
import { findNotice, switchOff } from "#db/accounts/operations/switches.ts";
import { statementText } from "#db/batch.ts";
import { aCandidateRow } from "#test/support/candidate-row.ts";
import { forgetEverybody } from "#test/support/people.ts";

const accounts = openAccounts(env.ACCOUNTS);
const NOON = new Date("2026-11-20T12:00:00.000Z");
const WELL: Reconciliation = { alerts: true, rounds: true, leases: true, mails: true, paused: false, deadLetters: 0 };
afterEach(forgetEverybody);

/** The moment so many minutes before noon. */
const ago = (minutes: number) => new Date(NOON.getTime() - minutes * 60_000).toISOString();
const insert = (table: string, row: Record<string, string | number | null>) =>
  env.ACCOUNTS.prepare(
    `INSERT INTO ${table} (${Object.keys(row).join(", ")}) VALUES (${Object.keys(row).map(() => "?")})`,
  )
    .bind(...Object.values(row))
    .run();

async function aMatch(dueAt: string, search: Record<string, string | null> = {}): Promise<void> {
  const candidateId = await aCandidateRow(accounts, `ada${dueAt}${Object.keys(search)}`.toLowerCase());
  const row = { id: candidateId, candidate_id: candidateId, name: "", criteria: "", match: "", text_version: 1 };
  await insert("saved_searches", {
    ...row,
    ...{ since_offer_id: 0, seen_offer_id: 0, created_at: "", cadence: "daily", ...search },
  });
  await insert("alert_matches", {
    saved_search_id: candidateId,
    offer_id: 1,
    candidate_id: candidateId,
    due_at: dueAt,
    state: "pending",
  });
}

const aMail = (said: Record<string, string | number | null>) =>
  insert("mails", {
    ...{
      id: crypto.randomUUID(),
      kind: "reset",
      priority: 0,
      recipient: "ada@exemple.fr",
      details: "{}",
      state: "pending",
    },
    ...{ due_at: ago(0), created_at: ago(0), ...said },
  });

describe("the reconciliation", () => {
  test("finds nothing wrong where nothing is, and in what is under way", async () => {
    expect(await reconcile(accounts, NOON)).toEqual(WELL);
    await aMatch(ago(14));
    await aMail({ created_at: ago(14) });
    await aMail({ state: "sending", lease_until: ago(4), created_at: ago(5) });
    await aMail({ kind: "alert", priority: 1, created_at: ago(600) });
    await aMail({ state: "unknown", created_at: ago(600) });
    const run = { from_offer_id: 0, to_offer_id: 1, slices: 1, offers: 1 };
    await insert("alert_runs", { ...run, state: "matching", started_at: ago(14) });
    await insert("alert_runs", { ...run, from_offer_id: 1, state: "done", started_at: ago(600) });
    await insert("dead_letters", { id: "old", body: "", at: ago(61) });
    expect(await reconcile(accounts, NOON)).toEqual(WELL);
  });

  test("finds what was found a quarter of an hour ago and never written, unless nobody waits for it", async () => {
    await aMatch(ago(600), { cadence: null });
    await aMatch(ago(601), { deleted_at: ago(1) });
    await aMatch(ago(602), { broken: "criteria" });
    expect(await reconcile(accounts, NOON)).toEqual(WELL);
    await aMatch(ago(16));
    expect(await reconcile(accounts, NOON)).toEqual({ ...WELL, alerts: false });
  });

  test("finds a round that has got stuck", async () => {
    const run = { from_offer_id: 0, to_offer_id: 1, state: "matching", slices: 1, offers: 1 };
    await insert("alert_runs", { ...run, started_at: ago(16) });
    expect(await reconcile(accounts, NOON)).toEqual({ ...WELL, rounds: false });
  });

  test("finds a mail that was forgotten under its lease", async () => {
    await aMail({ kind: "alert", priority: 1, state: "sending", lease_until: ago(6) });
    expect(await reconcile(accounts, NOON)).toEqual({ ...WELL, leases: false });
  });

  test.each([
    ["operators have stopped the alerts", "settings", { name: "alerts-paused", value: "" }],
    ["the provider is left alone", "cursors", { name: "mail-pause", position: ago(-30), updated_at: ago(30) }],
  ])("does not take an alert that waits under a lease for a forgotten one while %s", async (_, table, row) => {
    await aMail({ kind: "alert", priority: 1, state: "sending", lease_until: ago(6), created_at: ago(10) });
    await insert(table, row);
    expect(await reconcile(accounts, NOON)).toMatchObject({ leases: true });
  });

  test.each(["requested", "pending", "sending"])("finds a mail %s that somebody waits for too long", async (state) => {
    await aMail({ state, created_at: ago(16), lease_until: null });
    expect(await reconcile(accounts, NOON)).toEqual({ ...WELL, mails: false });
  });

  test("finds an alert that the provider has not taken for half a day, unless operators have stopped them", async () => {
    await aMail({ kind: "alert", priority: 1, created_at: ago(721), due_at: ago(-30) });
    expect(await reconcile(accounts, NOON)).toEqual({ ...WELL, mails: false });
    await insert("settings", { name: "alerts-paused", value: ago(1) });
    expect(await reconcile(accounts, NOON)).toEqual({ ...WELL, paused: true });
  });

  test("tells that operators have stopped the alerts, and what the queue gave up", async () => {
    await insert("settings", { name: "alerts-paused", value: ago(1) });
    await insert("dead_letters", { id: "new", body: "", at: ago(59) });
    expect(await reconcile(accounts, NOON)).toEqual({ ...WELL, paused: true, deadLetters: 1 });
  });

  test("walks no table whole that grows with people", async () => {
    const { results } = await env.ACCOUNTS.prepare(`EXPLAIN QUERY PLAN ${statementText(reconciliation(NOON))}`).all<{
      detail: string;
    }>();
    const scans = results.map(({ detail }) => detail).filter((detail) => detail.startsWith("SCAN"));
    expect(scans.filter((scan) => !/CONSTANT ROW|dead_letters|alert_runs/.test(scan))).toEqual([]);
  });
});

test("the status says how many, never who", async () => {
  await aMatch(ago(20));
  await aMail({ state: "failed", last_error: "refused: 422", done_at: ago(5) });
  const answers = await Promise.all(
    statusQuestions(NOON).map(
      async ({ statement }) => (await env.ACCOUNTS.prepare(statementText(statement)).all()).results,
    ),
  );
  const said = JSON.stringify(answers);
  expect(said).toContain('"age":"due for 15 min","pairs":1,"candidates":1');
  expect(said).toContain('"state":"failed","kind":"reset","reason":"refused: 422","mails":1');
  expect(said).not.toMatch(/ada|exemple/);
});

test("the sentence of a pause that a command has ended is not read in the next one", async () => {
  const operator = { id: 1, email: "ada@pass.example" };
  const act = { operator, reason: "Panne", notice: "Les alertes reprennent mardi." };
  expect(await switchOff(accounts, "alerts", act, NOON)).toBe(true);
  await accounts.run(resumeAlerts());
  await accounts.run(pauseAlerts(NOON));
  expect(await findNotice(accounts, "alerts")).toMatch(/^Les alertes sont suspendues pour le moment\./);
});
