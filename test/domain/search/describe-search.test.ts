import { describe, expect, test } from "vitest";
import { describeSearch } from "#app/domain/search/describe-search.ts";
import { EMPTY_SEARCH, parseSearch } from "#app/domain/search/search.ts";

const parse = (query: string) => parseSearch(new URLSearchParams(query));

describe("a search in words", () => {
  test("names its criteria in the order of the form", () => {
    const { search } = parse("q=informatique&type=apprentissage&niveau=6&region=53");
    expect(describeSearch(search)).toBe("Apprentissage · informatique · Niveau 6 · Bretagne");
  });

  test("names administrations by their labels", () => {
    const labels = new Map([["mc", "Ministère de la Culture"]]);
    expect(describeSearch(parse("administration=mc&departement=35").search, labels)).toBe(
      "Ministère de la Culture · Ille-et-Vilaine",
    );
  });

  test("stays short when many values are chosen", () => {
    expect(
      describeSearch(parse("departement=01&departement=02&departement=03&departement=04&departement=05").search),
    ).toBe("Ain, Aisne, Allier et 2 autres");
    expect(describeSearch(parse("departement=01&departement=02&departement=03&departement=04").search)).toBe(
      "Ain, Aisne, Allier, Alpes-de-Haute-Provence",
    );
  });

  test("without criteria is all the offers", () => {
    expect(describeSearch(EMPTY_SEARCH)).toBe("Toutes les offres");
  });
});
