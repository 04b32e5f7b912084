import { env } from "cloudflare:workers";
import { beforeAll, expect, test } from "vitest";
import { OFFER_STATES, readOfferFilter } from "#app/domain/operations/offer-filter.ts";
import type { Accounts } from "#db/accounts/database.ts";
import {
  findByAddress,
  findRecruiter,
  listRecruiterEvents,
  listRecruiters,
} from "#db/accounts/operations/recruiters.ts";
import { countRecruiters, findPublishers } from "#db/accounts/publishing/recruiters/administrations.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { findAdministrations } from "#db/catalogue/offers/administrations.ts";
import { findAdministration, listAdministrations } from "#db/catalogue/operations/administrations.ts";
import {
  findSharedFeeds,
  listMergedNames,
  markStale,
  moveKeysAndScheduled,
  moveOffers,
} from "#db/catalogue/operations/merging.ts";
import {
  findWaitingOffer,
  findWatchedOffer,
  listRefusals,
  listSourceImports,
} from "#db/catalogue/operations/offer-history.ts";
import { isReference, listOffers, listSources } from "#db/catalogue/operations/offer-list.ts";
import { at, emptyCatalogue, send } from "#test/support/imports/imports.ts";
import { plansOf, plansOfAccounts } from "#test/support/plans.ts";
import { aPosting } from "#test/support/postings.ts";

const TODAY = "2026-01-15";
const CULTURE = "ministere-de-la-culture";
const filter = (query: string) => readOfferFilter(new URLSearchParams(query));
const listed = (query: string) => (db: Catalogue) => listOffers(db, filter(query), TODAY);

beforeAll(async () => {
  await emptyCatalogue();
  await send([aPosting({ reference: "S-2026-000001" }), aPosting({ reference: "S-2026-000002" })]);
  await env.CATALOGUE.prepare(
    "INSERT INTO administrations (slug, label, merged_into) SELECT 'culture', 'Culture', id FROM administrations",
  ).run();
  await env.CATALOGUE.prepare(
    "UPDATE offers SET administration_id = (SELECT id FROM administrations WHERE slug = 'culture')",
  ).run();
});

test.each<[string, (db: Catalogue) => Promise<unknown>]>([
  ...OFFER_STATES.flatMap(({ code }) =>
    ["", "&administration=culture", "&source=etat/ndjson&avant=9", "&q=archives"].map(
      (more): [string, (db: Catalogue) => Promise<unknown>] => [
        `offers, ${code}${more}`,
        listed(`etat=${code}${more}`),
      ],
    ),
  ),
  ["whether a reference is known", (db) => isReference(db, "S-2026-000001")],
  ["an offer", (db) => findWatchedOffer(db, "S-2026-000001")],
  ["a scheduled offer", (db) => findWaitingOffer(db, "S-2026-000001")],
  ["the imports of a source", (db) => listSourceImports(db, "etat/ndjson", "S-2026-000001")],
  ["refusals", (db) => listRefusals(db, "etat/ndjson", "S-2026-000001")],
  ["administrations", (db) => listAdministrations(db, { after: "c", words: "culture" })],
  ["an administration", (db) => findAdministration(db, CULTURE)],
  ["what slugs mean", (db) => findAdministrations(db, [CULTURE])],
  ["shared feeds", (db) => findSharedFeeds(db, CULTURE, "culture")],
  ["marking offers", (db) => markStale(db, CULTURE, 500)],
  ["sources", listSources],
  ["merged names", listMergedNames],
  ["moving keys and scheduled offers", moveKeysAndScheduled],
  ["moving offers", (db) => moveOffers(db, at(1).toISOString(), 1)],
])("%s: no statement goes through the whole of a large table", async (_, ask) => {
  const plans = await plansOf(ask);
  expect(plans.filter((step) => /SCAN (o|offers|t|s|i|imports|quarantine|scheduled_offers)\b/.test(step))).toEqual([]);
});

const someone = { administration: CULTURE, email: "anne@culture.gouv.fr" };

test.each<[string, (db: Accounts) => Promise<unknown>]>([
  ["the recruiters of an administration", (db) => listRecruiters(db, CULTURE)],
  ["recruiters by address", (db) => findByAddress(db, "anne@")],
  ["what a recruiter did", (db) => listRecruiterEvents(db, someone)],
  ["counts of recruiters", (db) => countRecruiters(db, [CULTURE])],
  ["publishers", (db) => findPublishers(db, [CULTURE])],
  ["a recruiter", (db) => findRecruiter(db, 1)],
])("%s: no statement goes through the whole of a table", async (_, ask) => {
  const plans = await plansOfAccounts(ask);
  expect(plans.filter((step) => /SCAN (r|recruiters|publishers|publishing_events)\b/.test(step))).toEqual([]);
});
