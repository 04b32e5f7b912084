import { beforeEach, expect, test } from "vitest";
import type { Posting } from "#app/domain/offers/posting.ts";
import { parseSearch } from "#app/domain/search/search.ts";
import { importPostings } from "#app/services/imports/import-postings.ts";
import { findOffer } from "#db/catalogue/offers/offers.ts";
import { findOffers } from "#db/catalogue/search/offer-pages.ts";
import { at, COUNTS, db, emptyCatalogue, request, rows, send, snapshot } from "#test/support/imports/imports.ts";
import { aPosting } from "#test/support/postings.ts";

const TODAY = "2026-01-15";

beforeEach(emptyCatalogue);

test("a published offer is found by its words and has all fields of its posting", async () => {
  await send([
    aPosting({ reference: "S-2026-000001", contacts: [{ phone: "02 61 91 00 00" }], domains: ["COM", "CUL"] }),
  ]);
  expect(await found("q=communication&region=53&domaine=CUL")).toEqual(["S-2026-000001"]);
  expect(await findOffer(db, "S-2026-000001")).toMatchObject({
    administration: { slug: "ministere-de-la-culture", label: "Ministère de la Culture" },
    contacts: [{ phone: "02 61 91 00 00" }],
    domains: ["COM", "CUL"],
    withdrawnAt: null,
  });
});

test("the same postings sent again change nothing", async () => {
  const postings = [aPosting({ reference: "S-2026-000001" }), aPosting({ reference: "A-2026-000002" })];
  await send(postings);
  const before = await snapshot();
  expect(await send(postings, { minute: 1 })).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
  expect(await snapshot()).toEqual(before);
});

test("the facts of an offer are kept as they are said: yes, no or nothing", async () => {
  await send([
    aPosting({ reference: "S-2026-000001", telework: true, disabilityFriendly: false, pay: "600 € par mois" }),
    aPosting({ reference: "S-2026-000002", telework: false, disabilityFriendly: true }),
    aPosting({ reference: "S-2026-000003" }),
  ]);
  const facts = async (reference: string) => {
    const { telework, disabilityFriendly, pay } = (await findOffer(db, reference)) ?? {};
    return [telework, disabilityFriendly, pay];
  };
  expect(await facts("S-2026-000001")).toEqual([true, false, "600 € par mois"]);
  expect(await facts("S-2026-000002")).toEqual([false, true, null]);
  expect(await facts("S-2026-000003")).toEqual([null, null, null]);
  const { offers } = await findOffers(db, parseSearch(new URLSearchParams("")).search, TODAY);
  expect(offers.map(({ telework }) => telework)).toEqual([null, false, true]);
});

test("an offer imported before an offer could say its pay is unchanged until it says it", async () => {
  const { telework, disabilityFriendly, pay, ...before } = aPosting({ reference: "S-2026-000001" });
  await send([before as Posting]);
  expect(await send([{ ...before, telework, disabilityFriendly, pay }], { minute: 1 })).toMatchObject({ unchanged: 1 });
  const edited = { ...before, telework, disabilityFriendly, pay: "600 € par mois" };
  expect(await send([edited], { minute: 2 })).toMatchObject({ updated: 1 });
  expect(await findOffer(db, "S-2026-000001")).toMatchObject({ pay: "600 € par mois" });
});

test("an offer without a publication date keeps the time of its first import, even when edited", async () => {
  const posting = aPosting({ reference: "S-2026-000001", publishedAt: null, updatedAt: null });
  await send([posting]);
  expect(await send([posting], { minute: 1 })).toMatchObject({ unchanged: 1 });
  await send([{ ...posting, title: "Autre" }], { minute: 2 });
  expect(await findOffer(db, "S-2026-000001")).toMatchObject({
    title: "Autre",
    publishedAt: at(0).toISOString(),
    updatedAt: at(2).toISOString(),
  });
});

test("an edited offer keeps its id and is found by its new words only", async () => {
  await send([aPosting({ reference: "S-2026-000001", title: "Juriste" })]);
  const before = await findOffer(db, "S-2026-000001");
  expect(await send([aPosting({ reference: "S-2026-000001", title: "Archiviste" })])).toMatchObject({ updated: 1 });
  expect((await findOffer(db, "S-2026-000001"))?.id).toBe(before?.id);
  expect(await found("q=juriste")).toEqual([]);
  expect(await found("q=archiviste")).toEqual(["S-2026-000001"]);
});

