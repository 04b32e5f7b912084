import { expect, test } from "vitest";
import { sweep } from "#app/services/sweep.ts";
import * as operations from "#db/accounts/operations/schema.ts";
import * as publishing from "#db/accounts/publishing/schema.ts";
import * as schema from "#db/accounts/schema.ts";
import { aRecruiterRow } from "#test/support/spaces/recruiters.ts";
import { accounts, DAY, deps, HOUR, kept, MINUTE, mail, momentWithLea } from "./swept.ts";

const { now, ago, later } = momentWithLea();
const match = { savedSearchId: 3, candidateId: 7, dueAt: ago(0) };

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
      mail("sent a week ago", ago(0), { doneAt: ago(7 * DAY), state: "sent" }),
      mail("sent yesterday", ago(0), { doneAt: ago(DAY), state: "sent" }),
      mail("still to be sent", ago(0), { createdAt: ago(30 * DAY) }),
      mail("farewell sent", ago(0), { kind: "goodbye", candidateId: null, doneAt: ago(1), state: "sent" }),
      mail("farewell to be sent", ago(0), { kind: "retention-goodbye", candidateId: null }),
    ]);
  await sweep(deps, now);
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
  await sweep(deps, now);
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
  await sweep(deps, now);
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
  await sweep(deps, now);
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
  await sweep(deps, now);
  expect(await kept("SELECT id FROM dead_letters UNION ALL SELECT id FROM provider_events")).toEqual([
    "recent",
    "recent",
  ]);
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
  await sweep(deps, now);
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
  await sweep(deps, now);
  expect(await kept("SELECT hash FROM operator_tokens")).toEqual(["future"]);
  expect(await kept("SELECT id FROM operator_challenges")).toEqual(["future"]);
  expect(await kept("SELECT id FROM operator_sessions")).toEqual(["alive"]);
  expect(await kept("SELECT id FROM operator_audit")).toEqual([2]);
});
