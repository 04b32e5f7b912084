import { env } from "cloudflare:workers";
import { beforeAll, expect, test } from "vitest";
import {
  deleteMatches,
  findDueCandidates,
  insertAlertMails,
  loadDueMatches,
  markMailedBefore,
  postponeMatches,
} from "#db/accounts/alerts/alert-matches.ts";
import {
  type AlertRun,
  findLastMatched,
  findOpenRun,
  insertRun,
  matchSlice,
  missingSlices,
  restartOpenRun,
} from "#db/accounts/alerts/alert-runs.ts";
import { type Accounts, openAccounts } from "#db/accounts/database.ts";
import { claimMails, markTried, type Sendable } from "#db/accounts/mails/sending.ts";
import { findStaleSearches, updateCompiled } from "#db/accounts/saved-searches/compiled-searches.ts";
import {
  deleteSavedSearch,
  insertSavedSearch,
  listSavedSearches,
  restoreSavedSearch,
  setCadence,
  switchOff,
  updateCriteria,
} from "#db/accounts/saved-searches/saved-searches.ts";
import { deleteEnded } from "#db/accounts/sweeping.ts";
import { aCandidateRow } from "#test/support/candidate-row.ts";
import { plansOfAccounts } from "#test/support/plans.ts";

const NOW = new Date("2026-01-15T12:00:00Z");
const AT = NOW.toISOString();
const DUE = { immediate: AT, daily: AT, weekly: AT };
const MANY: AlertRun = {
  ...{ id: 1, fromOfferId: 0, toOfferId: 500, state: "matching", slices: 100, offers: 500 },
  ...{ startedAt: AT, finishedAt: null },
};
const FEW: AlertRun = { ...MANY, offers: 1, slices: 1 };
const SENDABLE: Sendable[] = [{ id: "a", kind: "alert", untried: 1 }];
const PAIRS = [{ savedSearchId: 1, offerId: 2 }];
const hers = { id: 1, candidateId: 1 };
const compiled = { match: 'f:"o"', textVersion: 2, searchTokens: ["f:o"] };
const criteria = { criteria: "q=a", newestOfferId: 1, ...compiled };

const QUESTIONS: Record<string, (db: Accounts) => Promise<unknown>> = {
  "what is due to some": (db) => loadDueMatches(db, [1, 2], { since: AT, textVersion: 2 }, NOW),
  "forgetting what is not to be mailed": (db) => deleteMatches(db, PAIRS),
  "what another mail has told": (db) => markMailedBefore(db, PAIRS),
  "letting it wait": (db) => postponeMatches(db, 1, AT, NOW),
  "writing an alert": (db) => {
    const content = { subject: "", html: "", text: "", headers: {} };
    const mail = { id: "a", candidateId: 1, recipient: "", content, pairs: PAIRS, offerIds: [2], immediate: true };
    return insertAlertMails(db, [mail], NOW);
  },
  "how far rounds have come": (db) => Promise.all([findOpenRun(db), findLastMatched(db), missingSlices(db, MANY)]),
  "opening a round of many offers": (db) => insertRun(db, MANY, NOW),
  "opening a round of few": (db) => insertRun(db, FEW, NOW),
  "a slice of a round of many": (db) => matchSlice(db, MANY, 3, DUE, NOW),
  "a round of few": (db) => matchSlice(db, FEW, 0, DUE, NOW),
  "matching anew": (db) => restartOpenRun(db),
  "the list of saved searches": (db) => listSavedSearches(db, 1),
  "saving a search": (db) => insertSavedSearch(db, { candidateId: 1, name: "", ...criteria }, NOW),
  "other criteria": (db) => updateCriteria(db, hers, criteria),
  "another cadence": (db) => setCadence(db, hers, { cadence: "daily", due: AT, newestOfferId: 1 }),
  "switching a bell off": (db) => setCadence(db, hers, { cadence: null, due: AT, newestOfferId: 1 }),
  "switching one off by the link of a mail": (db) => switchOff(db, 1, 1, NOW),
  "switching all off by the link of a mail": (db) => switchOff(db, 1, null, NOW),
  "deleting a search": (db) => deleteSavedSearch(db, hers, NOW),
  "undoing it": (db) => restoreSavedSearch(db, hers, 1),
  "searches of another text preparation": (db) => findStaleSearches(db, 2, 1),
  "compiling anew": (db) => updateCompiled(db, [{ id: 1, broken: null, ...compiled, criteria: "q=a" }]),
  "clearing away": (db) => deleteEnded(db, NOW),
  "taking mails up": (db) => claimMails(db, SENDABLE, PAIRS, { now: NOW, leaseMs: 1000 }),
  "marking a mail": (db) => markTried(db, { id: "a", leaseUntil: AT }, "PASS <pass@exemple.fr>", NOW),
};

/** What grows with people and what they are told, by the names that statements give it. */
const GROWING =
  /^SCAN (?:alert_matches|m|mailed_offers|mails|saved_searches|s|o|search_tokens|t|snapshots|candidates|c)(?: |$)/;
/**
 * Walks that are named searches: every saved search is of this version, and at seven o'clock most of what waits is due.
 */
const WALKED = /saved_searches_version \(text_version=\?\)|alert_matches_due|mails_due \(state=\?\)/;

beforeAll(async () => {
  const db = openAccounts(env.ACCOUNTS);
  await aCandidateRow(db, "ada");
  await db.run("INSERT INTO fresh_offers_fts (rowid, title) VALUES (1, 'a')");
});

test.each(Object.entries(QUESTIONS))("%s goes through no table of the accounts from end to end", async (_, ask) => {
  const steps = await plansOfAccounts(ask);
  expect(steps.length).toBeGreaterThan(0);
  expect(steps.filter((step) => GROWING.test(step) || WALKED.test(step))).toEqual([]);
});

test("whom something is due to is asked of what is due, as far as a tick goes", async () => {
  const steps = await plansOfAccounts((db) => findDueCandidates(db, NOW, 5_000));
  expect(steps.filter((step) => GROWING.test(step))).toEqual([]);
  expect(steps).toContainEqual(expect.stringContaining("alert_matches_due (due_at<?)"));
});
