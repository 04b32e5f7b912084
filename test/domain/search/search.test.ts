import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { MAX_WORDS_LENGTH } from "#app/domain/search/keywords/typed-words.ts";
import {
  canonical,
  canonicalQuery,
  EMPTY_SEARCH,
  effectiveSort,
  isEmpty,
  parseSearch,
  SearchSchema,
  toParams,
  withPage,
} from "#app/domain/search/search.ts";
import { searches } from "./searches.ts";

const parse = (query: string) => parseSearch(new URLSearchParams(query));

test("every parameter of the address is read", () => {
  const query =
    "q=data&dans=intitule&type=stage&niveau=7&domaine=NUM&administration=ministere-de-la-culture&region=11&departement=2A&pays=DEU&lieu=35238&rayon=60&debut=2026-09&duree=moyenne&condition=teletravail&tri=debut&page=3";
  expect(parse(query)).toEqual({
    dropped: [],
    search: {
      words: "data",
      titleOnly: true,
      types: ["stage"],
      level: "7",
      domains: ["NUM"],
      administrations: ["ministere-de-la-culture"],
      regions: ["11"],
      departments: ["2A"],
      countries: ["DEU"],
      commune: "35238",
      radius: 60,
      startsFrom: "2026-09",
      durations: ["moyenne"],
      conditions: ["teletravail"],
      sort: "debut",
      page: 3,
    },
  });
  expect(canonicalQuery(parse(query).search)).toBe(query);
});

describe("values are understood as they are written", () => {
  test.each([
    ["dans=INTITULE&q=a", "q=a&dans=intitule"],
    ["dans=intitule", ""],
    ["dans=texte&q=a", "q=a"],
    ["lieu=2a004", "lieu=2A004"],
    ["lieu=99999", ""],
    ["debut=2026-13", ""],
    ["debut=12026-09", ""],
    ["debut=2026-091", ""],
    ["debut=2026-12", "debut=2026-12"],
    ["page=0", ""],
    ["page=500", "page=500"],
    ["page=501", ""],
    ["page=1e2", ""],
    ["page=0002", ""],
    ["administration=A-B", "administration=a-b"],
    [`administration=${"a".repeat(80)}`, `administration=${"a".repeat(80)}`],
    [`administration=${"a".repeat(81)}`, ""],
    ["tri=RECENT&q=a", "q=a&tri=recent"],
    ["tri=fin", "tri=fin"],
    ["lieu=35238&tri=distance&rayon=30", "lieu=35238&tri=distance"],
    ["departement=1", "departement=01"],
    ["q=+a+%09+b+%00", "q=a+b"],
    ["q=e%CC%81", "q=%C3%A9"],
  ])("%s: %s", (query, canonical) => {
    expect(canonicalQuery(parse(query).search)).toBe(canonical);
  });

  test.each([
    ["nowhere when they are 200 characters", "a".repeat(200), 200],
    ["nowhere when they are 200 characters with spaces", `${"a ".repeat(99)}bc`, 200],
    ["between two words", `${"a".repeat(199)} bc`, 199],
    ["between two words that stand on both sides of the limit", `${"a".repeat(200)} b`, 200],
    ["within a word that is too long", "a".repeat(201), 200],
  ])("keywords are cut %s", (_, words, length) => {
    expect(parse(new URLSearchParams({ q: words }).toString()).search.words).toHaveLength(length);
  });
});

test("reading what was written gives the same search", () => {
  fc.assert(
    fc.property(searches(), (search) => {
      expect(parseSearch(toParams(search))).toEqual({ search: canonical(search), dropped: [] });
    }),
  );
});

test("any address is read into a search that the schema accepts", () => {
  const pair = fc.tuple(
    fc.constantFrom("q", "type", "niveau", "domaine", "administration", "region", "departement", "pays", "tri", "page"),
    fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("1", "11", "stage", "num", "fra", "deu", "pertinence")),
  );
  fc.assert(
    fc.property(fc.array(pair), (pairs) => {
      const { search } = parseSearch(new URLSearchParams(pairs));
      expect(v.is(SearchSchema, search)).toBe(true);
      expect(canonical(search)).toEqual(search);
    }),
  );
});

