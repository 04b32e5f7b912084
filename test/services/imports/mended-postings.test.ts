import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import { createReader } from "#app/domain/imports/feed.ts";
import type { FeedKind } from "#app/domain/imports/feed-reader.ts";
import { importPostings } from "#app/services/imports/import-postings.ts";
import { closeOfferByHand, hideOfferByHand, showOfferAgain } from "#app/services/offers/offers-by-hand.ts";
import { mendPosting } from "#app/services/operations/mend-posting.ts";
import { openAccounts } from "#db/accounts/database.ts";
import { findImport, listImports } from "#db/catalogue/operations/import-lists.ts";
import {
  findQuarantined,
  listQuarantine,
  type QuarantinedPosting,
  rejectQuarantined,
} from "#db/catalogue/operations/quarantine-lists.ts";
import { at, db, emptyCatalogue, rows } from "#test/support/imports/imports.ts";
import { aPosting } from "#test/support/postings.ts";

const accounts = openAccounts(env.ACCOUNTS);
const OPERATOR = { id: 1, email: "ada@pass.example" };
const GOOD = JSON.stringify(aPosting({ reference: "S-2026-000001" }));
/** A posting that has no title, and one whose reference cannot be read either. */
const BROKEN = JSON.stringify({ ...aPosting({ reference: "S-2026-000002" }), title: "" });
const NAMELESS = JSON.stringify({ ...aPosting({ reference: "S-2026-000002" }), reference: "stage n° 2" });
/** Enough others, of which the withdrawal of one is no drop. */
const OTHERS = ["S-2026-000011", "S-2026-000012", "S-2026-000013"].map((reference) =>
  JSON.stringify(aPosting({ reference })),
);
const MENDED = aPosting({ reference: "S-2026-000002", title: "Archiviste" });

beforeEach(emptyCatalogue);

/** An import of these lines, which holds every open offer of its publisher. */
async function pull(minute: number, lines: string[], { publisher = "etat", kind = "ndjson" as FeedKind } = {}) {
  const now = at(minute);
  const reader = createReader(kind, now.toISOString());
  reader.write(lines.join("\n"));
  const request = { publisher, feed: kind, reads: reader.end(), full: true, force: false, part: null };
  return importPostings(db, request, now);
}

const waiting = () => listQuarantine(db, { state: "waiting" }, 10);

async function theOnlyOne(): Promise<QuarantinedPosting> {
  const [listed, ...others] = await waiting();
  const found = listed && others.length === 0 ? await findQuarantined(db, listed.id) : null;
  if (!found) throw new Error("not one posting waits");
  return found;
}

const mend = (posting: QuarantinedPosting, text: unknown, minute: number) =>
  mendPosting(
    { accounts, catalogue: db },
    OPERATOR,
    posting,
    typeof text === "string" ? text : JSON.stringify(text, null, 2),
    at(minute),
  );

const offers = () =>
  rows("SELECT reference, title, source, withdrawn_at IS NULL AS open FROM offers WHERE reference <> 'S-2026-000001'");
const ARCHIVIST = { reference: "S-2026-000002", title: "Archiviste", source: "etat/ndjson", open: 1 };

