import { expect, test } from "vitest";
import { keywordForms } from "#app/domain/search/keywords/keyword-forms.ts";

test("names of contracts, diplomas and places are spelt right, whatever offers say; figures are no words", () => {
  const words = keywordForms().map(({ word }) => word);
  expect(words).toEqual(
    expect.arrayContaining(["apprentissage", "doctorat", "bretagne", "savoie", "allemagne", "alsace"]),
  );
  expect(words.filter((word) => /\d/.test(word))).toEqual([]);
});
