import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { countOf } from "#app/domain/search/facets.ts";
import { parseSearch } from "#app/domain/search/search.ts";
import { importPostings } from "#app/services/imports/import-postings.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import { findFullOffers, findOffers } from "#db/catalogue/search/offer-pages.ts";
import { findResults } from "#db/catalogue/search/results.ts";
import { aPosting } from "#test/support/postings.ts";

const db = openCatalogue(env.CATALOGUE);
const TODAY = "2026-01-15";

/** One offer a place, named by it. */
const POSTINGS = (
  [
    ["rennes", "RENNES", "35"],
    ["bruz", "Bruz", "35"],
    ["fougeres", "35300 Fougères", "35"],
    ["saint-malo", "ST MALO CEDEX", "35"],
    ["laval", "Laval", "53"],
    ["brest", "Brest", "29"],
    ["unknown", "Trifouillis-les-Oies", "35"],
    ["department", null, "35"],
  ] as const
).map(([employer, city, department], index) =>
  aPosting({
    reference: `S-2026-00010${index}`,
    employer,
    city,
    department,
    region: department === "53" ? "52" : "53",
  }),
);
const ABROAD = aPosting({
  reference: "S-2026-000110",
  employer: "berlin",
  city: "Berlin",
  country: "DEU",
  department: null,
  region: null,
});

const searchOf = (query: string) => parseSearch(new URLSearchParams(query)).search;
const found = async (query: string) => {
  const { offers } = await findOffers(db, searchOf(query), TODAY, 50);
  return offers.map(({ employer }) => employer);
};

beforeAll(async () => {
  const reads = [...POSTINGS, ABROAD].map((posting) => ({ ok: true as const, posting, doubts: [], raw: "" }));
  const request = { publisher: "etat", feed: "ndjson", reads, full: false, force: false, part: null };
  await importPostings(db, request, new Date("2026-01-12T08:00:00Z"));
});

describe("around a commune", () => {
  test.each([
    ["rayon=0", ["rennes"]],
    ["rayon=5", ["rennes"]],
    ["rayon=30", ["rennes", "bruz"]],
    ["rayon=60", ["rennes", "bruz", "fougeres"]],
    ["rayon=100", ["rennes", "bruz", "fougeres", "saint-malo", "laval"]],
  ])("of Rennes, %s finds the offers there and no others", async (radius, expected) => {
    expect((await found(`lieu=35238&${radius}`)).sort()).toEqual([...expected].sort());
  });

  test("the nearest come first by distance", async () => {
    expect(await found("lieu=35238&rayon=100&tri=distance")).toEqual([
      "rennes",
      "bruz",
      "fougeres",
      "saint-malo",
      "laval",
    ]);
  });

  test("another place widens, as places do", async () => {
    expect((await found("lieu=35238&rayon=0&departement=29")).sort()).toEqual(["brest", "rennes"]);
  });

  test("words and other criteria narrow", async () => {
    expect(await found("lieu=35238&rayon=30&q=bruz")).toEqual(["bruz"]);
  });

  test("the choices of other places are counted without the circle", async () => {
    const { facets, count } = await findResults(db, searchOf("lieu=35238&rayon=0"), TODAY);
    expect(count).toBe(1);
    expect(countOf(facets, "departments", "29")).toBe(1);
    expect(countOf(facets, "types", "stage")).toBe(1);
  });
});

test("feeds and the API find the same as the page", async () => {
  const { offers } = await findFullOffers(db, searchOf("ou=Rennes"), TODAY);
  expect(offers.map(({ employer, commune }) => [employer, commune])).toEqual([
    ["bruz", "35047"],
    ["rennes", "35238"],
  ]);
});
