import { expect, test } from "vitest";
import { isNearText } from "#app/domain/offers/advice/near-text.ts";
import { audienceInWords, moreInWords } from "#app/domain/publishing/audience.ts";

test.each([
  [0, "moins de 10 candidats"],
  [9, "moins de 10 candidats"],
  [10, "une dizaine de candidats"],
  [29, "une trentaine de candidats"],
  [70, "une soixantaine de candidats"],
  [120, "une centaine de candidats"],
  [180, "environ 200 candidats"],
  [420, "environ 400 candidats"],
  [2_449, "environ 2\u202f000 candidats"],
])("%i candidates are « %s »", (count, words) => {
  expect(audienceInWords(count)).toBe(words);
});

test("fewer than ten more are not told", () => {
  expect(moreInWords("domains", 9)).toBeNull();
  expect(moreInWords("domains", 31)).toBe(
    "Indiquer le domaine pourrait prévenir jusqu’à une trentaine de candidats de plus.",
  );
});

test("a text with a few words changed is near, one about the same things in other words is not", () => {
  const text =
    "vous redig lettr intern anim sit prepar evenement servic equip communic interministeriel region bretagn";
  expect(isNearText(text, text)).toBe(true);
  expect(isNearText(text, `${text} teletravail`)).toBe(true);
  expect(isNearText(text, text.split(" ").reverse().join(" "))).toBe(false);
  expect(isNearText(text, "")).toBe(false);
});
