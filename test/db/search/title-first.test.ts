import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { countOf } from "#app/domain/search/facets.ts";
import { parseSearch } from "#app/domain/search/search.ts";
import { importPostings } from "#app/services/imports/import-postings.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import { findResults } from "#db/catalogue/search/results.ts";
import { aPosting } from "#test/support/postings.ts";

const db = openCatalogue(env.CATALOGUE);
const TODAY = "2026-01-15";

const POSTINGS = [
  aPosting({ reference: "S-2026-000201", title: "Infirmière", domains: ["MED"], description: "<p>Des soins.</p>" }),
  aPosting({
    reference: "S-2026-000202",
    title: "Assistante sociale",
    domains: ["SOC"],
    description: "<p>Auprès de l’infirmière, infirmière, infirmière du service.</p>",
    startsOn: "2026-09-01",
    durationMinMonths: 2,
    durationMaxMonths: 4,
  }),
  aPosting({
    reference: "S-2026-000203",
    title: "Chargé de projet",
    domains: ["NUM"],
    employer: "Institut de formation des infirmières",
    description: "<p>Un projet.</p>",
    startsOn: "2026-03-01",
    durationMinMonths: 7,
    telework: true,
    disabilityFriendly: true,
    expiresOn: "2026-01-20",
  }),
];

const resultsOf = async (query: string) => {
  const results = await findResults(db, parseSearch(new URLSearchParams(query)).search, TODAY);
  return { ...results, references: results.offers.map(({ reference }) => Number(reference.slice(-1))) };
};

beforeAll(async () => {
  const reads = POSTINGS.map((posting) => ({ ok: true as const, posting, doubts: [], raw: "" }));
  const request = { publisher: "etat", feed: "ndjson", reads, full: false, force: false, part: null };
  await importPostings(db, request, new Date("2026-01-12T08:00:00Z"));
});

describe("a word", () => {
  test("that a title or an employer says comes before one that a text alone mentions", async () => {
    const { references, offers, count, titled } = await resultsOf("q=infirmier");
    expect(references).toEqual([1, 3, 2]);
    expect(offers.map(({ isMentioned }) => isMentioned)).toEqual([false, false, true]);
    expect({ count, titled }).toEqual({ count: 3, titled: 2 });
  });

  test("of a domain counts as one of the title", async () => {
    const { references, titled } = await resultsOf("q=numérique");
    expect({ references, titled }).toEqual({ references: [3], titled: 1 });
  });

  test("can be asked in titles only", async () => {
    const { references, count, titled } = await resultsOf("q=infirmier&dans=intitule");
    expect({ references, count, titled }).toEqual({ references: [1, 3], count: 2, titled: null });
  });

  test("in another order makes no difference between titles and texts", async () => {
    const { titled, offers } = await resultsOf("q=infirmier&tri=recent");
    expect(titled).toBe(null);
    expect(offers.some(({ isMentioned }) => isMentioned)).toBe(false);
  });
});

describe("what some employers state", () => {
  test.each([
    ["duree=courte", [2]],
    ["duree=moyenne", [2]],
    ["duree=longue", [3]],
    ["duree=courte&duree=longue", [3, 2]],
    ["debut=2026-03", [3, 2]],
    ["debut=2026-04", [2]],
    ["condition=teletravail", [3]],
    ["condition=teletravail&condition=handicap", [3]],
  ])("%s finds the offers that say so", async (query, expected) => {
    expect((await resultsOf(query)).references).toEqual(expected);
  });

  test("is counted by choice, with and without a search", async () => {
    for (const query of ["", "q=infirmier"]) {
      const { facets } = await resultsOf(query);
      expect(countOf(facets, "durations", "courte"), query).toBe(1);
      expect(countOf(facets, "durations", "moyenne"), query).toBe(1);
      expect(countOf(facets, "durations", "longue"), query).toBe(1);
      expect(countOf(facets, "conditions", "handicap"), query).toBe(1);
    }
  });

  test("the last day comes first by « se termine bientôt »", async () => {
    expect((await resultsOf("tri=fin")).references).toEqual([3, 2, 1]);
  });
});
