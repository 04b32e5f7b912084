import { env } from "cloudflare:workers";
import { beforeEach, expect, test } from "vitest";
import { checkPosting } from "#app/domain/offers/posting.ts";
import { importPostings } from "#app/services/imports/import-postings.ts";
import { publishPosting, withdrawPosting } from "#app/services/imports/publish-posting.ts";
import { publishScheduled } from "#app/services/imports/publish-scheduled.ts";
import { closeOfferByHand } from "#app/services/offers/offers-by-hand.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import { findOffer } from "#db/catalogue/offers/offers.ts";
import { eachFault } from "#test/support/faults.ts";
import { at, db, emptyCatalogue, request, rows, send, snapshot } from "#test/support/imports/imports.ts";
import { aPosting } from "#test/support/postings.ts";

const REFERENCE = "S-2026-000001";
/** An hour after the first import. */
const LATER = at(60).toISOString();
const TO_COME = aPosting({ reference: REFERENCE, publishedAt: LATER });
const ETAT = { name: "etat", administration: null };

beforeEach(emptyCatalogue);

test("a posting whose publication is to come is no offer before that day", async () => {
  const report = await send([TO_COME]);
  expect(report).toMatchObject({ created: 0, scheduled: 1, quarantined: [], doubts: [] });
  expect(await findOffer(db, REFERENCE)).toBeNull();
  expect(await publishScheduled(db, at(59))).toBe(0);
  expect(await findOffer(db, REFERENCE)).toBeNull();
});

test("it is published on that day, once, and is then unchanged for the import that shows it again", async () => {
  const checked = checkPosting(TO_COME, at(0).toISOString());
  if (!checked.ok) throw new Error(checked.reason);
  await send([checked.posting]);
  expect(await publishScheduled(db, at(60))).toBe(1);
  expect(await findOffer(db, REFERENCE)).toMatchObject({ publishedAt: LATER, withdrawnAt: null });
  expect(await scheduled()).toEqual([]);
  expect(await publishScheduled(db, at(61))).toBe(0);
  expect(await send([checked.posting], { minute: 62 })).toMatchObject({ unchanged: 1, updated: 0, scheduled: 0 });
  expect(await rows("SELECT source FROM offers")).toEqual([{ source: "etat/ndjson" }]);
});

test("so is one whose administration is known by another writing of its name", async () => {
  await send([aPosting({ reference: "S-2026-000002" })]);
  const checked = checkPosting({ ...TO_COME, administration: "MINISTÈRE DE LA CULTURE" }, at(0).toISOString());
  if (!checked.ok) throw new Error(checked.reason);
  await send([checked.posting]);
  await publishScheduled(db, at(60));
  expect(await send([checked.posting], { minute: 62 })).toMatchObject({ unchanged: 1, updated: 0 });
});

test("those of one day get their ids in the order of their publication", async () => {
  const later = (reference: string, minute: number) => aPosting({ reference, publishedAt: at(minute).toISOString() });
  await send([later("S-2026-000003", 30), later("S-2026-000002", 20), later("S-2026-000001", 30)]);
  await publishScheduled(db, at(60));
  expect(await rows("SELECT reference FROM offers ORDER BY id")).toEqual(
    ["S-2026-000002", "S-2026-000001", "S-2026-000003"].map((reference) => ({ reference })),
  );
});

test("a later import changes it, postpones it or advances it", async () => {
  await send([TO_COME]);
  await send([{ ...TO_COME, title: "Juriste", publishedAt: at(90).toISOString() }], { minute: 1 });
  expect(await publishScheduled(db, at(60))).toBe(0);
  await send([{ ...TO_COME, title: "Juriste", publishedAt: at(2).toISOString() }], { minute: 3 });
  expect(await findOffer(db, REFERENCE)).toMatchObject({ title: "Juriste", publishedAt: at(2).toISOString() });
  expect(await scheduled()).toEqual([]);
});

test("a full import that no longer shows it gives it up, one that shows it broken does not", async () => {
  await send([TO_COME, aPosting({ reference: "S-2026-000002" })], { full: true });
  const broken = { ok: false as const, reference: REFERENCE, reason: "Sans titre.", raw: "x" };
  const reads = [...request([aPosting({ reference: "S-2026-000002" })]).reads, broken];
  await importPostings(db, { ...request([]), full: true, reads }, at(1));
  expect(await scheduled()).toEqual([REFERENCE]);
  const report = await send([aPosting({ reference: "S-2026-000002" })], { full: true, force: true, minute: 2 });
  expect(report).toMatchObject({ withdrawn: 1 });
  expect(await scheduled()).toEqual([]);
});

test("a full import that would give up too many of those to come is refused", async () => {
  const four = ["1", "2", "3", "4"].map((n) => aPosting({ reference: `S-2026-00000${n}`, publishedAt: LATER }));
  await send(four, { full: true });
  expect(await send(four.slice(0, 2), { full: true, minute: 1 })).toEqual({ refused: { missing: 2, open: 4 } });
  expect(await scheduled()).toHaveLength(4);
});

test("an import that is not full gives up none", async () => {
  await send([TO_COME]);
  await send([], { minute: 1 });
  expect(await scheduled()).toEqual([REFERENCE]);
});