describe.each([
  ["that says its reference", BROKEN],
  ["that says no reference", NAMELESS],
])("a posting %s, once it is mended", (_, broken) => {
  test("is published under its publisher, and stays so while the same text is sent", async () => {
    await pull(0, [GOOD, broken]);
    const done = await mend(await theOnlyOne(), MENDED, 1);
    expect(done).toMatchObject({ reference: "S-2026-000002", published: { created: true } });
    expect(await offers()).toEqual([ARCHIVIST]);
    for (const minute of [60, 120]) {
      const report = await pull(minute, [GOOD, broken]);
      expect(report).toMatchObject({ unchanged: 2, updated: 0, withdrawn: 0, quarantined: [] });
      expect("doubts" in report && report.doubts).toContainEqual({
        reference: "S-2026-000002",
        doubt: expect.stringContaining("corrigée"),
      });
    }
    expect(await offers()).toEqual([ARCHIVIST]);
    expect(await waiting()).toEqual([]);
    expect(await rows("SELECT state, last_seen_at FROM quarantine")).toEqual([
      { state: "mended", last_seen_at: at(120).toISOString() },
    ]);
  });

  test("is replaced by what its employer sends once that is right", async () => {
    await pull(0, [GOOD, broken]);
    await mend(await theOnlyOne(), MENDED, 1);
    await pull(60, [GOOD, JSON.stringify({ ...MENDED, title: "Juriste" })]);
    expect(await offers()).toEqual([{ ...ARCHIVIST, title: "Juriste" }]);
    expect(await rows("SELECT * FROM quarantine")).toEqual([]);
  });

  test("waits again when another text that is wrong is sent", async () => {
    await pull(0, [GOOD, ...OTHERS, broken]);
    await mend(await theOnlyOne(), MENDED, 1);
    await pull(60, [GOOD, ...OTHERS, broken.replace("{", '{"pay":"500 € par mois",')]);
    expect((await theOnlyOne()).firstSeenAt).toBe(at(60).toISOString());
  });

  test("is withdrawn once nothing of it is sent, and waits again when its text comes back", async () => {
    await pull(0, [GOOD, ...OTHERS, broken]);
    await mend(await theOnlyOne(), MENDED, 1);
    await pull(60, [GOOD, ...OTHERS]);
    expect(await rows("SELECT withdrawn_at IS NULL AS open FROM offers WHERE title = 'Archiviste'")).toEqual([
      { open: 0 },
    ]);
    await pull(120, [GOOD, ...OTHERS, broken]);
    expect((await theOnlyOne()).lastSeenAt).toBe(at(120).toISOString());
  });
});

test("an offer that a person closed after it was mended stays closed, and out of the list", async () => {
  await pull(0, [GOOD, BROKEN]);
  await mend(await theOnlyOne(), MENDED, 1);
  await closeOfferByHand(db, "S-2026-000002", "filled", at(2));
  await pull(60, [GOOD, BROKEN]);
  expect(await offers()).toEqual([{ ...ARCHIVIST, open: 0 }]);
  expect(await waiting()).toEqual([]);
});

test("an offer that operators hid after it was mended stays out of the list, and is as they mended it once it is shown again", async () => {
  await pull(0, [GOOD, ...OTHERS, NAMELESS]);
  await mend(await theOnlyOne(), MENDED, 1);
  await hideOfferByHand(db, "S-2026-000002", "Erreur dans l’offre.", at(2));
  await pull(60, [GOOD, ...OTHERS, NAMELESS]);
  expect(await waiting()).toEqual([]);
  await showOfferAgain(db, "S-2026-000002", at(61));
  await pull(120, [GOOD, ...OTHERS, NAMELESS]);
  expect(await offers()).toContainEqual(ARCHIVIST);
});

test("a mended posting whose day of publication is to come is scheduled, and stays so", async () => {
  await pull(0, [GOOD, NAMELESS]);
  const done = await mend(await theOnlyOne(), { ...MENDED, publishedAt: at(600).toISOString() }, 1);
  expect(done).toMatchObject({ published: { scheduled: true } });
  await pull(60, [GOOD, NAMELESS]);
  expect(await rows("SELECT reference, last_seen_at FROM scheduled_offers")).toEqual([
    { reference: "S-2026-000002", last_seen_at: at(60).toISOString() },
  ]);
  expect(await waiting()).toEqual([]);
});

