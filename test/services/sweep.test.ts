import { env } from "cloudflare:workers";
import { beforeEach, expect, test } from "vitest";
import { sweep } from "#app/services/sweep.ts";
import { openAccounts } from "#db/accounts/database.ts";
import * as operations from "#db/accounts/operations/schema.ts";
import * as publishing from "#db/accounts/publishing/schema.ts";
import * as schema from "#db/accounts/schema.ts";
import { eachFault } from "#test/support/faults.ts";
import { dump, forgetEverybody } from "#test/support/people.ts";
import { aRecruiterRow } from "#test/support/spaces/recruiters.ts";

const accounts = openAccounts(env.ACCOUNTS);
const deps = { accounts, documents: env.DOCUMENTS };
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** The bucket dates its objects with its own clock, so the clock of these tests starts at the same time. */
const NOW = new Date();
const ago = (ms: number) => new Date(NOW.getTime() - ms).toISOString();
const match = { savedSearchId: 3, candidateId: 7, dueAt: ago(0) };
const later = (ms: number) => new Date(NOW.getTime() + ms);

beforeEach(async () => {
  await forgetEverybody();
  await accounts.insert(schema.candidates).values({ ...person("lea"), id: 7, lastLoginAt: ago(0) });
});

test("an expired registration is deleted with its files and mails; an unexpired one keeps them", async () => {
  await register("old", ago(MINUTE));
  await register("new", later(MINUTE).toISOString());
  await sweep(deps, NOW);
  expect(await kept("SELECT draft FROM registrations")).toEqual(["new"]);
  expect(await kept("SELECT id FROM documents")).toEqual(["file-new"]);
  expect(await kept("SELECT id FROM mails")).toEqual(["mail-new"]);
  expect(await objects()).toEqual(["documents/file-new"]);
});

test("files of a form that was never sent are deleted after a day", async () => {
  await store("yesterday", { draft: "a", createdAt: ago(DAY) });
  await store("today", { draft: "b", createdAt: ago(DAY - MINUTE) });
  await store("hers", { candidateId: 7, createdAt: ago(400 * DAY) });
  await sweep(deps, NOW);
  expect(await objects()).toEqual(["documents/hers", "documents/today"]);
});

test("a file whose upload was interrupted frees its slot after ten minutes, and its object, if any, is deleted", async () => {
  await store("cut", { candidateId: 7, storage: "pending", createdAt: ago(10 * MINUTE) });
  await store("on-its-way", { candidateId: 7, slot: 2, storage: "pending", createdAt: ago(9 * MINUTE) });
  await sweep(deps, NOW);
  expect(await kept("SELECT id FROM documents")).toEqual(["on-its-way"]);
  expect(await objects()).toEqual(["documents/on-its-way"]);
  expect(await kept("SELECT key FROM r2_garbage")).toEqual([]);
});

test("links, sessions and traces of recruiters are deleted when they expire, and not before", async () => {
  const at = { past: ago(0), future: later(1).toISOString() };
  const { id: recruiterId } = await aRecruiterRow(accounts, {});
  const link = { email: "", administration: "" };
  await accounts.insert(publishing.recruiterTokens).values([
    { ...link, emailKey: "a", hash: "past", expiresAt: at.past },
    { ...link, emailKey: "b", hash: "future", expiresAt: at.future },
  ]);
  const session = { secretHash: "", recruiterId, device: "" };
  await accounts.insert(publishing.recruiterSessions).values([
    { ...session, id: "over", createdAt: ago(8 * HOUR) },
    { ...session, id: "alive", createdAt: ago(8 * HOUR - 1) },
  ]);
  await accounts.insert(publishing.usedLinks).values([
    { hash: "old", at: ago(367 * DAY) },
    { hash: "new", at: ago(364 * DAY) },
  ]);
  const event = { administration: "x", actor: "x", event: "recruiter-logged-in" } as const;
  await accounts.insert(publishing.publishingEvents).values([
    { ...event, id: 1, at: ago(732 * DAY) },
    { ...event, id: 2, at: ago(729 * DAY) },
  ]);
  await sweep(deps, NOW);
  expect(await kept("SELECT hash FROM recruiter_tokens")).toEqual(["future"]);
  expect(await kept("SELECT id FROM recruiter_sessions")).toEqual(["alive"]);
  expect(await kept("SELECT hash FROM used_links")).toEqual(["new"]);
  expect(await kept("SELECT id FROM publishing_events")).toEqual([2]);
});

