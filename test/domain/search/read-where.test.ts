import { describe, expect, test } from "vitest";
import { REGIONS, regionOf } from "#app/domain/nomenclature.ts";
import { findCommune } from "#app/domain/places/communes.ts";
import { describeSearch } from "#app/domain/search/describe-search.ts";
import { canonicalQuery, parseSearch } from "#app/domain/search/search.ts";

const parse = (query: string) => parseSearch(new URLSearchParams(query));

describe("a place in words", () => {
  const EMPTY = { commune: null, regions: [], departments: [], countries: [] };

  test.each([
    ["Rennes", { ...EMPTY, commune: "35238" }],
    ["Rennes (35)", { ...EMPTY, commune: "35238" }],
    ["35000", { ...EMPTY, commune: "35238" }],
    ["saint-denis", { ...EMPTY, commune: "93066" }],
    ["Saint-Denis (974)", { ...EMPTY, commune: "97411" }],
    ["Ille-et-Vilaine", { ...EMPTY, departments: ["35"] }],
    ["35", { ...EMPTY, departments: ["35"] }],
    ["bretagne", { ...EMPTY, regions: ["53"] }],
    ["Bretagne, France", { ...EMPTY, regions: ["53"] }],
    ["région Bretagne", { ...EMPTY, regions: ["53"] }],
    ["la région Normandie", { ...EMPTY, regions: ["28"] }],
    ["département du Nord", { ...EMPTY, departments: ["59"] }],
    ["département des Landes", { ...EMPTY, departments: ["40"] }],
    ["en region Bretagne", { ...EMPTY, regions: ["53"] }],
    ["dans le département de l’Ain", { ...EMPTY, departments: ["01"] }],
    ["PACA", { ...EMPTY, regions: ["93"] }],
    ["région Sud", { ...EMPTY, regions: ["93"] }],
    ["La Réunion", { ...EMPTY, departments: ["974"] }],
    ["Angleterre", { ...EMPTY, countries: ["GBR"] }],
    ["Alsace", { ...EMPTY, departments: ["67", "68"] }],
    ["Allemagne", { ...EMPTY, countries: ["DEU"] }],
  ])("« %s » is read as criteria", (where, criteria) => {
    expect(parse(new URLSearchParams({ ou: where }).toString())).toMatchObject({ search: criteria, dropped: [] });
  });

  test.each(REGIONS.map(({ code, label }) => [label, code]))(
    "« %s » is a région, its only département or its commune",
    (label, code) => {
      const { regions, departments, commune } = parse(new URLSearchParams({ ou: label }).toString()).search;
      const within = commune ? [findCommune(commune)?.department ?? ""] : departments;
      expect(regions.length > 0 ? regions : within.map(regionOf)).toEqual([code]);
    },
  );

  test("that nothing has is dropped and reported", () => {
    expect(parse("ou=Trifouillis").dropped).toEqual([{ parameter: "ou", value: "Trifouillis", reason: "unknown" }]);
    // The postcode of Monaco is of no département.
    expect(parse("ou=98000").dropped).toEqual([{ parameter: "ou", value: "98000", reason: "unknown" }]);
  });

  test("counts before a commune that the address names by its code", () => {
    expect(parse("ou=Brest&lieu=35238").search.commune).toBe("29019");
  });

  test("is 30 kilometres wide unless the address says how far, which it does only around a commune", () => {
    expect(parse("ou=Rennes").search.radius).toBe(30);
    expect(canonicalQuery(parse("ou=Rennes&rayon=0").search)).toBe("lieu=35238&rayon=0");
    expect(canonicalQuery(parse("rayon=60").search)).toBe("");
    expect(describeSearch(parse("ou=Rennes").search)).toBe("30 km autour de Rennes (35)");
    expect(describeSearch(parse("ou=Rennes&rayon=0").search)).toBe("Rennes (35)");
  });
});
