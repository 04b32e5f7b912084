import { describe, expect, test } from "vitest";
import { compileMatch, compilePartial } from "#app/domain/search/match.ts";
import { EMPTY_SEARCH, type Search } from "#app/domain/search/search.ts";
import { indexOf } from "./index.ts";

describe("offers that say the words where it counts", () => {
  const index = indexOf([
    { title: "Archives" },
    { title: "Jardinier", employer: "Archives nationales" },
    { title: "Jardinier", description: "<p>Vous verrez les archives.</p>", region: "53" },
    { title: "Records manager" },
    { title: "Archives", type: "stage", region: "53" },
  ]);
  const matching = (asked: Partial<Search>) => {
    const { first, titled, keywords } = compileMatch({ ...EMPTY_SEARCH, ...asked });
    const found = (expression: string | null) => expression && index.matching(expression)[0]?.sort();
    return { first: found(first), titled: found(titled), keywords: found(keywords) };
  };

  test.each([
    [{ words: "archives" }, { first: [1, 5], titled: [1, 2, 4, 5], keywords: null }],
    [
      { words: "archives", types: ["apprentissage"] },
      { first: [1], titled: [1, 2, 4], keywords: [1, 2, 3, 4, 5] },
    ],
    [{ words: "archives Bretagne" }, { first: [5], titled: [5], keywords: null }],
    [
      { words: "archives", titleOnly: true },
      { first: [1, 5], titled: null, keywords: null },
    ],
    [
      { words: "archives -jardinier", types: ["apprentissage"] },
      { first: [1], titled: [1, 4], keywords: [1, 4, 5] },
    ],
    [{ types: ["stage"] }, { first: null, titled: null, keywords: null }],
    [{ words: "A-2025-100000" }, { first: null, titled: null, keywords: null }],
  ] satisfies [Partial<Search>, object][])("%j", (asked, found) => {
    expect(matching(asked)).toEqual(found);
  });

  test("come first where they are in the place itself, rather than speak of it", () => {
    const places = indexOf([
      { title: "Archives", region: "53" },
      { title: "Archives", description: "<p>La Bretagne</p>" },
    ]);
    const { first, expression } = compileMatch({ ...EMPTY_SEARCH, words: "archives Bretagne" });
    expect(places.matching(first ?? "", expression).map((found) => found.toSorted())).toEqual([[1], [1, 2]]);
  });

  test("are the only ones when the words are looked for in titles", () => {
    expect(index.found({ words: "archives", titleOnly: true })).toEqual([1, 2, 4, 5]);
    expect(index.found({ words: "archives" })).toEqual([1, 2, 3, 4, 5]);
  });
});

describe("a search of which some words are answered", () => {
  const partial = (words: string, asked: Partial<Search> = {}) => compilePartial({ ...EMPTY_SEARCH, ...asked, words });

  test("keeps its places, phrases, exclusions and criteria, and gives words of one family less weight", () => {
    const kept = 'f:"t2" AND {title employer body}:("bel lettr") AND {title employer body}:("ren")';
    const not = 'NOT {title employer body}:("tractopel")';
    const pieces = [
      ['"bel lettr"', 1],
      ['"bambou"', 1],
      ['"bambou" *', 0.3],
    ] as const;
    expect(partial('"belles lettres" bambou Rennes -tractopelle', { types: ["stage"] })).toEqual(
      pieces.map(([text, share]) => ({
        text: `(${kept} AND {title employer body}:(${text})) ${not}`,
        title: `(${kept} AND title:(${text})) ${not}`,
        share,
      })),
    );
  });

  test("has a piece for a group of words with one meaning, and for each word within it", () => {
    const [group, ...words] = partial("ressources humaines").map(({ title, share }) => [title, share]);
    expect(group?.[0]).toMatch(/^title:\(\(\("ressourc" AND "humain"\) OR .*"rh"/);
    expect(words).toEqual([
      ['title:("ressourc")', 1],
      ['title:("ressourc" *)', 0.3],
      ['title:("humain")', 1],
      ['title:("humain" *)', 0.3],
    ]);
  });

  test("has no piece for a place or a level within a group of words with one meaning", () => {
    const texts = partial("Bibliothèque nationale de France").map(({ text }) => text);
    expect(texts.filter((text) => text.includes("national"))).toHaveLength(3);
    expect(texts.slice(1).filter((text) => text.includes("franc"))).toEqual([]);
  });

  test.each([
    ["Bretagne", 0],
    ["rugby", 2],
    ["yoga", 1],
    ["web3d", 1],
    ["stage", 0],
    ["A-2025-159026", 0],
  ])("« %s » has %i pieces", (words, count) => {
    expect(partial(words)).toHaveLength(count);
  });
});