test("new offers get their ids in the order of their publication, then of their reference", async () => {
  await send([
    aPosting({ reference: "S-2026-000003", publishedAt: "2026-01-12T00:00:00.000Z" }),
    aPosting({ reference: "S-2026-000002", publishedAt: "2026-01-11T00:00:00.000Z" }),
    aPosting({ reference: "S-2026-000001", publishedAt: "2026-01-12T00:00:00.000Z" }),
  ]);
  expect(await found("")).toEqual(["S-2026-000003", "S-2026-000001", "S-2026-000002"]);
});

test("what a full feed no longer shows is withdrawn, and comes back under the same id", async () => {
  const four = ["1", "2", "3", "4"].map((n) => aPosting({ reference: `S-2026-00000${n}` }));
  await send(four, { full: true });
  const id = (await findOffer(db, "S-2026-000004"))?.id;
  expect(await send(four.slice(0, 3), { full: true, minute: 1 })).toMatchObject({ withdrawn: 1, unchanged: 3 });
  expect((await findOffer(db, "S-2026-000004"))?.withdrawnAt).toBe(at(1).toISOString());
  expect(await found("")).toHaveLength(3);

  expect(await send(four, { full: true, minute: 2 })).toMatchObject({ updated: 1 });
  expect(await findOffer(db, "S-2026-000004")).toMatchObject({ id, withdrawnAt: null });
  expect(await found("")).toHaveLength(4);
});

test("a feed that is not full withdraws no offer", async () => {
  await send([aPosting({ reference: "S-2026-000001" }), aPosting({ reference: "S-2026-000002" })]);
  expect(await send([aPosting({ reference: "S-2026-000001" })], { minute: 1 })).toMatchObject({ withdrawn: 0 });
  expect(await found("")).toHaveLength(2);
});

test("a full feed withdraws no offer of another feed or publisher", async () => {
  await send([aPosting({ reference: "A-2026-000001" })], { feed: "pass-apprentissage" });
  await send([aPosting({ reference: "S-2026-000002" })], { publisher: "ville" });
  await send([aPosting({ reference: "S-2026-000003" })], { feed: "pass-stage", full: true, minute: 1 });
  expect(await found("")).toHaveLength(3);
});

test("a full feed that would withdraw more than 30 % is refused whole, unless it is forced", async () => {
  const ten = Array.from({ length: 10 }, (_, n) => aPosting({ reference: `S-2026-00001${n}` }));
  await send(ten, { full: true });
  const six = [...ten.slice(0, 6), aPosting({ reference: "S-2026-000099" })];
  expect(await send(six, { full: true, minute: 1 })).toEqual({ refused: { missing: 4, open: 10 } });
  expect(await findOffer(db, "S-2026-000099")).toBeNull();
  expect(await send(six, { full: true, force: true, minute: 2 })).toMatchObject({ withdrawn: 4, created: 1 });
});

test("a reference that is quarantined is not withdrawn by the full feed that shows it", async () => {
  await send([aPosting({ reference: "S-2026-000001" })], { full: true });
  const report = await importPostings(
    db,
    { ...request([]), full: true, reads: [{ ok: false, reference: "S-2026-000001", reason: "Sans titre.", raw: "x" }] },
    at(1),
  );
  expect(report).toMatchObject({ withdrawn: 0, quarantined: [{ reference: "S-2026-000001", reason: "Sans titre." }] });
  expect(await found("")).toEqual(["S-2026-000001"]);
});

test("an invalid posting is kept once with its reason, until a valid one has its reference", async () => {
  const bad = { ok: false as const, reference: "S-2026-000001", reason: "Sans titre.", raw: "<item/>" };
  await importPostings(db, { ...request([]), reads: [bad] }, at(0));
  await importPostings(db, { ...request([]), reads: [bad] }, at(1));
  expect(await rows("SELECT reference, reason, raw FROM quarantine")).toEqual([
    { reference: "S-2026-000001", reason: "Sans titre.", raw: "<item/>" },
  ]);
  await send([aPosting({ reference: "S-2026-000001" })], { minute: 2 });
  expect(await rows("SELECT * FROM quarantine")).toEqual([]);
});

