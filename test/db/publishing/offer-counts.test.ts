import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import type { Posting } from "#app/domain/offers/posting.ts";
import { findToldOffers } from "#db/accounts/publishing/told-offers.ts";
import { findPosition, type Step } from "#db/catalogue/cursors.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import { findOffer } from "#db/catalogue/offers/offers.ts";
import {
  type Addition,
  addOfferCounts,
  findOfferCounts,
  sweepOfferCounts,
} from "#db/catalogue/publishing/offer-counts.ts";
import { aReference, publishPostings } from "#test/support/alerts/alerts.ts";
import { plansOf, plansOfAccounts } from "#test/support/plans.ts";
import { aPosting } from "#test/support/postings.ts";

const db = openCatalogue(env.CATALOGUE);
const NOW = new Date("2026-11-25T12:00:00Z");
const WEEK = "2026-11-23";
const FIRST: Step = { cursor: "counts/one", from: "", to: "1" };
const SECOND: Step = { cursor: "counts/one", from: "1", to: "2" };

beforeEach(async () => {
  await db.run("DELETE FROM offer_counts");
  await db.run("DELETE FROM cursors");
});

async function anOffer(said: Partial<Posting> = {}): Promise<{ id: number; reference: string }> {
  const reference = aReference();
  await publishPostings({ catalogue: db }, [aPosting({ reference, ...said })], NOW);
  const offer = await findOffer(db, reference);
  if (!offer) throw new Error("not published");
  return offer;
}

const viewed = (offer: string | number, count: number, week = WEEK): Addition => ({
  offer,
  week,
  kind: "viewed",
  count,
});

describe("adding", () => {
  test("makes a count, and adds to one that is there", async () => {
    const { id, reference } = await anOffer();
    await addOfferCounts(db, [viewed(reference, 2), { ...viewed(reference, 1), kind: "kept" }], FIRST, NOW);
    await addOfferCounts(db, [viewed(reference, 3)], SECOND, NOW);
    expect(await findOfferCounts(db, [id], "")).toEqual([
      { offerId: id, week: WEEK, kind: "kept", count: 1 },
      { offerId: id, week: WEEK, kind: "viewed", count: 5 },
    ]);
  });

  test("goes by id too, and sums what is said of one count", async () => {
    const { id } = await anOffer();
    await addOfferCounts(db, [viewed(id, 2), viewed(id, 3)], FIRST, NOW);
    expect(await findOfferCounts(db, [id], "")).toEqual([{ offerId: id, week: WEEK, kind: "viewed", count: 5 }]);
  });

  test("passes over an offer that does not exist", async () => {
    const { id, reference } = await anOffer();
    await addOfferCounts(db, [viewed("S-0000", 7), viewed(reference, 1)], FIRST, NOW);
    expect(await db.all("SELECT offer_id, count FROM offer_counts")).toEqual([{ offer_id: id, count: 1 }]);
  });

  test("a second time is made once", async () => {
    const { id, reference } = await anOffer();
    for (let time = 0; time < 3; time++) await addOfferCounts(db, [viewed(reference, 2)], FIRST, NOW);
    expect(await findOfferCounts(db, [id], "")).toMatchObject([{ count: 2 }]);
    expect(await findPosition(db, FIRST.cursor)).toBe("1");
  });

  test("moves no cursor back, when an old addition comes after a newer one", async () => {
    const { id, reference } = await anOffer();
    await addOfferCounts(db, [viewed(reference, 2)], FIRST, NOW);
    await addOfferCounts(db, [viewed(reference, 3)], SECOND, NOW);
    await addOfferCounts(db, [viewed(reference, 2)], FIRST, NOW);
    expect(await findOfferCounts(db, [id], "")).toMatchObject([{ count: 5 }]);
    expect(await findPosition(db, FIRST.cursor)).toBe("2");
  });
});

