import { env } from "cloudflare:workers";
import { beforeAll, expect, test } from "vitest";
import { OFFER_SORTS, OFFER_TABS, type OfferListing, readListing } from "#app/domain/publishing/offer-tabs.ts";
import type { Accounts } from "#db/accounts/database.ts";
import {
  countDrafts,
  findOrigins,
  listAuthors,
  listDrafts,
  listEventsOf,
} from "#db/accounts/publishing/drafts/draft-lists.ts";
import {
  deleteDraft,
  findDraft,
  findDraftOf,
  findLastDraft,
  returnDraft,
  submitDraft,
  updateTyped,
} from "#db/accounts/publishing/drafts/drafts.ts";
import { recordOfferAct, unrelease, writeDraftLastDay } from "#db/accounts/publishing/drafts/released-drafts.ts";
import { beginRelease, endRelease, findInterrupted, isTaken } from "#db/accounts/publishing/drafts/releasing.ts";
import {
  findRemindedDraft,
  findToRemind,
  isUsed,
  markLinkUsed,
  writeReminder,
} from "#db/accounts/publishing/drafts/reminders.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import {
  countOwnOffers,
  findOwnOffer,
  findOwnOffers,
  findScheduledOffer,
  listOwnOffers,
  listScheduledOffers,
} from "#db/catalogue/publishing/own-offers.ts";
import { plansOf, plansOfAccounts } from "#test/support/plans.ts";
import { aDraft, aWriter, CULTURE } from "#test/support/spaces/drafts.ts";

const NOW = new Date("2026-03-02T10:00:00.000Z");
const TODAY = "2026-03-02";
const owned = { id: "brouillon", administration: CULTURE };
const act = { ...owned, version: 1, actor: "Anne" };
const listing = (query: string) => readListing(new URLSearchParams(query));
const draft = await aDraft(await aWriter());

const LISTINGS = OFFER_TABS.flatMap(({ code, at }) =>
  OFFER_SORTS.map(({ code: sort }) => ({ at, query: `etat=${code}&tri=${sort}&q=été&type=stage&source=api&auteur=1` })),
);

beforeAll(async () => {
  await env.CATALOGUE.prepare("INSERT OR IGNORE INTO administrations (slug, label) VALUES (?, ?)")
    .bind(CULTURE, "Ministère de la Culture")
    .run();
});

test.each<[string, (db: Catalogue) => Promise<unknown>]>([
  ...LISTINGS.filter(({ at }) => at === "offer").map(({ query }): [string, (db: Catalogue) => Promise<unknown>] => [
    query,
    (db) => listOwnOffers(db, CULTURE, listing(query) as OfferListing & { tab: "publiees" }, TODAY),
  ]),
  ["counts", (db) => countOwnOffers(db, CULTURE, TODAY)],
  ["scheduled offers", (db) => listScheduledOffers(db, CULTURE)],
  ["a scheduled offer", (db) => findScheduledOffer(db, "S-1", CULTURE)],
  ["an offer", (db) => findOwnOffer(db, "S-1", CULTURE)],
  ["some offers", (db) => findOwnOffers(db, ["S-1"], CULTURE)],
])("the catalogue is asked by its indexes: %s", async (_, ask) => {
  expect((await plansOf(ask)).filter(scansTable)).toEqual([]);
});

test.each<[string, (db: Accounts) => Promise<unknown>]>([
  ...LISTINGS.filter(({ at }) => at === "draft").map(({ query }): [string, (db: Accounts) => Promise<unknown>] => [
    query,
    (db) => listDrafts(db, CULTURE, listing(query) as OfferListing & { tab: "brouillons" }),
  ]),
  ["counts", (db) => countDrafts(db, CULTURE)],
  ["authors", (db) => listAuthors(db, CULTURE)],
  ["origins", (db) => findOrigins(db, ["S-1"], CULTURE)],
  ["events", (db) => listEventsOf(db, ["S-1"], CULTURE)],
  ["a draft", (db) => findDraft(db, owned)],
  ["the draft of an offer", (db) => findDraftOf(db, "S-1", CULTURE)],
  ["the last draft", (db) => findLastDraft(db, 1)],
  ["saving", (db) => updateTyped(db, { ...owned, version: 1 }, {}, NOW)],
  ["sending to be read", (db) => submitDraft(db, act, NOW)],
  ["giving back", (db) => returnDraft(db, act, "Non", NOW)],
  ["beginning a release", (db) => beginRelease(db, { ...act, references: ["S-1"], event: "offer-published" }, NOW)],
  ["ending a release", (db) => endRelease(db, draft, NOW)],
  ["interrupted releases", (db) => findInterrupted(db, 20, NOW)],
  ["a reference", (db) => isTaken(db, "S-1")],
  ["prolonging", (db) => writeDraftLastDay(db, owned, "2026-04-20", NOW)],
  ["giving up a day", (db) => unrelease(db, owned, "Anne", NOW)],
  [
    "acting",
    (db) =>
      recordOfferAct(db, { administration: CULTURE, actor: "Anne", event: "offer-filled", references: ["S-1"] }, NOW),
  ],
  ["reminders", (db) => findToRemind(db, 100, NOW)],
  ["a reminder", (db) => writeReminder(db, draft, { due: { key: "k", lastDay: null }, nextAt: null }, NOW)],
  ["the draft of a link", (db) => findRemindedDraft(db, "brouillon")],
  ["a link", (db) => isUsed(db, "a")],
  ["using a link", (db) => markLinkUsed(db, "a", NOW)],
  ["deleting", (db) => deleteDraft(db, owned, "Anne", NOW)],
])("the accounts are asked by their indexes: %s", async (_, ask) => {
  expect((await plansOfAccounts(ask)).filter(scansTable)).toEqual([]);
});

/** A scan of a table: a step that is read to its end. Lists that are given, as JSON, are. */
function scansTable(step: string): boolean {
  return /^SCAN (?!json_each|value|CONSTANT)/.test(step) && !/VIRTUAL TABLE/.test(step);
}
