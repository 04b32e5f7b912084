import { describe, expect, test } from "vitest";
import { countFacets, countOf } from "#app/domain/search/facets.ts";
import { indexRow, TWIN_LENGTH } from "#app/domain/search/index-row.ts";
import { findReference, possibleReferenceTokens, referenceNumberToken } from "#app/domain/search/references.ts";
import { PLAIN_OFFER } from "./index.ts";

const FULL = {
  ...PLAIN_OFFER,
  type: "stage" as const,
  title: "Juriste",
  administration: { slug: "a-bc", label: "Culture" },
  otherSlugs: ["ab-c"],
  employer: "Ville",
  service: "Accueil",
  level: 6,
  domains: ["JUR", "NUM"],
  department: "35",
  city: "Rennes",
  description: "<p>Texte</p>",
  profile: "<p>Profil</p>",
  employerDescription: "<p>Musée</p>",
  more: "<p>Jardin</p>",
  startsOn: "2026-09-15",
  durationMinMonths: 2,
  durationMaxMonths: 4,
  telework: true,
  disabilityFriendly: true,
};

describe("the row of an offer", () => {
  test("holds its texts, each criterion that it meets, the codes that are counted, and where it is", () => {
    const { twin, ...row } = indexRow(FULL);
    expect(row).toEqual({
      title: "jurist",
      employer: "cultur vill accueil ren affair jurid numer",
      body: "text profil jardin mus",
      f: "o t2 n6 djur dnum aa·bc aab·c r53 p35 cfra l35238 h0121430 h01214306 h012143061 h0121430613 m202609 u1 u2 w1 w2 refa2025100000 num100000",
      k: "t2,n6,dJUR,dNUM,r53,p35,cFRA,u1,u2,w1,w2",
      commune: "35238",
      latitude: 48.11,
      longitude: -1.67,
    });
    // Offers that were indexed before keep theirs: another hash would part them from the same offers of today.
    expect(twin).toBe("27ldqy3qmtv");
    expect(twin).toHaveLength(TWIN_LENGTH);
  });

  test("names its administration, though it never had another name", () => {
    const { f } = indexRow({ ...PLAIN_OFFER, administration: { slug: "a-bc", label: "A" } });
    expect(f).toBe("o t1 n0 aa·bc cfra refa2025100000 num100000");
  });

  test("says little of an offer that says little", () => {
    expect(indexRow(PLAIN_OFFER)).toMatchObject({
      title: "offre",
      employer: "",
      body: "",
      f: "o t1 n0 cfra refa2025100000 num100000",
      k: "t1,n0,cFRA",
      commune: null,
      latitude: null,
      longitude: null,
    });
  });

  test.each([
    [1, null, "u1"],
    [null, 2, "u1"],
    [3, null, "u2"],
    [2, 3, "u1,u2"],
    [6, 12, "u2,u3"],
    [7, null, "u3"],
  ])("of %s to %s months is counted as %s", (durationMinMonths, durationMaxMonths, codes) => {
    expect(indexRow({ ...PLAIN_OFFER, durationMinMonths, durationMaxMonths }).k).toBe(`t1,n0,cFRA,${codes}`);
  });

  test("has no commune abroad, nor one that is several", () => {
    expect(indexRow({ ...PLAIN_OFFER, city: "Rennes", country: "DEU" }).commune).toBeNull();
    expect(indexRow({ ...PLAIN_OFFER, city: "Saint-Denis" }).commune).toBeNull();
    expect(indexRow({ ...PLAIN_OFFER, city: "Saint-Denis", region: "04" }).commune).toBe("97411");
  });

  test("holds the codes of Corsica in small letters, as all tokens are", () => {
    const { f } = indexRow({ ...PLAIN_OFFER, city: "Ajaccio", department: "2A" });
    expect(f).toContain(" r94 p2a cfra l2a004 ");
  });

  test("has the twin of an offer that says the same elsewhere, and of no other", () => {
    const twin = indexRow(FULL).twin;
    for (const same of [{ city: "Brest", department: "29" }, { reference: "S-2" }, { title: "Juriste (H/F)" }])
      expect(indexRow({ ...FULL, ...same }).twin).toBe(twin);
    const others = [{ title: "Notaire" }, { level: 7 }, { type: "apprentissage" as const }, { startsOn: "2026-09-16" }];
    const more = [{ employer: "Musée" }, { administration: null }, { description: "<p>Autre</p>" }];
    const twins = [...others, ...more].map((other) => indexRow({ ...FULL, ...other }).twin);
    expect(new Set([twin, ...twins]).size).toBe(8);
  });
});

test("a level is chosen with the offers that say none; a dimension that was not counted gives no count", () => {
  const facets = countFacets("t2,n6,n0,n6,u1,w2,x9,");
  expect([countOf(facets, "level", "6"), countOf(facets, "level", "7"), countOf(facets, "types", "stage")]).toEqual([
    3, 1, 1,
  ]);
  expect([countOf(facets, "durations", "courte"), countOf(facets, "conditions", "handicap")]).toEqual([1, 1]);
  expect([countOf(facets, "regions", "11"), countOf({ ...facets, regions: null }, "regions", "11")]).toEqual([0, null]);
});

describe("a reference", () => {
  test.each([
    ["A-2025-159026", { reference: "A-2025-159026", rest: " " }],
    ["offre s2025_1590 urgent", { reference: "S-2025-1590", rest: "offre   urgent" }],
    ["a.2025/1590267", { reference: "A-2025-1590267", rest: " " }],
    ["B-2025-159026", null],
    ["A-1925-159026", null],
    ["A-2025-159", null],
    ["A-2025-15902678", null],
    ["XA-2025-159026", null],
  ])("is recognised in « %s »: %j", (typed, found) => {
    expect(findReference(typed)).toEqual(found);
  });

  test.each([
    ["12345", ["ref12345", "num12345"]],
    ["DGFIP 2025-77", ["refdgfip202577"]],
    ["réf/12345", ["refrf12345"]],
    ["1234", []],
    ["12345 !", []],
    [`12345${"x".repeat(36)}`, []],
    [`12345${"x".repeat(35)}`, [`ref12345${"x".repeat(35)}`]],
  ])("of another shape may be « %s »: %j", (typed, tokens) => {
    expect(possibleReferenceTokens(typed)).toEqual(tokens);
  });

  test("is found by its last five figures or more", () => {
    expect(["A-2025-159026", "12345-x", "1234"].map(referenceNumberToken)).toEqual(["num159026", "num12345", null]);
  });
});