test("counts are found of the offers and weeks that are asked for", async () => {
  const [one, two, three] = [await anOffer(), await anOffer(), await anOffer()];
  const old = "2026-08-31";
  await addOfferCounts(
    db,
    [viewed(one.id, 1), viewed(one.id, 9, old), viewed(two.id, 2), viewed(three.id, 3)],
    FIRST,
    NOW,
  );
  expect(await findOfferCounts(db, [one.id, two.id], WEEK)).toEqual([
    { offerId: one.id, week: WEEK, kind: "viewed", count: 1 },
    { offerId: two.id, week: WEEK, kind: "viewed", count: 2 },
  ]);
});

describe("sweeping", () => {
  const counted = async () =>
    (await db.all<{ offerId: number }>("SELECT offer_id AS offerId FROM offer_counts")).map(({ offerId }) => offerId);

  test("deletes the counts of offers that closed more than 24 months ago, and of no others", async () => {
    const open = await anOffer();
    const expired = await anOffer({ expiresOn: "2024-11-24" });
    const lately = await anOffer({ expiresOn: "2024-11-25" });
    const withdrawn = await anOffer();
    await db.$client
      .prepare("UPDATE offers SET withdrawn_at = '2024-11-25T12:00:00.000Z' WHERE id = ?")
      .bind(withdrawn.id)
      .run();
    const all = [open, expired, lately, withdrawn];
    await addOfferCounts(
      db,
      all.map(({ id }) => viewed(id, 1, "2024-09-02")),
      FIRST,
      NOW,
    );
    await sweepOfferCounts(db, NOW);
    expect(await counted()).toEqual([open.id, lately.id]);
  });

  test("goes on where it stopped, and begins again after the last offer", async () => {
    const { id } = await anOffer({ expiresOn: "2024-01-01" });
    await addOfferCounts(db, [viewed(id, 1)], FIRST, NOW);
    await db.$client.prepare("INSERT INTO cursors VALUES ('counts-swept', ?, '')").bind(`${id}`).run();
    await sweepOfferCounts(db, NOW);
    expect(await counted()).toEqual([id]);
    expect(await findPosition(db, "counts-swept")).toBe("0");
    await sweepOfferCounts(db, NOW);
    expect(await counted()).toEqual([]);
  });

  test("forgets the cursors of isolates that have been silent for a week, and no others", async () => {
    const before = new Date("2026-11-18T12:00:00Z");
    await addOfferCounts(db, [viewed(1, 1)], { cursor: "counts/gone", from: "", to: "1" }, before);
    await addOfferCounts(db, [viewed(1, 1)], { cursor: "counts/here", from: "", to: "1" }, NOW);
    await addOfferCounts(db, [viewed(1, 1)], { cursor: "told", from: "", to: "1" }, before);
    await sweepOfferCounts(db, NOW);
    expect(await Promise.all(["counts/gone", "counts/here", "told"].map((name) => findPosition(db, name)))).toEqual([
      "",
      "1",
      "1",
    ]);
  });
});

/** What grows with offers and candidates, by the names that statements give it. */
const GROWING = /^SCAN (?:offer_counts|offers|o|mails|mailed_offers|cursors)(?: |$)/;

test.each([
  ["adding by reference", () => plansOf((db) => addOfferCounts(db, [viewed("a", 1)], FIRST, NOW))],
  ["adding by id", () => plansOf((db) => addOfferCounts(db, [viewed(1, 1)], FIRST, NOW))],
  ["finding", () => plansOf((db) => findOfferCounts(db, [1, 2], WEEK))],
  ["sweeping", () => plansOf((db) => sweepOfferCounts(db, NOW))],
  ["what alerts told", () => plansOfAccounts((db) => findToldOffers(db, "a b", "b", 10))],
])("%s goes through no table from end to end", async (_, plans) => {
  const steps = await plans();
  expect(steps.length).toBeGreaterThan(0);
  expect(steps.filter((step) => GROWING.test(step))).toEqual([]);
});
