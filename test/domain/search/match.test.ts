import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { COUNTRIES, DEPARTMENTS, DOMAINS, REGIONS } from "#app/domain/nomenclature.ts";
import { compileMatch, compilePartial } from "#app/domain/search/match.ts";
import { EMPTY_SEARCH } from "#app/domain/search/search.ts";
import { indexOf, titlesFound } from "./index.ts";
import { searches } from "./searches.ts";

test("all the words must be found, wherever they are", () => {
  const index = indexOf([
    { title: "Chargé de communication", city: "Rennes" },
    { title: "Chargé de communication", description: "<p>À Rennes, vous…</p>" },
    { title: "Chargé de communication", city: "Brest" },
  ]);
  expect(index.ranked({ words: "communication rennes" })).toEqual([1, 2]);
});

test("a title says more than an employer, which says more than a description", () => {
  const index = indexOf([
    { title: "Chargé d’études", description: "statistiques ".repeat(20) },
    { title: "Chargé d’études", employer: "Service des statistiques" },
    { title: "Chargé d’études statistiques", description: "Vous travaillerez avec vos collègues. ".repeat(40) },
    ...Array.from({ length: 10 }, () => ({ title: "Jardinier" })),
  ]);
  expect(index.ranked({ words: "statistiques" })).toEqual([3, 2, 1]);
});

test("a phrase in quotes is a phrase, in French quotes too", () => {
  const titles = ["Chef de projet web", "Web : chef ou projet"];
  expect(titlesFound('"projet web"', titles)).toEqual(["Chef de projet web"]);
  expect(titlesFound("« projet web »", titles)).toEqual(["Chef de projet web"]);
  expect(titlesFound("projet web", titles)).toHaveLength(2);
});

test("a minus sign excludes a word or a phrase, and needs nothing else", () => {
  const titles = ["Juriste fiscal", "Juriste public", "Jardinier"];
  expect(titlesFound("juriste -fiscal", titles)).toEqual(["Juriste public"]);
  expect(titlesFound('-"juriste public" -jardinière', titles)).toEqual(["Juriste fiscal"]);
  expect(titlesFound("juriste - fiscal", titles)).toEqual(["Juriste fiscal"]);
  expect(titlesFound("-fiscal/public", titles)).toHaveLength(3);
  expect(titlesFound("développeuse -C++", ["Développeur C++", "Développeur web"])).toEqual(["Développeur web"]);
});

describe("whatever is asked, the expression is valid", () => {
  const index = indexOf([{ title: "Juriste" }]);
  const pieces = fc.constantFrom(
    '"',
    "*",
    "NEAR(",
    ")",
    "-",
    "«",
    "»",
    "^",
    "{title}:",
    "OR",
    "NOT",
    "\0",
    "\ud800",
    "🦊",
    "שלום",
    "RH",
    "Bretagne",
    "stage",
    " ",
    "a-2025-1",
    "+",
  );
  const words = fc.oneof(
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.array(fc.oneof(pieces, fc.string({ maxLength: 5 })), { maxLength: 30 }).map((parts) => parts.join("")),
  );

  test("with any keywords", () => {
    fc.assert(
      fc.property(searches(words), (search) => {
        expect(compileMatch(search).expression).not.toBe("");
        index.found(search);
        for (const { text, title } of compilePartial(search)) index.matching(text, title);
      }),
      { numRuns: 1000 },
    );
  });

  test("with every value of every criterion, and the longest keywords", () => {
    const codes = (choices: { code: string }[]) => choices.map(({ code }) => code);
    const search = {
      words: '-RH "direction régionale" direction des systèmes d’information IDF cyber sécurité informatique juriste',
      types: ["apprentissage", "stage"] as const,
      domains: codes(DOMAINS),
      regions: codes(REGIONS),
      departments: codes(DEPARTMENTS),
      countries: codes(COUNTRIES),
      administrations: Array.from({ length: 50 }, (_, number) => `administration-${number}`),
    };
    expect(index.found({ ...search, types: [...search.types] })).toEqual([]);
    expect(compileMatch({ ...EMPTY_SEARCH, ...search, types: [...search.types] }).expression.length).toBeLessThan(
      10_000,
    );
  });
});

test("the token that every offer holds is asked for only when nothing else is", () => {
  const expression = (words: string) => compileMatch({ ...EMPTY_SEARCH, words }).expression;
  expect(expression("")).toBe('f:"o"');
  expect(expression("-juriste")).toMatch(/^f:"o" NOT /);
  expect(expression("archives -juriste")).not.toContain('f:"o"');
});

test("to exclude a stop word asks for nothing", () => {
  const expression = (words: string) => compileMatch({ ...EMPTY_SEARCH, words }).expression;
  expect(expression("archives -le")).toBe(expression("archives"));
});