test("links, logins and sessions of operators are deleted when they expire, and what they did after a year", async () => {
  const operator = { email: "", createdAt: "" };
  await accounts.insert(operations.operators).values([
    { ...operator, id: 1, emailKey: "a" },
    { ...operator, id: 2, emailKey: "b" },
    { ...operator, id: 3, emailKey: "c" },
  ]);
  await accounts.insert(operations.operatorTokens).values([
    { operatorId: 1, hash: "past", expiresAt: ago(0) },
    { operatorId: 2, hash: "future", expiresAt: later(1).toISOString() },
  ]);
  const challenge = { secretHash: "", proposedSecret: "" };
  await accounts.insert(operations.operatorChallenges).values([
    { ...challenge, operatorId: 1, id: "past", expiresAt: ago(0) },
    { ...challenge, operatorId: 2, id: "future", expiresAt: later(1).toISOString() },
  ]);
  await accounts.insert(operations.operatorSessions).values([
    { operatorId: 1, id: "too long", secretHash: "", createdAt: ago(12 * HOUR), seenAt: ago(MINUTE) },
    { operatorId: 2, id: "idle", secretHash: "", createdAt: ago(HOUR), seenAt: ago(30 * MINUTE) },
    { operatorId: 3, id: "alive", secretHash: "", createdAt: ago(12 * HOUR - 1), seenAt: ago(30 * MINUTE - 1) },
  ]);
  const act = { actor: "x", event: "operator-logged-in" } as const;
  await accounts.insert(operations.operatorAudit).values([
    { ...act, id: 1, at: ago(368 * DAY) },
    { ...act, id: 2, at: ago(364 * DAY) },
  ]);
  await sweep(deps, NOW);
  expect(await kept("SELECT hash FROM operator_tokens")).toEqual(["future"]);
  expect(await kept("SELECT id FROM operator_challenges")).toEqual(["future"]);
  expect(await kept("SELECT id FROM operator_sessions")).toEqual(["alive"]);
  expect(await kept("SELECT id FROM operator_audit")).toEqual([2]);
});

test("links, sessions, limits, activity and mails are deleted when they expire, and not before", async () => {
  const at = { past: ago(0), future: later(1).toISOString() };
  await accounts.insert(schema.tokens).values([
    { hash: "past", kind: "reset", candidateId: 7, expiresAt: at.past },
    { hash: "future", kind: "email", candidateId: 7, expiresAt: at.future },
  ]);
  const session = { secretHash: "", candidateId: 7, device: "", confirmedAt: at.past };
  await accounts.insert(schema.sessions).values([
    { ...session, id: "too long", createdAt: ago(12 * HOUR), seenAt: ago(MINUTE) },
    { ...session, id: "idle", createdAt: ago(3 * HOUR), seenAt: ago(2 * HOUR) },
    { ...session, id: "alive", createdAt: ago(12 * HOUR - 1), seenAt: ago(2 * HOUR - 1) },
  ]);
  await accounts.insert(schema.throttles).values([
    { key: "past", count: 1, endsAt: at.past },
    { key: "future", count: 1, endsAt: at.future },
  ]);
  await accounts.insert(schema.audit).values([
    { id: 1, candidateId: 7, event: "logged-in", at: ago(367 * DAY) },
    { id: 2, candidateId: 7, event: "logged-in", at: ago(364 * DAY) },
  ]);
  await accounts
    .insert(schema.mails)
    .values([
      mail("sent a week ago", { doneAt: ago(7 * DAY), state: "sent" }),
      mail("sent yesterday", { doneAt: ago(DAY), state: "sent" }),
      mail("still to be sent", { createdAt: ago(30 * DAY) }),
      mail("farewell sent", { kind: "goodbye", candidateId: null, doneAt: ago(1), state: "sent" }),
      mail("farewell to be sent", { kind: "retention-goodbye", candidateId: null }),
    ]);
  await sweep(deps, NOW);
  expect(await kept("SELECT hash FROM tokens")).toEqual(["future"]);
  expect(await kept("SELECT id FROM sessions")).toEqual(["alive"]);
  expect(await kept("SELECT key FROM throttles")).toEqual(["future"]);
  expect(await kept("SELECT id FROM audit")).toEqual([2]);
  expect(await kept("SELECT id FROM mails ORDER BY id")).toEqual([
    "farewell to be sent",
    "sent yesterday",
    "still to be sent",
  ]);
});