test("what is not understood is dropped and told, in the address's own words", () => {
  const { search, dropped } = parse(
    "type=emploi&niveau=9&region=zz&pays=FRA&page=501&tri=prix&administration=%C3%A9&rayon=31",
  );
  expect(isEmpty(search)).toBe(true);
  expect(dropped).toEqual(
    expect.arrayContaining([
      { parameter: "type", value: "emploi", reason: "unknown" },
      { parameter: "niveau", value: "9", reason: "unknown" },
      { parameter: "region", value: "zz", reason: "unknown" },
      { parameter: "pays", value: "FRA", reason: "unknown" },
      { parameter: "page", value: "501", reason: "unknown" },
      { parameter: "tri", value: "prix", reason: "unknown" },
      { parameter: "administration", value: "é", reason: "unknown" },
      { parameter: "rayon", value: "31", reason: "unknown" },
    ]),
  );
  expect(dropped).toHaveLength(8);
});

test.each([
  { words: "a".repeat(MAX_WORDS_LENGTH + 1) },
  { administrations: ["A"] },
  { administrations: Array.from({ length: 51 }, (_, n) => `a${n}`) },
  ...["2C004", "3523", "352380", "2A0040", "02A004"].map((commune) => ({ commune })),
  ...["2026-00", "1999-12"].map((startsFrom) => ({ startsFrom })),
  { radius: 31 },
  ...[0, 1.5, 501].map((page) => ({ page })),
])("the schema refuses what no address gives: %j", (asked) => {
  const good = { ...EMPTY_SEARCH, commune: "2A004", startsFrom: "2026-10", administrations: ["a-1"], page: 500 };
  expect([v.is(SearchSchema, good), v.is(SearchSchema, { ...good, ...asked })]).toEqual([true, false]);
});

test("a search without criteria is empty, whatever its order and its page", () => {
  const asked = [{ sort: "debut" as const, page: 3 }, { conditions: ["handicap" as const] }];
  expect(asked.map((each) => isEmpty({ ...EMPTY_SEARCH, ...each }))).toEqual([true, false]);
});

test("empty, repeated and differently written values do no harm", () => {
  const { search, dropped } = parse("q=+&type=&region=84&region=11&region=84&departement=2a&departement=1&domaine=num");
  expect(search).toEqual({
    ...EMPTY_SEARCH,
    regions: ["11", "84"],
    departments: ["01", "2A"],
    domains: ["NUM"],
  });
  expect(dropped).toEqual([]);
});

test("unknown parameters are left aside in silence", () => {
  expect(parse("utm_source=x&region=11").dropped).toEqual([]);
});

test("a second level is dropped and told, since an offer is looked for at one level", () => {
  const { search, dropped } = parse("niveau=6&niveau=7");
  expect(search.level).toBe("6");
  expect(dropped).toEqual([{ parameter: "niveau", value: "7", reason: "repeated" }]);
});

test("keywords are cut at 200 characters, between two words, and the page can say it", () => {
  const { search, dropped } = parse(`q=${"chargée ".repeat(40)}`);
  expect(search.words.length).toBeLessThanOrEqual(MAX_WORDS_LENGTH);
  expect(search.words.endsWith("chargée")).toBe(true);
  expect(dropped).toEqual([{ parameter: "q", value: `${"chargée ".repeat(7)}char…`, reason: "too-long" }]);
  expect(parse(`q=${"a".repeat(MAX_WORDS_LENGTH)}`).dropped).toEqual([]);
});

test("a value is read without the spaces around it, and told without them", () => {
  const { search, dropped } = parse("type=+stage+&niveau=+5+&region=+zz+");
  expect([search.types, search.level]).toEqual([["stage"], "5"]);
  expect(dropped).toEqual([{ parameter: "region", value: "zz", reason: "unknown" }]);
});

test("an address with noise in it does not make a page of noise", () => {
  expect(parse("region=zz&".repeat(500)).dropped.length).toBeLessThanOrEqual(20);
});

describe("the order of results", () => {
  test("is relevance with words, and newest first without", () => {
    expect(effectiveSort(parse("q=data").search)).toBe("pertinence");
    expect(effectiveSort(parse("region=11").search)).toBe("recent");
  });

  test("cannot be relevance without words, and this is told", () => {
    const { search, dropped } = parse("tri=pertinence");
    expect(effectiveSort(search)).toBe("recent");
    expect(dropped).toEqual([{ parameter: "tri", value: "pertinence", reason: "unknown" }]);
  });

  test("is left out of the address when it is the default", () => {
    expect(canonicalQuery(parse("q=data&tri=pertinence").search)).toBe("q=data");
    expect(canonicalQuery(parse("q=data&tri=recent").search)).toBe("q=data&tri=recent");
    expect(canonicalQuery(parse("tri=recent").search)).toBe("");
  });
});

test("a page stays within what the address accepts", () => {
  expect([0, 2.5, 501, Number.NaN].map((page) => withPage(EMPTY_SEARCH, page).page)).toEqual([1, 2, 500, 1]);
});