test("the reference of another publisher is quarantined, never overwritten", async () => {
  await send([aPosting({ reference: "S-2026-000001", title: "Juriste" })], { publisher: "etat" });
  const report = await send([aPosting({ reference: "S-2026-000001", title: "Autre" })], { publisher: "ville" });
  expect(report).toMatchObject({ created: 0, updated: 0, quarantined: [{ reference: "S-2026-000001" }] });
  expect((await findOffer(db, "S-2026-000001"))?.title).toBe("Juriste");
  expect(await rows("SELECT source FROM offers")).toEqual([{ source: "etat/ndjson" }]);
});

test("a reference that occurs twice is one offer if both postings are equal; otherwise the second is quarantined", async () => {
  const one = aPosting({ reference: "S-2026-000001" });
  expect(await send([one, one])).toMatchObject({ created: 1, quarantined: [] });
  const twice = [aPosting({ reference: "S-2026-000002" }), aPosting({ reference: "S-2026-000002", title: "Autre" })];
  expect(await send(twice)).toMatchObject({ created: 1, quarantined: [{ reference: "S-2026-000002" }] });
});

test("a file in several parts is complete with its last part, and only then withdraws", async () => {
  const four = ["1", "2", "3", "4"].map((n) => aPosting({ reference: `S-2026-00000${n}` }));
  await send(four, { full: true });
  const part = (number: number) => ({ run: "a", number, of: 2 });
  expect(await send(four.slice(0, 2), { full: true, part: part(1), minute: 1 })).toMatchObject({
    state: "incomplete",
    withdrawn: 0,
  });
  expect(await send(four.slice(2, 3), { full: true, part: part(2), minute: 2 })).toMatchObject({
    state: "complete",
    withdrawn: 1,
  });
  expect(await found("")).toHaveLength(3);
});

test("a full file in several parts that would withdraw more than 30 % is refused before its withdrawals", async () => {
  const four = ["1", "2", "3", "4"].map((n) => aPosting({ reference: `S-2026-00000${n}` }));
  await send(four, { full: true });
  const part = (number: number) => ({ run: "a", number, of: 2 });
  await send(four.slice(0, 1), { full: true, part: part(1), minute: 1 });
  expect(await send(four.slice(1, 2), { full: true, part: part(2), minute: 2 })).toEqual({
    refused: { missing: 2, open: 4 },
  });
  expect(await found("")).toHaveLength(4);
  expect(await send(four.slice(1, 2), { full: true, force: true, part: part(2), minute: 3 })).toMatchObject({
    state: "complete",
    withdrawn: 2,
  });
});

test("an offer already past its last day is kept and not listed", async () => {
  await send([
    aPosting({ reference: "S-2026-000001", expiresOn: "2026-01-14" }),
    aPosting({ reference: "S-2026-000002", expiresOn: TODAY }),
  ]);
  expect(await found("")).toEqual(["S-2026-000002"]);
  expect(await findOffer(db, "S-2026-000001")).not.toBeNull();
});

test("facet counts follow the open offers", async () => {
  await send([
    aPosting({ reference: "S-2026-000001", level: null }),
    aPosting({ reference: "S-2026-000002", domains: ["COM", "CUL"] }),
    aPosting({ reference: "S-2026-000003", expiresOn: "2026-01-14" }),
  ]);
  expect(await rows(COUNTS)).toEqual(
    [
      ["administration", "ministere-de-la-culture", 2],
      ["all", "", 2],
      ["country", "FRA", 2],
      ["department", "35", 2],
      ["domain", "COM", 2],
      ["domain", "CUL", 1],
      ["entries", "", 2],
      ["level", "0", 1],
      ["level", "6", 1],
      ["region", "53", 2],
      ["region/domain", "53/COM", 2],
      ["region/domain", "53/CUL", 1],
      ["type", "stage", 2],
    ].map(([dimension, code, count]) => ({ dimension, code, count })),
  );
});

async function found(query: string): Promise<string[]> {
  const { offers, count } = await findOffers(db, parseSearch(new URLSearchParams(query)).search, TODAY);
  expect(count).toBe(offers.length);
  return offers.map(({ reference }) => reference);
}
