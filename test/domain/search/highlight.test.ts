import { describe, expect, test } from "vitest";
import { extract, type Marked, mark } from "#app/domain/search/highlight.ts";
import { compileMatch } from "#app/domain/search/match.ts";
import { EMPTY_SEARCH } from "#app/domain/search/search.ts";

const marksOf = (words: string) => compileMatch({ ...EMPTY_SEARCH, words }).marks;
const shown = (marked: Marked | null, between = "") =>
  marked?.map(({ text, marked }) => (marked ? `[${text}]` : text.slice())).join(between);

const ARCHIVES = ["archiv"];
const MUSEUMS = ["mus"];
const MUSEUM_ARCHIVES = ["archiv", "mus"];

describe("each piece of a marked text holds something", () => {
  test.each([
    ["archives", [ARCHIVES], "[archives]"],
    ["archives archives", [ARCHIVES], "[archives]| |[archives]"],
    ["Archives/musées, musées", [ARCHIVES, MUSEUMS], "[Archives/musées]|, |[musées]"],
    ["archives musées archives musées", [ARCHIVES, MUSEUM_ARCHIVES], "[archives musées]| |[archives musées]"],
    ["archives musées", [MUSEUM_ARCHIVES, ARCHIVES], "[archives musées]"],
    ["archives", [MUSEUM_ARCHIVES], "archives"],
    ["C++archives", [["cplusplus"], ARCHIVES], "[C++]|[archives]"],
    ["rien", [ARCHIVES], "rien"],
    ["", [ARCHIVES], ""],
  ])("« %s »", (text, marks, pieces) => {
    expect(shown(mark(text, marks), "|")).toBe(pieces);
  });
});

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
    ["chargé", "chargéE d’études, chargée.s, chargé-e-s", "[chargéE] d’études, [chargée.s], [chargé-e-s]"],
    ["bac+3", "Niveau bac + 3, BAC+3 ou bac 3", "Niveau [bac + 3], [BAC+3] ou bac 3"],
    ["dotnet", "En .NET", "En [.NET]"],
    ["dsi", "La D.S.I.", "La [D.S.I]."],
    ["c#", "C# (C)", "[C#] (C)"],
    ["r&d", "R&D", "[R&D]"],
    ['"formation pour adultes"', "La formation pour adultes", "La [formation pour adultes]"],
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

describe("an extract of forty characters", () => {
  const words = (count: number, from = 1) =>
    Array.from({ length: count }, (_, index) => `mot${String(index + from).padStart(2, "0")}`).join(" ");

  test.each([
    [
      "begins a little before its words",
      `${words(20)} archives ${words(20, 21)}`,
      "… mot20 [archives] mot21 mot22 mot23 mot24 …",
    ],
    ["ends with the text", `${words(20)} archives`, "… mot20 [archives]"],
    ["is all of a text as long", `archives ${words(5)}ab`, `[archives] ${words(5)}ab`],
    ["is cut before a word that goes beyond", `archives ${words(5)}abc`, `[archives] ${words(4)} …`],
    ["is made at the first of two places", `archives ${words(20)} archives ${words(20)}`, `[archives] ${words(5)} …`],
    [
      "is made where different words stand, rather than one twice",
      `archives archives ${words(20)} archives musées ${words(20)}`,
      "… mot20 [archives] [musées] mot01 mot02 mot03 …",
    ],
    [
      "has room for words within thirty characters",
      `archives ${words(20)} archives ${"x".repeat(14)} musées`,
      `… mot20 [archives] ${"x".repeat(14)} [musées]`,
    ],
    ["and no further", `archives ${words(20)} archives ${"x".repeat(15)} musées`, `[archives] ${words(5)} …`],
    [
      "is of the first 1,500 characters where they hold any of the words",
      `archives ${words(250)} archives musées`,
      `[archives] ${words(5)} …`,
    ],
    ["and of the rest where they do not", `${words(300)} archives`, "… mot300 [archives]"],
    [
      "is cut within what holds no space",
      `${"x".repeat(50)}:archives:${"x".repeat(50)}`,
      `… ${"x".repeat(9)}:[archives] …`,
    ],
    ["begins with its words where no space is nearer", `${"x".repeat(50)}:archives mot01`, "… [archives] mot01"],
  ])("%s", (_, text, expected) => {
    expect(shown(extract(text, [ARCHIVES, MUSEUMS], 40))).toBe(expected);
  });

  test("is longer if its first words are", () => {
    expect(shown(extract("mot archives musées", [MUSEUM_ARCHIVES], 8))).toBe("… [archives musées]");
  });
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
