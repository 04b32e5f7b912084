import { env } from "cloudflare:workers";
import { beforeEach, expect, test } from "vitest";
import { parseSearch } from "#app/domain/search/search.ts";
import { publishPosting, withdrawPosting } from "#app/services/imports/publish-posting.ts";
import { closeOfferByHand, republishOffer } from "#app/services/offers/offers-by-hand.ts";
import { hideOffer, restoreOffer } from "#app/services/operations/hide-offer.ts";
import { openAccounts } from "#db/accounts/database.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import { findOffer } from "#db/catalogue/offers/offers.ts";
import { findOffers } from "#db/catalogue/search/offer-pages.ts";
import { eachFault } from "#test/support/faults.ts";
import { at, db, emptyCatalogue, rows, send } from "#test/support/imports/imports.ts";
import { aPosting } from "#test/support/postings.ts";

const REFERENCE = "S-2026-000001";
const POSTING = aPosting({ reference: REFERENCE, title: "Archiviste" });
const OTHER = aPosting({ reference: "S-2026-000002" });
const accounts = openAccounts(env.ACCOUNTS);
const deps = { accounts, catalogue: db };
const act = {
  operator: { id: 1, email: "ada@pass.example" },
  reference: REFERENCE,
  administration: "ministere-de-la-culture",
  reason: "Contenu illicite.",
};
const hide = (minute: number) => hideOffer(deps, act, at(minute));
const restore = (minute: number) => restoreOffer(deps, { ...act, reason: "Vérifiée" }, at(minute));

beforeEach(async () => {
  await emptyCatalogue();
  await env.ACCOUNTS.prepare("DELETE FROM publishing_events").run();
  await send([POSTING]);
});

test("no import opens a hidden offer again, nor does a recruiter, until operators restore it", async () => {
  const id = (await findOffer(db, REFERENCE))?.id;
  expect(await hide(1)).toBe("hidden");
  expect(await found("")).toEqual([]);
  expect(await send([POSTING], { full: true, minute: 2 })).toMatchObject({ unchanged: 1, closedByHand: [REFERENCE] });
  expect(await send([{ ...POSTING, title: "Juriste" }], { minute: 3 })).toMatchObject({ updated: 1 });
  const publisher = { name: "etat", administration: null };
  expect(await publishPosting(db, publisher, { ...POSTING, title: "Notaire" }, REFERENCE, at(4))).toMatchObject({
    closedByHand: true,
  });
  expect(await closeOfferByHand(db, "S-2026-000009", "filled", at(5))).toBe("unknown");
  expect(await republishOffer(db, REFERENCE, at(5))).toBe("hidden");
  expect(await findOffer(db, REFERENCE)).toMatchObject({ title: "Notaire", closedByHand: "hidden" });
  expect(await found("")).toEqual([]);

  expect(await restore(6)).toBe("shown");
  expect(await findOffer(db, REFERENCE)).toMatchObject({ id, withdrawnAt: null, closedByHand: null });
  expect(await found("q=notaire")).toEqual([REFERENCE]);
});

test.each<[string, () => Promise<unknown>, () => Promise<unknown>]>([
  ["filled before it was hidden", () => closeOfferByHand(db, REFERENCE, "filled", at(1)), async () => {}],
  ["filled while it was hidden", async () => {}, () => closeOfferByHand(db, REFERENCE, "filled", at(3))],
  ["withdrawn by its publisher before", () => withdrawPosting(db, "etat", REFERENCE, at(1)), async () => {}],
  ["withdrawn by its publisher meanwhile", async () => {}, () => withdrawPosting(db, "etat", REFERENCE, at(3))],
  ["left out of a whole feed meanwhile", async () => {}, () => send([OTHER], { full: true, minute: 3 })],
])("an offer that was %s stays closed when it is restored", async (_, before, meanwhile) => {
  await before();
  await hide(2);
  await meanwhile();
  await restore(4);
  const offer = await findOffer(db, REFERENCE);
  expect(offer?.withdrawnAt).not.toBeNull();
  expect(offer?.closedByHand).not.toBe("hidden");
  expect(await found("")).not.toContain(REFERENCE);
});

test("an offer whose last day passed while it was hidden stays past", async () => {
  await send([{ ...POSTING, expiresOn: "2026-01-16" }], { minute: 1 });
  await hide(2);
  await restore(3 * 24 * 60);
  expect(await rows("SELECT indexed, withdrawn_at FROM offers")).toEqual([{ indexed: 0, withdrawn_at: null }]);
});

test("hiding that breaks at any call is written down before it happens, and is finished by doing it again", async () => {
  const hidden = await eachFault(async (faults, fault) => {
    await restore(1);
    const lines = async () =>
      (await env.ACCOUNTS.prepare("SELECT count(*) AS n FROM operator_audit").first<{ n: number }>())?.n ?? 0;
    const before = await lines();
    const broken = {
      accounts: openAccounts(faults.d1(env.ACCOUNTS)),
      catalogue: openCatalogue(faults.d1(env.CATALOGUE)),
    };
    await hideOffer(broken, act, at(2)).catch(() => {});
    const isHidden = (await findOffer(db, REFERENCE))?.closedByHand === "hidden";
    if (isHidden) expect(await lines(), fault).toBeGreaterThan(before);
    await hide(3);
    expect(await found(""), fault).toEqual([]);
  });
  expect(hidden).toBeGreaterThan(2);
});

async function found(query: string): Promise<string[]> {
  const { offers } = await findOffers(db, parseSearch(new URLSearchParams(query)).search, "2026-01-15");
  return offers.map(({ reference }) => reference);
}
