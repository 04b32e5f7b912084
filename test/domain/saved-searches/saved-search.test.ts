import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  MAX_SEARCH_NAME,
  MOST_NEW,
  newInWords,
  proposeName,
  SearchName,
  understandCriteria,
  weeklyInWords,
} from "#app/domain/saved-searches/saved-search.ts";
import { EMPTY_SEARCH, parseSearch } from "#app/domain/search/search.ts";
import { parseForm } from "#app/http/forms.ts";

const LABELS = new Map([["culture", "Ministère de la Culture"]]);
const read = (query: string) => understandCriteria(new URLSearchParams(query), LABELS);

describe("the name of a search", () => {
  test("is proposed from what it asks, and fits", () => {
    const { search } = parseSearch(new URLSearchParams("q=archives&administration=culture"));
    expect(proposeName(search, LABELS)).toBe("archives · Ministère de la Culture");
    expect(proposeName(EMPTY_SEARCH, LABELS)).toBe("Toutes les offres");
    const long = proposeName({ ...EMPTY_SEARCH, words: "é".repeat(200) }, LABELS);
    expect(long).toHaveLength(MAX_SEARCH_NAME);
    expect(long.endsWith("…")).toBe(true);
    expect(proposeName({ ...EMPTY_SEARCH, words: `a${"😀".repeat(99)}` }, LABELS)).toBe(`a${"😀".repeat(49)}…`);
    expect(proposeName({ ...EMPTY_SEARCH, words: "😀".repeat(100) }, LABELS)).toBe(`${"😀".repeat(49)}…`);
  });

  test("whatever is typed, is one line of visible characters that fits, or is refused", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 150 }), (typed) => {
        const form = parseForm(SearchName, new Map([["name", typed]]));
        if (!form.ok) return form.errors.name !== undefined;
        const { name } = form.values;
        return name.length > 0 && name.length <= MAX_SEARCH_NAME && !/[\p{Cc}\p{Cf}\u2028\u2029]/u.test(name);
      }),
      { numRuns: 2000 },
    );
  });

  test("that was proposed is accepted as it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (words) => {
        const name = proposeName(parseSearch(new URLSearchParams({ q: words })).search, LABELS);
        expect(parseForm(SearchName, new Map([["name", name]])).ok).toBe(true);
      }),
    );
  });
});

describe("criteria", () => {
  test("lose what is no longer known, which is told; order and page are no criteria", () => {
    expect(read("q=a&domaine=PERDU&administration=culture&administration=dissoute&tri=debut&page=zz")).toEqual({
      search: { ...EMPTY_SEARCH, words: "a", administrations: ["culture"] },
      lost: [
        { parameter: "domaine", value: "PERDU", reason: "unknown" },
        { parameter: "administration", value: "dissoute", reason: "unknown" },
      ],
    });
  });
});

test("offers a week, and new ones, are said in French", () => {
  expect([0, 0.4, 1, 1.6, 49.6, 100.4].map(weeklyInWords)).toEqual([
    "aucune offre ces deux derniers mois",
    "moins d’une offre par semaine",
    "environ 1 offre par semaine",
    "environ 2 offres par semaine",
    "environ 50 offres par semaine",
    "plus de 100 offres par semaine",
  ]);
  expect([0, 1, 2, MOST_NEW, MOST_NEW + 1].map(newInWords)).toEqual([
    "Aucune nouvelle offre",
    "1 nouvelle offre",
    "2 nouvelles offres",
    "99 nouvelles offres",
    "Plus de 99 nouvelles offres",
  ]);
});