test("a deleted search is removed after the hour in which it can be restored", async () => {
  const search = {
    candidateId: 7,
    name: "",
    match: "",
    textVersion: 1,
    sinceOfferId: 0,
    seenOfferId: 0,
    createdAt: ago(DAY),
  };
  await accounts.insert(schema.savedSearches).values([
    { ...search, id: 1, criteria: "1", deletedAt: ago(HOUR) },
    { ...search, id: 2, criteria: "2", deletedAt: ago(HOUR - MINUTE) },
    { ...search, id: 3, criteria: "3" },
  ]);
  await accounts.insert(schema.searchTokens).values([1, 2, 3].map((id) => ({ token: "w:a", savedSearchId: id })));
  await sweep(deps, NOW);
  expect(await kept("SELECT id FROM saved_searches")).toEqual([2, 3]);
  expect(await kept("SELECT saved_search_id FROM search_tokens")).toEqual([2, 3]);
});

test("the offers that alerts have mailed, and the page that shows them, are deleted after ninety days", async () => {
  const search = { candidateId: 7, name: "", match: "", textVersion: 1, sinceOfferId: 0, seenOfferId: 0 };
  await accounts
    .insert(schema.savedSearches)
    .values({ ...search, id: 3, criteria: "", cadence: "weekly", createdAt: ago(400 * DAY) });
  for (const [offerId, mailId, createdAt] of [
    [10, "old", ago(90 * DAY)],
    [20, "recent", ago(90 * DAY - 1)],
  ] as const) {
    await accounts.insert(schema.snapshots).values({ mailId, candidateId: 7, offerIds: [offerId], createdAt });
    await accounts.insert(schema.mailedOffers).values({ candidateId: 7, offerId, mailId });
    await accounts.insert(schema.alertMatches).values({ ...match, offerId, state: "mailed", mailId });
  }
  await accounts.insert(schema.alertMatches).values({ ...match, offerId: 30, state: "pending" });
  await sweep(deps, NOW);
  expect(await kept("SELECT mail_id FROM snapshots")).toEqual(["recent"]);
  expect(await kept("SELECT offer_id FROM mailed_offers")).toEqual([20]);
  expect(await kept("SELECT offer_id FROM alert_matches")).toEqual([20, 30]);
});

test("matching runs are deleted with their slices thirty days after their end, but never the last, nor an open one", async () => {
  const run = { toOfferId: 0, slices: 1, offers: 1, startedAt: ago(40 * DAY) };
  const round = (id: number, finishedAt: string | null) =>
    ({ ...run, id, fromOfferId: id, state: finishedAt ? "done" : "matching", finishedAt }) as const;
  await accounts.insert(schema.alertRuns).values([round(1, ago(30 * DAY)), round(2, ago(30 * DAY - 1))]);
  await accounts.insert(schema.alertSlices).values([1, 2].map((runId) => ({ runId, slice: 0 })));
  await sweep(deps, NOW);
  expect(await kept("SELECT id FROM alert_runs")).toEqual([2]);
  expect(await kept("SELECT run_id FROM alert_slices")).toEqual([2]);
  await accounts.insert(schema.alertRuns).values(round(3, null));
  await sweep(deps, later(40 * DAY));
  expect(await kept("SELECT id FROM alert_runs")).toEqual([2, 3]);
});

test("dead letters and events of the provider are deleted after thirty days", async () => {
  const at = { old: ago(30 * DAY), recent: ago(30 * DAY - 1) };
  for (const table of [schema.deadLetters, schema.providerEvents]) {
    await accounts.insert(table).values(Object.entries(at).map(([id, at]) => ({ id, at, body: "{}" })));
  }
  await sweep(deps, NOW);
  expect(await kept("SELECT id FROM dead_letters UNION ALL SELECT id FROM provider_events")).toEqual([
    "recent",
    "recent",
  ]);
});

test("garbage is deleted once it is due, and never when a document holds the object", async () => {
  await store("hers", { candidateId: 7 });
  for (const key of ["documents/now", "documents/soon"]) await env.DOCUMENTS.put(key, "x");
  await accounts.insert(schema.r2Garbage).values([
    { key: "documents/now", since: ago(0) },
    { key: "documents/soon", since: later(MINUTE).toISOString() },
    { key: "documents/hers", since: ago(DAY) },
  ]);
  await sweep(deps, NOW);
  expect(await objects()).toEqual(["documents/hers", "documents/soon"]);
  expect(await kept("SELECT key FROM r2_garbage")).toEqual(["documents/hers", "documents/soon"]);
});

