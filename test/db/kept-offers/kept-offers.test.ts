import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import { MAX_KEPT_OFFERS } from "#app/domain/kept-offers/kept-offer.ts";
import { openAccounts } from "#db/accounts/database.ts";
import { findOffersToNotify } from "#db/accounts/kept-offers/kept-offer-notices.ts";
import { findKeptOffer, keepOffer, listKeptOffers, removeKeptOffer } from "#db/accounts/kept-offers/kept-offers.ts";
import { aCandidateRow } from "#test/support/candidate-row.ts";
import { plansOfAccounts } from "#test/support/plans.ts";

const db = openAccounts(env.ACCOUNTS);
const NOW = new Date("2026-11-24T09:00:00Z");
const LATER = new Date("2026-11-24T10:00:00Z");
const offer = (offerId: number) => ({
  offerId,
  reference: `S-2026-${offerId}`,
  title: `Offre ${offerId}`,
  alreadyShown: null,
});
const namesOf = (kept: { reference: string }[]) => kept.map(({ reference }) => reference);

let ada = 0;
let bob = 0;
let people = 0;
beforeEach(async () => {
  people += 1;
  ada = await aCandidateRow(db, `ada${people}`);
  bob = await aCandidateRow(db, `bob${people}`);
});

describe("keeping an offer", () => {
  test("puts it among hers, the last kept first, and among nobody else’s", async () => {
    await keepOffer(db, ada, offer(1), NOW);
    await keepOffer(db, ada, offer(2), LATER);
    expect(namesOf(await listKeptOffers(db, ada))).toEqual(["S-2026-2", "S-2026-1"]);
    expect(await listKeptOffers(db, bob)).toEqual([]);
    expect(await findKeptOffer(db, bob, "S-2026-1")).toBeNull();
  });

  test("a second time, or twenty times at once, keeps it once, as it was first", async () => {
    await keepOffer(db, ada, offer(1), NOW);
    const again = Array.from({ length: 20 }, () => keepOffer(db, ada, { ...offer(1), title: "Autre titre" }, LATER));
    expect(new Set(await Promise.all(again))).toEqual(new Set(["kept-before"]));
    expect(await listKeptOffers(db, ada)).toMatchObject([{ title: "Offre 1", keptAt: NOW.toISOString() }]);
  });

  test("stops at a hundred, and still answers « kept » for those she has", async () => {
    for (let id = 1; id <= MAX_KEPT_OFFERS; id++) await keepOffer(db, ada, offer(id), NOW);
    expect(await keepOffer(db, ada, offer(500), NOW)).toBe("full");
    expect(await keepOffer(db, ada, offer(1), NOW)).toBe("kept-before");
    expect(await keepOffer(db, bob, offer(500), NOW)).toBe("kept");
    expect(await listKeptOffers(db, ada)).toHaveLength(MAX_KEPT_OFFERS);
  });
});

describe("removing an offer", () => {
  test("takes it out of hers, gives back what it was, and leaves the other candidate’s alone", async () => {
    await keepOffer(db, ada, offer(1), NOW);
    await keepOffer(db, bob, offer(1), NOW);
    expect(await removeKeptOffer(db, ada, "S-2026-1")).toMatchObject({ title: "Offre 1" });
    expect(await listKeptOffers(db, ada)).toEqual([]);
    expect(namesOf(await listKeptOffers(db, bob))).toEqual(["S-2026-1"]);
  });

  test("says that it was not there when it is gone already or is somebody else’s", async () => {
    await keepOffer(db, bob, offer(1), NOW);
    expect(await removeKeptOffer(db, ada, "S-2026-1")).toBeNull();
    expect(namesOf(await listKeptOffers(db, bob))).toEqual(["S-2026-1"]);
  });
});

test("an account that is erased takes its kept offers with it", async () => {
  await keepOffer(db, ada, offer(1), NOW);
  await env.ACCOUNTS.prepare("DELETE FROM candidates WHERE id = ?").bind(ada).run();
  expect(await listKeptOffers(db, ada)).toEqual([]);
});

test("the next candidates to be told are found without reading what all the others keep", async () => {
  const plan = await plansOfAccounts((db) => findOffersToNotify(db, 0, 50));
  expect(plan.filter((step) => /^SCAN k\b/.test(step))).toEqual([]);
});
