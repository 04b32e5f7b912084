import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { MOST_NEW, weeklyOffers } from "#app/domain/saved-searches/saved-search.ts";
import { compileMatch } from "#app/domain/search/match.ts";
import { parseSearch } from "#app/domain/search/search.ts";
import { importPostings } from "#app/services/imports/import-postings.ts";
import { newestOfferId } from "#db/catalogue/alerts/fresh-offers.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import { countForSavedSearches } from "#db/catalogue/saved-searches/saved-searches.ts";
import { aPosting } from "#test/support/postings.ts";

const db = openCatalogue(env.CATALOGUE);
const TODAY = "2026-01-15";
const SINCE = "2025-11-16T12:00:00.000Z";
const NOW = new Date("2026-01-15T12:00:00Z");
const expressionOf = (query: string) => compileMatch(parseSearch(new URLSearchParams(query)).search).expression;

async function publish(postings: ReturnType<typeof aPosting>[]): Promise<void> {
  const reads = postings.map((posting) => ({ ok: true as const, posting, doubts: [], raw: "" }));
  await importPostings(db, { publisher: "etat", feed: "ndjson", reads, full: false, force: false, part: null }, NOW);
}

let before = 0;
beforeAll(async () => {
  await publish([
    aPosting({ reference: "S-2026-1", title: "Archiviste", publishedAt: "2025-09-01T08:00:00.000Z" }),
    aPosting({ reference: "S-2026-2", title: "Archiviste", region: "11", department: "75" }),
    aPosting({ reference: "S-2026-3", title: "Archiviste", expiresOn: "2026-01-20" }),
  ]);
  before = await newestOfferId(db);
  await publish([
    aPosting({ reference: "S-2026-4", title: "Archiviste" }),
    aPosting({ reference: "S-2026-5", title: "Juriste" }),
    ...Array.from({ length: 120 }, (_, n) => aPosting({ reference: `S-2026-${100 + n}`, title: "Comptable" })),
  ]);
});

const count = (queries: string[], today = TODAY) =>
  countForSavedSearches(
    db,
    queries.map((query) => ({ match: expressionOf(query), seenOfferId: before })),
    today,
    SINCE,
  );

describe("what saved searches find", () => {
  test("is counted for each: new since what was seen, and published in the last days, wherever it stands", async () => {
    const [archives, brittany, law] = await count(["q=archiviste", "q=archiviste&region=53", "q=juriste"]);
    expect(archives).toMatchObject({ news: 1, lately: { found: 3 } });
    expect(brittany).toMatchObject({ news: 1, lately: { found: 2 } });
    expect(law).toMatchObject({ news: 1, lately: { found: 1 } });
  });

  test("stops at one more than is told", async () => {
    expect(await count(["q=comptable"])).toMatchObject([{ news: MOST_NEW + 1, lately: { found: 120 } }]);
  });

  test("is what is open; what has closed counts among all that was published", async () => {
    expect(await count(["q=archiviste"], "2026-01-21")).toMatchObject([
      { news: 1, lately: { found: 2, published: 124, open: 123 } },
    ]);
  });

  test("is nothing when nothing is asked", async () => {
    expect(await count([])).toEqual([]);
  });
});

test("offers a week are those of the period, with as many closed ones as there are among all", () => {
  expect(weeklyOffers({ found: 60, published: 100, open: 100 })).toBe(7);
  expect(weeklyOffers({ found: 60, published: 100, open: 50 })).toBe(14);
  expect(weeklyOffers({ found: 0, published: 100, open: 0 })).toBe(0);
});
