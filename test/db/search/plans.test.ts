import { env } from "cloudflare:workers";
import { beforeAll, expect, test } from "vitest";
import { compileMatch } from "#app/domain/search/match.ts";
import { parseSearch } from "#app/domain/search/search.ts";
import { readBeginning } from "#app/domain/search/suggestions/suggestions.ts";
import { importPostings } from "#app/services/imports/import-postings.ts";
import { findSnapshot } from "#db/accounts/alerts/snapshots.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { findSuppression } from "#db/accounts/mails/suppressions.ts";
import {
  deleteSavedSearch,
  findSameSearch,
  findSavedSearch,
  insertSavedSearch,
  listSavedSearches,
  markSeen,
  renameSavedSearch,
  restoreSavedSearch,
  setCadence,
  switchOff,
  updateCriteria,
} from "#db/accounts/saved-searches/saved-searches.ts";
import { deleteEnded } from "#db/accounts/sweeping.ts";
import { findCatalogueState } from "#db/catalogue/api/catalogue-state.ts";
import { findChanges } from "#db/catalogue/api/changes.ts";
import { findOpenIds, readInSlices } from "#db/catalogue/api/open-offers.ts";
import { type Catalogue, openCatalogue } from "#db/catalogue/database.ts";
import { findSummaries } from "#db/catalogue/offers/offer-summaries.ts";
import { findOffer } from "#db/catalogue/offers/offers.ts";
import { findSitemapFiles, findSitemapOffers } from "#db/catalogue/offers/sitemap.ts";
import { countForSavedSearches } from "#db/catalogue/saved-searches/saved-searches.ts";
import { findAlternatives } from "#db/catalogue/search/alternatives.ts";
import { findSearchChoices } from "#db/catalogue/search/choices.ts";
import { findLandingCounts } from "#db/catalogue/search/landing-counts.ts";
import { findNeighbours } from "#db/catalogue/search/neighbours.ts";
import { findFullOffers, findOffers } from "#db/catalogue/search/offer-pages.ts";
import { findPartial } from "#db/catalogue/search/partial.ts";
import { findResults } from "#db/catalogue/search/results.ts";
import { findSuggestible } from "#db/catalogue/search/suggestions.ts";
import { plansOf, plansOfAccounts } from "#test/support/plans.ts";
import { aPosting } from "#test/support/postings.ts";

const TODAY = "2026-01-15";
const searchOf = (query: string) => parseSearch(new URLSearchParams(query)).search;
const SEARCHES = [
  "",
  "q=communication",
  "q=communication&region=53",
  "tri=debut&type=stage",
  "niveau=6&page=3",
  "q=xyz",
];

beforeAll(async () => {
  const reads = Array.from({ length: 30 }, (_, n) => ({
    ok: true as const,
    posting: aPosting({ reference: `S-2026-${1000 + n}` }),
    doubts: [],
    raw: "",
  }));
  const request = { publisher: "etat", feed: "ndjson", reads, full: false, force: false, part: null };
  await importPostings(openCatalogue(env.CATALOGUE), request, new Date("2026-01-15T12:00:00Z"));
});

