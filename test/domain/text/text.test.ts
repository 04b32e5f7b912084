import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { foldedWords, otherSpellings, prepareText, prepareWords } from "#app/domain/text/text.ts";

const prepared = (text: string) => prepareText(text).join(" ");

test("the examples of the specification are prepared as it says", () => {
  expect(prepared("L’apprenti·e développeur·euse C++ (H/F) niveau Bac +3")).toBe(
    "apprent developpeur cplusplus niveau bac3",
  );
  expect(prepared("Chargé(e) d'études – œuvre d'art – R.H. / D.S.I.")).toBe("charg etud oeuvr art rh dsi");
});

describe("the masculine and the feminine of a title meet", () => {
  test.each([
    ["Développeur", "développeuse"],
    ["directeur", "Directrice"],
    ["Technicien", "technicienne"],
    ["cuisinier", "cuisinière"],
    ["conseiller", "conseillère"],
    ["chargé d’études", "chargée d’études"],
    ["ingénieur travaux", "ingénieure travaux"],
    ["auteur", "autrice"],
    ["chef de projet", "cheffe de projet"],
    ["gestionnaire administratif", "gestionnaire administrative"],
    ["aide-soignant", "aide-soignante"],
    ["sapeur-pompier", "sapeuse-pompière"],
    ["agent public", "agente publique"],
    ["professionnel européen", "professionnelle européenne"],
    ["français", "française"],
    ["maître d’hôtel", "maîtresse d’hôtel"],
    ["travaux", "travail"],
    ["rigoureux", "rigoureuse"],
  ])("%s, %s", (masculine, feminine) => {
    expect(prepared(feminine)).toBe(prepared(masculine));
  });
});

describe("words that differ stay apart", () => {
  test.each([
    ["C++", "C"],
    ["comptable", "compte"],
    ["IA", "social"],
    ["média", "médiation"],
    ["communication", "commune"],
    ["assurance", "assurer"],
    ["publication", "public"],
    ["data", "date"],
    ["Cour", "cours"],
    ["éducatrice", "éducation"],
    ["port", "porter"],
    ["développeur", "développement"],
    ["sous-préfecture", "préfecture"],
  ])("%s, %s", (one, other) => {
    expect(prepareText(one)).not.toEqual(prepareText(other));
  });
});

test("stop words are neither indexed nor looked for, but are still there for who asks", () => {
  expect(prepared("le bureau de la ville")).toBe("bureau vill");
  expect(foldedWords("le bureau d’à côté")).toEqual(["le", "bureau", "a", "cote"]);
});

describe("a prefix that is also written apart has two spellings", () => {
  test.each([
    ["cyber sécurité", [["cybersecurit"]]],
    ["cybersécurité", [["cyb", "securit"]]],
    ["cyber sécurité avancée", []],
    ["chargé études", []],
    ["archives", []],
    ["webcam", []],
    ["symbiotique", []],
    ["cybersécurité2", []],
  ])("« %s »", (text, spellings) => {
    expect(otherSpellings(prepareWords(text))).toEqual(spellings);
  });
});

test("each token keeps the word that it comes from", () => {
  expect(prepareWords("Chargées d’études")).toEqual([
    { word: "chargees", token: "charg" },
    { word: "etudes", token: "etud" },
  ]);
});

test("whatever the text, its tokens hold only lower-case letters and figures", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
      for (const token of prepareText(text)) expect(token).toMatch(/^(?:(?![A-Z])[\p{L}\p{N}]){1,64}$/u);
    }),
  );
});

test("a text of 50,000 characters made to be slow takes less than a tenth of a second", () => {
  for (const part of [
    "a.",
    "(",
    "h / ",
    " ",
    "e·",
    "aa-e",
    "c+",
    "'",
    "l'",
    "a",
    "bac + ",
    "\u0301",
    "eco-",
    "aaE",
    "hf ",
    "x&",
  ]) {
    const text = part.repeat(50_000 / part.length);
    // The time of this process: other tests run beside it.
    const start = process.cpuUsage();
    prepareText(text);
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1000, JSON.stringify(part)).toBeLessThan(100);
  }
});