test("an open offer whose publication becomes one to come stays open, with a doubt", async () => {
  const before = aPosting({ reference: REFERENCE });
  await send([before]);
  const report = await send([TO_COME], { minute: 1 });
  expect(report).toMatchObject({ updated: 1, scheduled: 0, doubts: [{ reference: REFERENCE }] });
  expect(await findOffer(db, REFERENCE)).toMatchObject({ publishedAt: before.publishedAt, withdrawnAt: null });
  expect(await send([TO_COME], { minute: 2 })).toMatchObject({ unchanged: 1 });
});

test("a withdrawn offer whose publication is to come is open again on that day, under its id", async () => {
  await send([aPosting({ reference: REFERENCE })]);
  const id = (await findOffer(db, REFERENCE))?.id;
  await withdrawPosting(db, "etat", REFERENCE, at(1));
  expect(await send([TO_COME], { minute: 2 })).toMatchObject({ scheduled: 1, updated: 0 });
  expect((await findOffer(db, REFERENCE))?.withdrawnAt).not.toBeNull();
  await publishScheduled(db, at(60));
  expect(await findOffer(db, REFERENCE)).toMatchObject({ id, withdrawnAt: null });
});

test("an offer that a person closed is not scheduled", async () => {
  await send([aPosting({ reference: REFERENCE })]);
  await closeOfferByHand(db, REFERENCE, "filled", at(1));
  expect(await send([TO_COME], { minute: 2 })).toMatchObject({ scheduled: 0, closedByHand: [REFERENCE] });
  expect(await scheduled()).toEqual([]);
});

test("a reference that another publisher has scheduled is quarantined", async () => {
  await send([TO_COME]);
  const report = await send([aPosting({ reference: REFERENCE })], { publisher: "ville", minute: 1 });
  expect(report).toMatchObject({ created: 0, quarantined: [{ reference: REFERENCE }] });
  expect(await rows("SELECT source FROM scheduled_offers")).toEqual([{ source: "etat/ndjson" }]);
  expect(await publishPosting(db, { name: "ville", administration: null }, TO_COME, REFERENCE, at(2))).toEqual({
    refused: "not-yours",
  });
});

test("an offer that is sent alone is kept until its day, in the feed that was told", async () => {
  expect(await publishPosting(db, ETAT, TO_COME, REFERENCE, at(0), "formulaire")).toMatchObject({
    created: false,
    scheduled: true,
  });
  // A change keeps it in its feed.
  await publishPosting(db, ETAT, { ...TO_COME, title: "Juriste" }, REFERENCE, at(1));
  await publishScheduled(db, at(60));
  expect(await rows("SELECT source, title FROM offers")).toEqual([{ source: "etat/formulaire", title: "Juriste" }]);
});

test("its withdrawal gives up its publication", async () => {
  await send([TO_COME]);
  expect(await withdrawPosting(db, "ville", REFERENCE, at(1))).toBe("not-yours");
  expect(await withdrawPosting(db, "etat", REFERENCE, at(1))).toBe("withdrawn");
  expect(await publishScheduled(db, at(60))).toBe(0);
});

test("one that cannot be published any more goes to quarantine, and the others are published", async () => {
  await send([TO_COME, aPosting({ reference: "S-2026-000002", publishedAt: LATER })]);
  await env.CATALOGUE.prepare("UPDATE scheduled_offers SET posting = '{' WHERE reference = ?").bind(REFERENCE).run();
  await publishScheduled(db, at(60));
  expect(await rows("SELECT reference FROM offers")).toEqual([{ reference: "S-2026-000002" }]);
  expect(await rows("SELECT reference FROM quarantine")).toEqual([{ reference: REFERENCE }]);
  expect(await scheduled()).toEqual([]);
});

test("one that the database refuses holds back no other, of its source or of another", async () => {
  await send([TO_COME, aPosting({ reference: "S-2026-000002", publishedAt: LATER })]);
  await send([aPosting({ reference: "S-2026-000003", publishedAt: LATER })], { publisher: "ville" });
  await env.CATALOGUE.prepare(
    `CREATE TRIGGER refuse BEFORE INSERT ON offers WHEN NEW.reference = '${REFERENCE}' BEGIN SELECT RAISE(ABORT, 'no'); END`,
  ).run();
  await expect(publishScheduled(db, at(60))).rejects.toThrow();
  await env.CATALOGUE.prepare("DROP TRIGGER refuse").run();
  expect(await rows("SELECT reference FROM offers ORDER BY 1")).toEqual([
    { reference: "S-2026-000002" },
    { reference: "S-2026-000003" },
  ]);
  expect(await scheduled()).toEqual([REFERENCE]);
});

test("a publication that breaks at any call, before or after the database applied it, is finished by the next", async () => {
  const prepare = async () => {
    await emptyCatalogue();
    await env.CATALOGUE.prepare("DELETE FROM sqlite_sequence").run();
    await send([TO_COME, aPosting({ reference: "S-2026-000002", publishedAt: LATER })]);
  };
  await prepare();
  await publishScheduled(db, at(60));
  const expected = await snapshot();
  const calls = await eachFault(async (faults, name) => {
    await prepare();
    await publishScheduled(openCatalogue(faults.d1(env.CATALOGUE)), at(60)).catch(() => {});
    await publishScheduled(db, at(61));
    expect(await snapshot(), name).toEqual(expected);
  });
  expect(calls).toBeGreaterThan(5);
});

async function scheduled(): Promise<string[]> {
  const kept = (await rows("SELECT reference FROM scheduled_offers ORDER BY 1")) as { reference: string }[];
  return kept.map(({ reference }) => reference);
}
