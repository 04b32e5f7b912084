import { env } from "cloudflare:workers";
import { beforeEach, expect, test } from "vitest";
import { importPostings } from "#app/services/imports/import-postings.ts";
import { closeOfferByHand, republishOffer } from "#app/services/offers/offers-by-hand.ts";
import { actOnOffer, findKnownOffer } from "#app/services/publishing/act-on-offer.ts";
import { purgeContacts } from "#app/services/publishing/purge-contacts.ts";
import { openAccounts } from "#db/accounts/database.ts";
import { eraseTypedContacts, findOldReleased } from "#db/accounts/publishing/drafts/old-contacts.ts";
import { deleteOldQuarantine } from "#db/catalogue/imports/quarantine.ts";
import { findOffer } from "#db/catalogue/offers/offers.ts";
import { eraseContacts, findLiving } from "#db/catalogue/offers/old-contacts.ts";
import { at, db, emptyCatalogue, request, rows, send } from "#test/support/imports/imports.ts";
import { plansOf, plansOfAccounts } from "#test/support/plans.ts";
import { aPosting } from "#test/support/postings.ts";
import { aReleased, aWriter, CULTURE, forgetPublishing, theDraft } from "#test/support/spaces/drafts.ts";

const accounts = openAccounts(env.ACCOUNTS);
const REFERENCE = "S-2026-000001";
const POSTING = aPosting({ reference: REFERENCE });
/** Imports are sent on 15 January 2026. */
const IN_A_YEAR = new Date("2027-01-15T13:00:00.000Z");
const JUST_BEFORE = new Date("2027-01-15T12:00:00.000Z");

const purge = (now: Date) => purgeContacts({ accounts, catalogue: db }, now);
const contacts = async (reference = REFERENCE) => (await findOffer(db, reference))?.contacts;

beforeEach(async () => {
  await emptyCatalogue();
  await forgetPublishing();
  await env.ACCOUNTS.prepare("DELETE FROM cursors").run();
});

test("the contacts of an offer are erased twelve months after it was withdrawn, and not before", async () => {
  await send([POSTING]);
  await closeOfferByHand(db, REFERENCE, "withdrawn", at(1));
  await purge(JUST_BEFORE);
  expect(await contacts()).toEqual(POSTING.contacts);
  await purge(IN_A_YEAR);
  await purge(IN_A_YEAR);
  expect(await contacts()).toEqual([]);
});

test("the contacts of an offer are erased twelve months after its last day; those of an open offer never", async () => {
  await send([
    { ...POSTING, expiresOn: "2026-01-15" },
    aPosting({ reference: "S-2026-000002", expiresOn: "2027-02-01" }),
    aPosting({ reference: "S-2026-000003" }),
  ]);
  await purge(IN_A_YEAR);
  expect(await contacts()).toEqual(POSTING.contacts);
  await purge(new Date("2027-01-16T13:00:00.000Z"));
  expect(await Promise.all([contacts(), contacts("S-2026-000002"), contacts("S-2026-000003")])).toEqual([
    [],
    POSTING.contacts,
    POSTING.contacts,
  ]);
});

test("an import that still shows an expired offer as it was does not bring its contacts back", async () => {
  const expired = { ...POSTING, expiresOn: "2024-01-01" };
  await send([expired]);
  await purge(at(1));
  expect(await send([expired], { minute: 2 })).toMatchObject({ unchanged: 1 });
  expect(await contacts()).toEqual([]);
});

test("an offer that comes back from its employer gets its contacts again", async () => {
  await send([POSTING]);
  // A full import without it withdraws it.
  await send([], { full: true, force: true, minute: 1 });
  await purge(IN_A_YEAR);
  expect(await send([POSTING], { minute: 2 })).toMatchObject({ updated: 1 });
  expect(await contacts()).toEqual(POSTING.contacts);
});

