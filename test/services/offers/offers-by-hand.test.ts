import { env } from "cloudflare:workers";
import { beforeEach, expect, test } from "vitest";
import { parseSearch } from "#app/domain/search/search.ts";
import { closeOfferByHand, extendOffer, republishOffer } from "#app/services/offers/offers-by-hand.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import { findOffer } from "#db/catalogue/offers/offers.ts";
import { findOffers } from "#db/catalogue/search/offer-pages.ts";
import { eachFault } from "#test/support/faults.ts";
import { at, COUNTS, db, emptyCatalogue, rows, send, snapshot } from "#test/support/imports/imports.ts";
import { aPosting } from "#test/support/postings.ts";

const REFERENCE = "S-2026-000001";
const TODAY = "2026-01-15";
const POSTING = aPosting({ reference: REFERENCE, title: "Archiviste" });

beforeEach(async () => {
  await emptyCatalogue();
  await send([POSTING]);
});

test("an offer that a person closes is found no more, and says why", async () => {
  expect(await closeOfferByHand(db, REFERENCE, "filled", at(1))).toBe("closed");
  expect(await findOffer(db, REFERENCE)).toMatchObject({ withdrawnAt: at(1).toISOString(), closedByHand: "filled" });
  expect(await found("")).toEqual([]);
  expect(await rows(COUNTS)).toEqual([{ dimension: "entries", code: "", count: 0 }]);
});

test("an offer of another reference than any is unknown", async () => {
  expect(await closeOfferByHand(db, "S-2026-999999", "filled", at(1))).toBe("unknown");
  expect(await republishOffer(db, "S-2026-999999", at(1))).toBe("unknown");
  expect(await extendOffer(db, "S-2026-999999", "2026-03-01", at(1))).toBe("unknown");
});

test("an import that shows a closed offer again leaves it closed, and reports it", async () => {
  await closeOfferByHand(db, REFERENCE, "filled", at(1));
  const report = await send([POSTING], { full: true, minute: 2 });
  expect(report).toMatchObject({ created: 0, updated: 0, unchanged: 1, withdrawn: 0, closedByHand: [REFERENCE] });
  expect(await found("")).toEqual([]);
});

test("an import that edits a closed offer writes its content, and leaves it closed", async () => {
  await closeOfferByHand(db, REFERENCE, "withdrawn", at(1));
  const report = await send([{ ...POSTING, title: "Juriste" }], { minute: 2 });
  expect(report).toMatchObject({ updated: 1, closedByHand: [REFERENCE] });
  expect(await findOffer(db, REFERENCE)).toMatchObject({
    title: "Juriste",
    closedByHand: "withdrawn",
    withdrawnAt: at(1).toISOString(),
  });
  expect(await found("q=juriste")).toEqual([]);
});

test("an offer that is republished is found under its id, and imports treat it as any other", async () => {
  const id = (await findOffer(db, REFERENCE))?.id;
  await closeOfferByHand(db, REFERENCE, "filled", at(1));
  expect(await republishOffer(db, REFERENCE, at(2))).toBe("republished");
  expect(await findOffer(db, REFERENCE)).toMatchObject({ id, withdrawnAt: null, closedByHand: null });
  expect(await found("q=archiviste")).toEqual([REFERENCE]);
  expect(await send([POSTING], { minute: 3 })).toMatchObject({ unchanged: 1, closedByHand: [] });
});

test("an offer whose last day is past is extended before it is republished", async () => {
  await send([{ ...POSTING, expiresOn: "2026-01-14" }], { minute: 1 });
  await closeOfferByHand(db, REFERENCE, "withdrawn", at(2));
  expect(await republishOffer(db, REFERENCE, at(3))).toBe("expired");
  expect(await extendOffer(db, REFERENCE, "2026-02-14", at(4))).toBe("extended");
  expect(await found("")).toEqual([]);
  expect(await republishOffer(db, REFERENCE, at(5))).toBe("republished");
  expect(await found("q=archiviste")).toEqual([REFERENCE]);
});

test("an offer whose last day was past is found again once it is extended", async () => {
  await send([{ ...POSTING, expiresOn: "2026-01-14" }], { minute: 1 });
  expect(await found("")).toEqual([]);
  await extendOffer(db, REFERENCE, TODAY, at(2));
  expect(await findOffer(db, REFERENCE)).toMatchObject({ expiresOn: TODAY });
  expect(await found("q=archiviste")).toEqual([REFERENCE]);
});

test("an extension lasts while the publisher sends the same posting", async () => {
  const posting = { ...POSTING, expiresOn: "2026-01-20" };
  await send([posting], { minute: 1 });
  await extendOffer(db, REFERENCE, "2026-02-20", at(2));
  expect(await send([posting], { minute: 3 })).toMatchObject({ unchanged: 1 });
  expect(await findOffer(db, REFERENCE)).toMatchObject({ expiresOn: "2026-02-20" });
});

test.each(["2026-01-14", "2026-02-30", "demain", ""])("the last day « %s » extends nothing", async (day) => {
  expect(await extendOffer(db, REFERENCE, day, at(1))).toBe("past");
  expect(await findOffer(db, REFERENCE)).toMatchObject({ expiresOn: null });
});

test("each write of an offer says when it changed", async () => {
  const changedAt = async () => (await rows("SELECT changed_at AS at FROM offers"))[0];
  expect(await changedAt()).toEqual({ at: at(0).toISOString() });
  await send([POSTING], { minute: 1 });
  expect(await changedAt()).toEqual({ at: at(0).toISOString() });
  await send([{ ...POSTING, title: "Juriste" }], { minute: 2 });
  expect(await changedAt()).toEqual({ at: at(2).toISOString() });
  await extendOffer(db, REFERENCE, "2026-02-20", at(3));
  expect(await changedAt()).toEqual({ at: at(3).toISOString() });
  await closeOfferByHand(db, REFERENCE, "filled", at(4));
  expect(await changedAt()).toEqual({ at: at(4).toISOString() });
  await republishOffer(db, REFERENCE, at(5));
  expect(await changedAt()).toEqual({ at: at(5).toISOString() });
  await send([], { full: true, force: true, minute: 6 });
  expect(await changedAt()).toEqual({ at: at(6).toISOString() });
});

test.each([
  ["closing", (catalogue: typeof db) => closeOfferByHand(catalogue, REFERENCE, "filled", at(3))],
  ["republishing", (catalogue: typeof db) => republishOffer(catalogue, REFERENCE, at(3))],
  ["extending", (catalogue: typeof db) => extendOffer(catalogue, REFERENCE, "2026-03-01", at(3))],
])("%s that breaks at any call is finished by doing it again", async (name, act) => {
  const prepare = async () => {
    await emptyCatalogue();
    await env.CATALOGUE.prepare("DELETE FROM sqlite_sequence").run();
    await send([POSTING]);
    if (name === "republishing") await closeOfferByHand(db, REFERENCE, "filled", at(1));
  };
  await prepare();
  await act(db);
  const expected = await snapshot();
  await eachFault(async (faults, fault) => {
    await prepare();
    await act(openCatalogue(faults.d1(env.CATALOGUE))).catch(() => {});
    await act(db);
    expect(await snapshot(), fault).toEqual(expected);
  });
});

async function found(query: string): Promise<string[]> {
  const { offers } = await findOffers(db, parseSearch(new URLSearchParams(query)).search, TODAY);
  return offers.map(({ reference }) => reference);
}