test("an item of a PASS feed is read again as one", async () => {
  const item = (title: string) =>
    `<item><title>${title}</title><dc:identifier>A-2026-000007</dc:identifier><description>Classer.</description></item>`;
  const feed = `<rss><channel>${item("Juriste").replace("000007", "000008")}${item("Archiviste").replace("</title>", "")}</channel></rss>`;
  await pull(0, [feed], { kind: "rss" });
  const posting = await theOnlyOne();
  expect(await mend(posting, posting.raw, 1)).toEqual({ refused: expect.stringContaining("une balise") });
  expect(await mend(posting, item("Archiviste"), 1)).toMatchObject({ reference: "A-2026-000007" });
  expect(await rows("SELECT title, source FROM offers WHERE reference = 'A-2026-000007'")).toEqual([
    { title: "Archiviste", source: "etat/rss" },
  ]);
});

test.each([
  ["{", "Ce n’est pas du JSON"],
  ["[]", "Le champ reference manque"],
  [`${JSON.stringify(MENDED)}\n${GOOD}`, "Ce n’est pas du JSON"],
  ["<item></item><item></item>", "Une seule offre"],
  [JSON.stringify({ ...MENDED, title: " " }), "Le titre est vide"],
  [JSON.stringify({ ...MENDED, reference: "S-2026-000099" }), "autre émetteur"],
])("a text that is still wrong changes nothing: %s", async (text, reason) => {
  await pull(0, [JSON.stringify(aPosting({ reference: "S-2026-000099" }))], { publisher: "ville" });
  await pull(0, [GOOD, BROKEN]);
  expect(await mend(await theOnlyOne(), text, 1)).toEqual({ refused: expect.stringContaining(reason) });
  expect(await rows("SELECT source FROM offers WHERE reference <> 'S-2026-000001'")).toEqual([
    { source: "ville/ndjson" },
  ]);
  expect(await waiting()).toHaveLength(1);
});

test("a posting of an administration is mended for that administration only", async () => {
  const other = { ...MENDED, administration: "Ministère de la Justice" };
  await pull(
    0,
    [GOOD, BROKEN].map((line) => line.replace(/"administration":[^,]+,/, "")),
    { publisher: "@culture" },
  );
  const posting = await theOnlyOne();
  expect(await mend(posting, other, 1)).toEqual({ refused: expect.stringContaining("autre administration") });
  expect(await mend(posting, { ...MENDED, administration: null }, 1)).toMatchObject({ reference: "S-2026-000002" });
});

test("a posting that is the first of its administration is published under the name that its people read", async () => {
  await env.ACCOUNTS.exec("INSERT INTO publishers VALUES ('ville-de-vannes', 'Ville de Vannes', 0, '')");
  await pull(0, [BROKEN], { publisher: "@ville-de-vannes" });
  await mend(await theOnlyOne(), { ...MENDED, administration: null }, 1);
  expect(await rows("SELECT slug, label FROM administrations")).toEqual([
    { slug: "ville-de-vannes", label: "Ville de Vannes" },
  ]);
});

test("one that is rejected leaves the list until its text changes", async () => {
  await pull(0, [GOOD, BROKEN]);
  const { id } = await theOnlyOne();
  expect(await rejectQuarantined(db, id, at(1))).toBe(true);
  expect(await rejectQuarantined(db, id, at(2))).toBe(false);
  await pull(60, [GOOD, BROKEN]);
  expect(await waiting()).toEqual([]);
  await pull(120, [GOOD, BROKEN.replace("{", '{"pay":"500 €",')]);
  expect((await theOnlyOne()).id).not.toBe(id);
});

test("a full import that is refused is one run however often it comes", async () => {
  const ten = Array.from({ length: 10 }, (_, n) => JSON.stringify(aPosting({ reference: `S-2026-00001${n}` })));
  await pull(0, ten);
  await pull(1, ten.slice(5));
  await pull(2, ten.slice(5));
  expect(await listImports(db, { state: "refused" }, 10)).toHaveLength(1);
  const [run] = await listImports(db, {}, 1);
  expect(run && (await findImport(db, run.id))).toMatchObject({
    state: "refused",
    refused: { missing: 5, open: 10 },
    finishedAt: at(2).toISOString(),
  });
});
