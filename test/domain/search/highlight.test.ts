import { describe, expect, test } from "vitest";
import { extract, type Marked, mark } from "#app/domain/search/highlight.ts";
import { compileMatch } from "#app/domain/search/match.ts";
import { EMPTY_SEARCH } from "#app/domain/search/search.ts";

const marksOf = (words: string) => compileMatch({ ...EMPTY_SEARCH, words }).marks;
const shown = (marked: Marked | null) => marked?.map(({ text, marked }) => (marked ? `[${text}]` : text)).join("");

describe("what was looked for is marked in a title", () => {
  test.each([
    ["chargée communication", "Chargé·e de communication (H/F)", "[Chargé·e] de [communication] (H/F)"],
    ["developpeuse", "Développeur d’applications", "[Développeur] d’applications"],
    ["études", "Chargé d'études – DREAL", "Chargé d'[études] – DREAL"],
    ["RH", "Assistant ressources humaines", "Assistant [ressources humaines]"],
    ["ressources humaines", "Assistant RH", "Assistant [RH]"],
    ["RH", "Gestionnaire des ressources en eau", "Gestionnaire des ressources en eau"],
    ["c++", "Développeur C++ et C#", "Développeur [C++] et C#"],
    ["IA", "Médiation sociale", "Médiation sociale"],
    ['"finances publiques"', "Finances et finances publiques", "Finances et [finances publiques]"],
    ["apprenti", "Apprenti(e) archiviste", "[Apprenti(e)] archiviste"],
  ])("« %s » in « %s »", (words, title, expected) => {
    expect(shown(mark(title, marksOf(words)))).toBe(expected);
  });
});

const LONG = `${"Le service accueille le public. ".repeat(20)}Vous classerez les archives du département. ${"Merci de votre intérêt. ".repeat(20)}`;

test("an extract shows the words where they stand, cut between words", () => {
  const text = shown(extract(LONG, marksOf("archive département")));
  expect(text).toContain("Vous classerez les [archives] du [département].");
  expect(text).toMatch(/^… \S/);
  expect(text).toMatch(/\S …$/);
  expect(text?.length).toBeLessThan(230);
});

test("an extract of a short text is all of it", () => {
  const text = "Vous classerez les archives.";
  expect(shown(extract(text, marksOf("archives")))).toBe("Vous classerez les [archives].");
});

test("an extract is made where most of the words stand together", () => {
  const text = `Archives. ${"Du texte sans rapport. ".repeat(30)}Numérisation des archives anciennes.`;
  expect(shown(extract(text, marksOf("numérisation archives")))).toContain("[Numérisation] des [archives]");
});

test("there is no extract of a text that holds none of the words", () => {
  expect(extract(LONG, marksOf("piscine"))).toBeNull();
});

test("marked or not, the text is all there", () => {
  expect(
    mark(LONG, marksOf("service public"))
      .map(({ text }) => text)
      .join(""),
  ).toBe(LONG);
});
