import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileKeywords } from "#app/domain/search/keywords/match-keywords.ts";
import { parseSearch } from "#app/domain/search/search.ts";
import { readBeginning, suggest } from "#app/domain/search/suggestions/suggestions.ts";

const MINISTRY = { code: "ministere-de-la-culture", label: "Ministère de la Culture" };

/** What is proposed for what is typed, when the index has found these titles. */
const proposed = (typed: string, titles: string[] = []) =>
  suggest(readBeginning(typed)?.words ?? [], titles, [MINISTRY]);
const texts = (typed: string, titles: string[] = []) => proposed(typed, titles).map(({ text }) => text);

describe("what is typed begins something", () => {
  test.each(["", "ar", "é", "l’ar", "à la", "(H/F)", "***"])("but « %s » says too little", (typed) => {
    expect(readBeginning(typed)).toBeNull();
  });

  test("from three letters on, accents and capitals or not", () => {
    expect(readBeginning("ÉLÈ")?.words).toEqual(["ele"]);
  });

  test("with its last word, the others being whole", () => {
    expect(readBeginning("chargées de comm")?.expression).toBe('title:("charg" AND "comm" *)');
  });

  test("with the stem of its last word too", () => {
    expect(readBeginning("jardinière")?.expression).toBe('title:(("jardiniere" * OR "jardini" *))');
  });

  test("with a last word under three letters, which the index is not asked for", () => {
    expect(readBeginning("chargé de c")).toMatchObject({ words: ["charge", "c"], expression: 'title:("charg")' });
  });

  test("or, for employers, what they are called", () => {
    expect(readBeginning("chargées de comm")?.employers).toBe('employer:("charg" AND "comm" *)');
  });

  test("and a last word may be the beginning of another, though it is one that says little", () => {
    expect(readBeginning("archives de")?.words).toEqual(["archives", "de"]);
  });

  test("of which a hundred characters are read", () => {
    expect(readBeginning("abc ".repeat(30))?.words).toHaveLength(25);
  });

  test("quoted, whatever was typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (typed) => {
        const bare = readBeginning(typed)?.expression.replace(/"[\p{L}\p{N}]+"/gu, "t") ?? "title:(t)";
        expect(bare).toMatch(/^title:\((t AND )*(t|t \*|\(t \* OR t \*\))\)$/);
      }),
    );
  });
});

describe("what is proposed", () => {
  test("is the titles, the most frequent first, then the domains, places and administrations", () => {
    const titles = ["Archiviste cultivé", "Animatrice culturelle", "Animateur culturel"];
    expect(proposed("cul", titles)).toEqual([
      { text: "Animatrice culturelle", kind: "title" },
      { text: "Archiviste cultivé", kind: "title" },
      { text: "Culture et patrimoine", kind: "domain" },
      { text: "Ministère de la Culture", kind: "administration" },
    ]);
    expect(proposed("bretag")).toEqual([{ text: "Bretagne", kind: "place" }]);
  });

  test("is a title that holds a short last word whole", () => {
    expect(texts("agent it", ["Agent IT", "Agent d’accueil"])).toEqual(["Agent IT"]);
  });

  test.each(["Greffier (H/F)", "Greffier(F/H)", "Greffier - H/F", "H/F Greffier", "Greffier"])(
    "is a title without « H/F »: « %s »",
    (title) => {
      expect(texts("greff", [title])).toEqual(["Greffier"]);
    },
  );

  test("is eight at most, half of which are titles at least", () => {
    const titles = Array.from({ length: 20 }, (_, index) => `Présentation ${index}`);
    expect(texts("pre", titles)).toHaveLength(8);
    expect(
      proposed(
        "sei",
        titles.map((title) => `Seine ${title}`),
      ).map(({ kind }) => kind),
    ).toEqual([...Array.from({ length: 4 }, () => "title"), ...Array.from({ length: 4 }, () => "place")]);
  });

  test("is four choices at most where there are titles too", () => {
    const titles = Array.from({ length: 20 }, (_, index) => `Loi ${index}`);
    const kinds = proposed("loi", titles).map(({ kind }) => kind);
    expect(kinds).toEqual(["title", "title", "title", "title", "place", "place", "place", "place"]);
    expect(proposed("loi").map(({ kind }) => kind)).toEqual(["place", "place", "place", "place"]);
  });

  test("is the towns of offers too, each once, as they are written", () => {
    expect(suggest(["saint", "mal"], [], [], ["SAINT-MALO", "Saint-Malo", "Rennes"])).toEqual([
      { text: "Saint-Malo", kind: "place" },
    ]);
  });

  test("is said once, even where a title is also a domain or a région is also a département", () => {
    expect(texts("commu", ["COMMUNICATION", "Communication (H/F)"])).toEqual(["COMMUNICATION"]);
    expect(texts("guadel")).toEqual(["Guadeloupe"]);
  });

  test.each([
    ["Archiviste (H/F)", "Archiviste"],
    ["Archiviste - F/H", "Archiviste"],
    ["Archiviste H/F – Rennes", "Archiviste – Rennes"],
    ["H/F", "H/F"],
    ["Archiviste –(F / H)", "Archiviste"],
    ["Archiviste 24H/Fin", "Archiviste 24H/Fin"],
  ])("of the title « %s » is « %s »", (title, text) => {
    expect(texts("arc", [title])).toContain(text);
  });

  test("holds every word typed, in any order", () => {
    expect(texts("patrim cult")).toEqual(["Culture et patrimoine"]);
  });

  test("goes on with a last word that is only begun", () => {
    const titles = ["Chargé de mission", "Chargée de communication", "Chargé"];
    expect(texts("chargé de c", titles)).toEqual(["Chargée de communication"]);
    expect(texts("ministère de la c")).toEqual(["Ministère de la Culture"]);
  });
});

test("a search for what is proposed looks for it as it stands: nothing is excluded or dropped", () => {
  const places = ["seine", "val", "ges", "cult", "pre", "alp"].flatMap((typed) => texts(typed));
  for (const text of [...places, ...texts("arc", ["Archiviste – Seine-Maritime (H/F)"])]) {
    const { search, dropped } = parseSearch(new URLSearchParams({ q: text }));
    expect({ words: search.words, dropped, excluded: compileKeywords(text).excluded }).toEqual({
      words: text,
      dropped: [],
      excluded: [],
    });
  }
});
