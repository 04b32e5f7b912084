import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { wordForms } from "#app/domain/search/index-row.ts";
import { countSlips, distance, initialsOf, slipsAllowed, soundOf } from "#app/domain/text/spelling.ts";
import { formsOf } from "#app/domain/text/vocabulary.ts";

describe("a word that sounds like another is near to it, however it is written", () => {
  test.each([
    ["bibliotequaire", "bibliothecaire"],
    ["mecanitien", "mecanicien"],
    ["veterinere", "veterinaire"],
    ["farmacien", "pharmacien"],
    ["kinesitherapeuthe", "kinesitherapeute"],
    ["orthofoniste", "orthophoniste"],
    ["proffesseur", "professeur"],
    ["paisagiste", "paysagiste"],
  ])("%s, %s", (typed, meant) => {
    const most = slipsAllowed(typed);
    expect(distance(typed, meant, most)).toBeLessThanOrEqual(most);
    expect(initialsOf(typed)).toContain(meant[0]);
  });
});

describe("and other words stay apart", () => {
  test.each([
    ["comptable", "compatible"],
    ["medecin", "medical"],
    ["police", "polish"],
    ["cuisinier", "cousinage"],
    ["chimiste", "kinesiste"],
  ])("%s, %s", (typed, other) => {
    const most = typed === "comptable" ? 1 : slipsAllowed(typed);
    expect(distance(typed, other, most)).toBeGreaterThan(most);
  });
});

describe("the slips between two words are letters left out, added, replaced, or two neighbours swapped", () => {
  test.each([
    ["comptable", "comptable", 2, 0],
    ["comptable", "comtable", 2, 1],
    ["comptable", "comptables", 2, 1],
    ["comptable", "cimptable", 2, 1],
    ["comptable", "comptabel", 2, 1],
    ["ab", "ba", 1, 1],
    ["ab", "ca", 2, 2],
    ["kayak", "yak", 2, 2],
    ["abcd", "bcda", 2, 2],
    ["abcdef", "badcef", 2, 2],
    ["abcde", "edcba", 4, 4],
    ["", "ab", 2, 2],
  ])("%s, %s, at most %i: %i", (a, b, most, slips) => {
    expect(countSlips(a, b, most)).toBe(slips);
    expect(countSlips(b, a, most)).toBe(slips);
  });

  test.each([
    ["abcdef", "badcfe"],
    ["abc", "abcdef"],
    ["abcdef", "xyzdef"],
    ["abc", "xyz"],
  ])("%s, %s: more than are counted, however many", (a, b) => {
    expect(countSlips(a, b, 2)).toBe(3);
  });
});

test("a word of five letters may have one slip, of eight two, a shorter one none", () => {
  expect(["abcd", "abcde", "abcdefg", "abcdefgh"].map(slipsAllowed)).toEqual([0, 1, 1, 2]);
});

test("a word that sounds the same is one slip away, and one that begins otherwise is none of it", () => {
  expect(distance("bibliotequaire", "bibliothecaire", 2)).toBe(1);
  expect(distance("cas", "kas", 2)).toBe(1);
  expect(distance("comptable", "comtable", 2)).toBe(1);
  expect(distance("bus", "pus", 1)).toBe(2);
  expect(distance("gardin", "jardin", 2)).toBe(3);
  expect([initialsOf("kine"), initialsOf("bus")]).toEqual([["k", "c", "q", "s"], ["b"]]);
});

describe("what sounds the same is written the same", () => {
  test.each([
    ["pharmacien", "farmasiA"],
    ["chercheur", "cHercHeur"],
    ["schema", "scHema"],
    ["bibliothecaire", "biblioteker"],
    ["technique", "tecHnik"],
    ["accueil", "akuel"],
    ["qualite", "kali"],
    ["cycle", "sikl"],
    ["zone", "son"],
    ["nation", "nasion"],
    ["guide", "ji"],
    ["gestion", "jesion"],
    ["bureau", "buro"],
    ["autoroute", "otorou"],
    ["oeuvre", "euvr"],
    ["peine", "pen"],
    ["yaourt", "iaour"],
    ["enfant", "AfA"],
    ["emploi", "Aploi"],
    ["animal", "animal"],
    ["proffesseur", "profeseur"],
    ["profffesseur", "profeseur"],
    ["coq", "kok"],
    ["departements", "departemA"],
    ["the", "te"],
  ])("%s: %s", (word, sound) => {
    expect(soundOf(word)).toBe(sound);
  });
});

test("a sound is never empty, and never further away than the writing allows", () => {
  const word = fc.stringMatching(/^[a-z]{5,20}$/);
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(soundOf(a)).not.toBe("");
      expect(distance(a, a, 2)).toBe(0);
      if (a[0] === b[0]) expect(distance(a, b, 2)).toBeLessThanOrEqual(countSlips(a, b, 2));
    }),
  );
});

test("the vocabulary knows both words that a hyphen joins, and no ending of an inclusive form", () => {
  const words = (title: string) =>
    wordForms([{ title, employer: null, service: null, city: null, description: null, profile: null }]).map(
      ({ word }) => word,
    );
  expect(words("Masseur-kinésithérapeute, sapeur-pompier")).toEqual([
    "masseur",
    "kinesitherapeute",
    "sapeur",
    "pompier",
  ]);
  expect(words("Instructeur-trice, technicien-ienne")).toEqual([]);
});

describe("the vocabulary holds the words of letters, five at least and thirty at most", () => {
  test.each([
    ["Étude, étud, étu", ["étude"]],
    [`${"a".repeat(30)} ${"b".repeat(31)}`, ["a".repeat(30)]],
    ["Œuvres cæsium", ["œuvres", "cæsium"]],
    ["Łódzki, kielecŁ, Kielce", ["kielce"]],
    ["Bibliotheque, BIBLIOTHÈQUE, bibliotheque", ["bibliothèque"]],
  ])("« %s »", (text, shown) => {
    expect(formsOf([text]).map((form) => form.shown)).toEqual(shown);
  });

  test("folded, to be compared", () => {
    expect(formsOf(["Œuvres, cæsium, Études"]).map(({ word }) => word)).toEqual(["oeuvres", "caesium", "etudes"]);
  });
});