test("an object that no row names is deleted once it is an hour old, wherever it is in the bucket", async () => {
  await store("hers", { candidateId: 7 });
  await env.DOCUMENTS.put("documents/orphan", "x");
  await env.DOCUMENTS.put("elsewhere", "x");
  await sweep(deps, later(59 * MINUTE));
  expect(await objects()).toEqual(["documents/hers", "documents/orphan", "elsewhere"]);
  await sweep(deps, later(61 * MINUTE));
  expect(await objects()).toEqual(["documents/hers"]);
});

test("a bucket of several pages is checked a page a tick, and then from the start again", async () => {
  for (let n = 0; n < 1003; n++) await env.DOCUMENTS.put(`documents/${String(n).padStart(4, "0")}`, "x");
  await sweep(deps, later(61 * MINUTE));
  expect(await objects()).toEqual(["documents/1000", "documents/1001", "documents/1002"]);
  await sweep(deps, later(62 * MINUTE));
  expect(await objects()).toEqual([]);
  await env.DOCUMENTS.put("documents/0000", "x");
  await sweep(deps, later(124 * MINUTE));
  expect(await objects()).toEqual([]);
});

test("a sweep that breaks at any call, before or after it was applied, is finished by the next one", async () => {
  const prepare = async () => {
    await forgetEverybody();
    await accounts.insert(schema.candidates).values({ ...person("lea"), id: 7, lastLoginAt: ago(0) });
    await register("old", ago(MINUTE));
    await store("hers", { candidateId: 7 });
    await store("cut", { candidateId: 7, slot: 2, storage: "pending", createdAt: ago(HOUR) });
    await env.DOCUMENTS.put("documents/orphan", "x");
    await accounts.insert(schema.r2Garbage).values({ key: "documents/gone", since: ago(DAY) });
  };
  const state = async () => ({ ...(await dump(env.ACCOUNTS)), cursors: [], objects: await objects() });
  await prepare();
  await sweep(deps, later(2 * HOUR));
  const expected = await state();
  expect(expected.objects).toEqual(["documents/hers"]);

  const calls = await eachFault(async (faults, name) => {
    await prepare();
    const broken = { accounts: openAccounts(faults.d1(env.ACCOUNTS)), documents: faults.r2(env.DOCUMENTS) };
    await sweep(broken, later(2 * HOUR)).catch(() => null);
    expect(await objects(), `${name}: what is held`).toContain("documents/hers");
    const named = await kept("SELECT 'documents/' || id FROM documents UNION SELECT key FROM r2_garbage");
    expect([...named, "documents/orphan"], `${name}: every object has a name`).toEqual(
      expect.arrayContaining(await objects()),
    );
    await sweep(deps, later(2 * HOUR));
    expect(await state(), name).toEqual(expected);
  });
  expect(calls).toBe(8);
});

function person(name: string) {
  const keys = { username: name, usernameKey: name, email: `${name}@a.fr`, emailKey: `${name}@a.fr` };
  return { ...keys, passwordHash: "", firstName: "", lastName: "", consentedAt: ago(0), createdAt: ago(0) };
}

/** A registration with a file and a mail. */
async function register(draft: string, expiresAt: string): Promise<void> {
  const [row] = await accounts
    .insert(schema.registrations)
    .values({ ...person(draft), draft, expiresAt })
    .returning({ id: schema.registrations.id });
  await store(`file-${draft}`, { draft, createdAt: ago(7 * DAY) });
  await accounts
    .insert(schema.mails)
    .values(mail(`mail-${draft}`, { candidateId: null, registrationId: row?.id ?? null }));
}

/** A document and its object. */
async function store(id: string, said: Partial<typeof schema.documents.$inferInsert>): Promise<void> {
  const file = { kind: "cv", slot: 1, name: "CV.pdf", format: "pdf", size: 1, scan: "not_scanned" } as const;
  await accounts.insert(schema.documents).values({ id, ...file, storage: "ready", createdAt: ago(0), ...said });
  await env.DOCUMENTS.put(`documents/${id}`, "x");
}

function mail(id: string, said: Partial<typeof schema.mails.$inferInsert>): typeof schema.mails.$inferInsert {
  const asked = { kind: "activation", priority: 0, candidateId: 7, recipient: "lea@a.fr", details: {} } as const;
  return { id, ...asked, state: "requested", dueAt: ago(0), createdAt: ago(0), ...said };
}

async function kept(query: string): Promise<unknown[]> {
  const rows = await env.ACCOUNTS.prepare(query).raw();
  return rows.map(([value]) => value).sort();
}

async function objects(): Promise<string[]> {
  return (await env.DOCUMENTS.list()).objects.map(({ key }) => key);
}
