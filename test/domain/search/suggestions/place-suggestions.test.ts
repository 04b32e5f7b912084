import { expect, test } from "vitest";
import { parseSearch } from "#app/domain/search/search.ts";
import { suggestPlaces } from "#app/domain/search/suggestions/place-suggestions.ts";

const texts = (typed: string) => suggestPlaces(typed).map(({ text }) => text);

test("places that begin as typed are suggested, the largest communes first", () => {
  expect(texts("renn")[0]).toBe("Rennes (35)");
  expect(texts("bret")[0]).toBe("Bretagne");
  expect(texts("allem")[0]).toBe("Allemagne");
  expect(suggestPlaces("bret")[0]).toEqual({ text: "Bretagne", kind: "place" });
  expect(texts("ille et vil")[0]).toBe("Ille-et-Vilaine");
  expect(texts("re")).toContain("Rennes (35)");
  expect(texts("la réunion")).toEqual(["La Réunion", "La Réunion (47)"]);
  expect(texts("vilaine")).toEqual(["Ille-et-Vilaine"]);
  expect(texts("sa")).toHaveLength(8);
  expect(texts("saint-den").slice(0, 2)).toEqual(["Saint-Denis (93)", "Saint-Denis (974)"]);
});

test("a postcode suggests its communes", () => {
  expect(texts("97400")).toEqual(["Saint-Denis (974)"]);
  expect([texts("974001"), texts("197400")]).toEqual([[], []]);
});

test("a letter suggests nothing", () => {
  expect(texts("r")).toEqual([]);
  expect(texts("   ")).toEqual([]);
});

test("what is suggested is understood", () => {
  for (const typed of ["ren", "bre", "all", "sai", "59", "75010", "par", "mar"]) {
    for (const text of texts(typed)) {
      expect(parseSearch(new URLSearchParams({ ou: text })).dropped, text).toEqual([]);
    }
  }
});