const QUESTIONS: Record<string, (db: Catalogue) => Promise<unknown>> = {
  "a page of results": (db) => Promise.all(SEARCHES.map((query) => findResults(db, searchOf(query), TODAY))),
  "a list of offers": (db) => Promise.all(SEARCHES.map((query) => findOffers(db, searchOf(query), TODAY))),
  "a feed": (db) => Promise.all(SEARCHES.map((query) => findFullOffers(db, searchOf(query), TODAY, 50))),
  "what answers a part of the words": (db) =>
    Promise.all(SEARCHES.map((query) => findPartial(db, searchOf(query), TODAY, 10))),
  "what to change when nothing is found": (db) =>
    findAlternatives(db, searchOf("q=comunication+xyzxyz&region=53"), TODAY, new Map()),
  "an offer": (db) => findOffer(db, "S-2026-1000"),
  "what stands around an offer": async (db) => {
    const offer = await findOffer(openCatalogue(env.CATALOGUE), "S-2026-1000");
    if (offer) await findNeighbours(db, offer, searchOf("q=communication"), TODAY);
  },
  "what the form proposes": (db) => findSearchChoices(db),
  "the suggestions": async (db) => {
    const beginning = readBeginning("commun");
    if (beginning) await findSuggestible(db, beginning, TODAY);
  },
  "the counts of the landing pages": (db) => findLandingCounts(db),
  "the files of the sitemap": (db) => findSitemapFiles(db),
  "what saved searches find": (db) =>
    countForSavedSearches(
      db,
      SEARCHES.map((query) => ({ match: compileMatch(searchOf(query)).expression, seenOfferId: 10 })),
      TODAY,
      "2025-12-01T00:00:00.000Z",
    ),
  "the offers of a mail": (db) => findSummaries(db, [1, 2, 3]),
  "every open offer": async (db) => {
    for await (const _ of readInSlices(db, await findOpenIds(db, "stage", TODAY)));
  },
  "whether any offer has changed": (db) => findCatalogueState(db),
  "what changed": (db) =>
    findChanges(db, { changedAt: "2026-01-01", id: 3 }, { today: TODAY, closedSince: "2025-12-16", size: 10 }),
  "a file of the sitemap": (db) => findSitemapOffers(db, 1, TODAY),
};

test.each(Object.entries(QUESTIONS))(
  "%s reads offers by their keys: no statement goes through all of them",
  async (_, ask) => {
    const steps = await plansOf(ask);
    expect(steps.length).toBeGreaterThan(0);
    // « SCAN offers_fts_even VIRTUAL TABLE » is the index; « SCAN o », whatever the index used, would read every offer.
    expect(steps.filter((step) => /^SCAN (?:o|s|t|offers)(?: |$)/.test(step))).toEqual([]);
  },
);

const OWNED = { id: 1, candidateId: 1 };
const NOW = new Date("2026-01-15T12:00:00Z");
const COMPILED = { criteria: "q=a", match: "w", textVersion: 1, searchTokens: ["w:a"], newestOfferId: 1 };

const OF_CANDIDATES: Record<string, (db: Accounts) => Promise<unknown>> = {
  "a candidate’s saved searches": (db) => listSavedSearches(db, 1),
  "one of them": (db) => findSavedSearch(db, OWNED),
  "the same search": (db) => findSameSearch(db, "q=a", 1),
  "saving a search": (db) => insertSavedSearch(db, { candidateId: 1, name: "", ...COMPILED }, NOW).catch(() => null),
  "renaming it": (db) => renameSavedSearch(db, OWNED, ""),
  "changing its criteria": (db) => updateCriteria(db, OWNED, COMPILED),
  "switching its bell on": (db) => setCadence(db, OWNED, { cadence: "daily", due: "", newestOfferId: 1 }),
  "switching its bell off": (db) => setCadence(db, OWNED, { cadence: null, due: "", newestOfferId: 1 }),
  "stopping an alert by a mail": (db) => switchOff(db, 1, 1, NOW),
  "stopping all alerts by a mail": (db) => switchOff(db, 1, null, NOW),
  "deleting it": (db) => deleteSavedSearch(db, OWNED, NOW),
  "undoing that": (db) => restoreSavedSearch(db, OWNED, 1),
  "noting that it was seen": (db) => markSeen(db, OWNED, 1),
  "the offers that a mail told of": (db) => findSnapshot(db, "x"),
  "whether an address takes mail": (db) => findSuppression(db, "x"),
  "what ends": (db) => deleteEnded(db, NOW),
};

test.each(Object.entries(OF_CANDIDATES))("%s goes through no table of the accounts whole", async (_, ask) => {
  const steps = await plansOfAccounts(ask);
  expect(steps.length).toBeGreaterThan(0);
  expect(
    steps.filter((step) =>
      /^SCAN (?:saved_searches|alert_matches|mailed_offers|mails|snapshots|search_tokens|[smo])(?: |$)/.test(step),
    ),
  ).toEqual([]);
});
