import { describe, expect, test } from "vitest";
import { countFacets } from "#app/domain/search/facets.ts";
import { indexOf } from "./index.ts";

describe("criteria", () => {
  const index = indexOf([
    { level: 6, region: "11", department: "75", domains: ["NUM", "COM"], administration: { slug: "a-bc", label: "A" } },
    { level: 7, department: "92", domains: ["NUM"], administration: { slug: "ab-c", label: "B" } },
    { level: null, region: "53", department: "35", type: "stage" },
    { level: 6, country: "DEU" },
  ]);

  test("of one dimension widen, of different dimensions narrow", () => {
    expect(index.found({ types: ["stage", "apprentissage"] })).toEqual([1, 2, 3, 4]);
    expect(index.found({ domains: ["COM", "NUM"] })).toEqual([1, 2]);
    expect(index.found({ domains: ["NUM"], departments: ["75"] })).toEqual([1]);
  });

  test("a level also finds the offers that say none", () => {
    expect(index.found({ level: "6" })).toEqual([1, 3, 4]);
  });

  test("administrations whose slugs differ by a hyphen keep apart", () => {
    expect(index.found({ administrations: ["a-bc"] })).toEqual([1]);
    expect(index.found({ administrations: ["ab-c"] })).toEqual([2]);
    expect(index.found({ administrations: ["abc"] })).toEqual([]);
  });

  test("places are one dimension, and a département replaces its own région", () => {
    expect(index.found({ regions: ["11"] })).toEqual([1, 2]);
    expect(index.found({ regions: ["53"], departments: ["75"] })).toEqual([1, 3]);
    expect(index.found({ regions: ["11"], departments: ["75"] })).toEqual([1]);
    expect(index.found({ regions: ["53"], countries: ["DEU"] })).toEqual([3, 4]);
  });

  test("of the contract are met by what the employer states", () => {
    const index = indexOf([
      { startsOn: "2026-09-15", durationMinMonths: 2, durationMaxMonths: 4, telework: true },
      { startsOn: "2026-08-31", durationMinMonths: 6, telework: true, disabilityFriendly: true },
      { startsOn: "2029-08-15", durationMaxMonths: 7 },
      { startsOn: "2029-09-01", durationMinMonths: 1, durationMaxMonths: 12 },
      {},
    ]);
    expect(index.found({ startsFrom: "2026-09" })).toEqual([1, 3]);
    expect(index.found({ durations: ["courte"] })).toEqual([1, 4]);
    expect(index.found({ durations: ["moyenne"] })).toEqual([1, 2, 4]);
    expect(index.found({ durations: ["courte", "longue"] })).toEqual([1, 3, 4]);
    expect(index.found({ conditions: ["teletravail"] })).toEqual([1, 2]);
    expect(index.found({ conditions: ["teletravail", "handicap"] })).toEqual([2]);
  });

  test("around a commune are met within the circle, and by the other places", () => {
    const index = indexOf([
      { city: "Rennes", department: "35" },
      { city: "Cesson-Sévigné", department: "35" },
      { city: "Brest", department: "29" },
      { city: "Brest", country: "BLR" },
      {},
    ]);
    expect(index.found({ commune: "35238", radius: 0 })).toEqual([1]);
    expect(index.found({ commune: "35238", radius: 10 })).toEqual([1, 2]);
    expect(index.found({ commune: "35238", radius: 0, departments: ["29"] })).toEqual([1, 3]);
    expect(index.found({ commune: "29019", radius: 10 })).toEqual([3]);
    expect(index.found({ commune: "99999", radius: 10 })).toEqual([]);
  });

  test("are counted from the packed codes of the rows", () => {
    const counts = countFacets(index.facets({ types: ["apprentissage"] }));
    expect(Object.fromEntries(counts.domains)).toEqual({ NUM: 2, COM: 1 });
    expect(Object.fromEntries(counts.level)).toEqual({ "6": 2, "7": 1 });
    expect(Object.fromEntries(counts.types)).toEqual({ apprentissage: 3 });
    expect(Object.fromEntries(counts.regions)).toEqual({ "11": 2 });
    expect(Object.fromEntries(counts.departments)).toEqual({ "75": 1, "92": 1 });
    expect(Object.fromEntries(counts.countries)).toEqual({ FRA: 2, DEU: 1 });
    expect(Object.fromEntries(countFacets("t2,a7,n0,t2,a12").administrations)).toEqual({ "7": 1, "12": 1 });
    expect(countFacets(null).types.size).toBe(0);
  });
});