test("an offer that a person closed and opens again gets its contacts from the next import", async () => {
  await send([POSTING]);
  await closeOfferByHand(db, REFERENCE, "filled", at(1));
  await purge(IN_A_YEAR);
  await republishOffer(db, REFERENCE, at(2));
  expect(await contacts()).toEqual([]);
  await send([POSTING], { minute: 3 });
  expect(await contacts()).toEqual(POSTING.contacts);
});

test("the draft of an offer loses its contacts with its last offer, and says so to who publishes it again", async () => {
  const DAY = new Date("2026-01-10T12:00:00.000Z");
  const typed = { contact2Name: "Anne", contact2Phone: "01 02 03 04 05", place2: "Brest (29)" };
  const { refs } = await aReleased(await aWriter(), typed, DAY);
  await env.ACCOUNTS.prepare("UPDATE drafts SET updated_at = ?").bind(DAY.toISOString()).run();
  const [rennes = "", brest = ""] = refs;
  await closeOfferByHand(db, rennes, "filled", at(1));
  await purge(IN_A_YEAR);
  expect(await contacts(rennes)).toEqual([]);
  expect((await theDraft()).typed).toMatchObject(typed);

  await closeOfferByHand(db, brest, "filled", at(1));
  await purge(IN_A_YEAR);
  const draft = await theDraft();
  expect(Object.keys(draft.typed).sort()).toEqual(["description", "place1", "place2", "title", "type"]);
  expect(draft.version).toBe(draft.releasedVersion);

  const deps = { accounts, catalogue: db };
  const known = await findKnownOffer(deps, rennes, CULTURE);
  const act = { does: "republish", everywhere: false, lastDay: null } as const;
  if (!known) throw new Error("no offer");
  expect(await actOnOffer(deps, known, act, { administration: CULTURE, actor: "Anne" }, IN_A_YEAR)).toBe("erased");
  expect(await findOffer(db, rennes)).toMatchObject({ closedByHand: "filled" });
});

test("a draft that somebody has changed since keeps what she typed", async () => {
  const { refs } = await aReleased(await aWriter(), {}, new Date("2026-01-10T12:00:00.000Z"));
  await closeOfferByHand(db, refs[0] ?? "", "filled", at(1));
  await env.ACCOUNTS.prepare("UPDATE drafts SET updated_at = ?").bind(JUST_BEFORE.toISOString()).run();
  await purge(IN_A_YEAR);
  expect((await theDraft()).typed.contact1Email).toBe("archives@culture.example");
});

test("a line in quarantine is deleted twelve months after it was last sent", async () => {
  const unread = (reference: string) => [
    { ok: false as const, reference, reason: "illisible", raw: `anne ${reference}` },
  ];
  await importPostings(db, { ...request([]), reads: unread("A-2026-1") }, at(0));
  await importPostings(db, { ...request([]), reads: unread("A-2026-2") }, at(10));
  await purge(new Date("2027-01-15T12:05:00.000Z"));
  expect(await rows("SELECT reference FROM quarantine")).toEqual([{ reference: "A-2026-2" }]);
});

const BEFORE = IN_A_YEAR.toISOString();
test.each([
  ["erasing", () => plansOf((catalogue) => eraseContacts(catalogue, BEFORE))],
  ["the quarantine", () => plansOf((catalogue) => deleteOldQuarantine(catalogue, BEFORE))],
  ["living offers", () => plansOf((catalogue) => findLiving(catalogue, ["a"], BEFORE))],
  ["old drafts", () => plansOfAccounts((db) => findOldReleased(db, { after: "", before: BEFORE, limit: 5 }))],
  ["erasing drafts", () => plansOfAccounts((db) => eraseTypedContacts(db, ["a"], BEFORE))],
])("%s goes through no table from end to end", async (_, plans) => {
  expect((await plans()).filter((step) => /^SCAN (offers|quarantine|drafts|scheduled_offers)\b/.test(step))).toEqual(
    [],
  );
});
