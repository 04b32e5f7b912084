import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { readBeginning } from "#app/domain/search/suggestions/suggestions.ts";
import { importPostings } from "#app/services/imports/import-postings.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import { findSuggestible } from "#db/catalogue/search/suggestions.ts";
import { aPosting } from "#test/support/postings.ts";

const TODAY = "2026-01-15";
const db = openCatalogue(env.CATALOGUE);

/** 120 archivists, the last of them the newest, then some whose place in the order matters. */
const POSTINGS = [
  ...Array.from({ length: 120 }, (_, n) => aPosting({ reference: `S-2026-${1000 + n}`, title: `Archiviste ${n}` })),
  aPosting({ reference: "S-2026-2000", title: "Juriste", administration: "Ministère de la Justice" }),
  aPosting({ reference: "S-2026-2001", title: "Juriste d’hier", expiresOn: "2026-01-14" }),
  aPosting({ reference: "S-2026-2002", title: "Juriste du jour", expiresOn: TODAY }),
  aPosting({
    reference: "S-2026-2003",
    title: "Analyste",
    administration: "Ministère des Armées",
    description: "<p>Avec des juristes.</p>",
    expiresOn: "2026-01-14",
  }),
];

beforeAll(async () => {
  const reads = POSTINGS.map((posting) => ({ ok: true as const, posting, doubts: [], raw: "" }));
  const request = { publisher: "etat", feed: "ndjson", reads, full: false, force: false, part: null };
  // Imported the day before, when all of them were open.
  await importPostings(db, request, new Date("2026-01-14T12:00:00Z"));
});

function found(typed: string) {
  const beginning = readBeginning(typed);
  if (!beginning) throw new Error(typed);
  return findSuggestible(db, beginning, TODAY);
}

describe("the titles of what is typed", () => {
  test("are those of open offers, until the end of their last day, the newest first", async () => {
    expect((await found("juri")).titles).toEqual(["Juriste du jour", "Juriste"]);
  });

  test("are those that hold the words, not those of offers that speak of them", async () => {
    expect((await found("juristes")).titles).not.toContain("Analyste");
  });

  test("are the hundred newest, however many there are", async () => {
    const { titles } = await found("arc");
    expect(titles).toHaveLength(100);
    expect(titles.slice(0, 2)).toEqual(["Archiviste 119", "Archiviste 118"]);
  });

  test("hold the whole words that come before the last one", async () => {
    expect((await found("juristes jou")).titles).toEqual(["Juriste du jour"]);
    expect((await found("jur jou")).titles).toEqual([]);
  });
});

test("administrations that have an open offer come with them, those with the most offers first", async () => {
  expect((await found("xyz")).administrations.map(({ label }) => label).slice(0, 2)).toEqual([
    "Ministère de la Culture",
    "Ministère de la Justice",
  ]);
});
