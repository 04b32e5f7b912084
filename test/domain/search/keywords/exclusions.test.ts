import { describe, expect, test } from "vitest";
import { readKeywords } from "#app/domain/search/keywords/keywords.ts";

describe("a minus sign before a word of two letters or more excludes it", () => {
  test.each([
    ["-archives", "", ["archives"]],
    ["-“c d” a", "a ", ["c d"]],
    ["-«c d» a", "a ", ["c d"]],
    ["a -b x-yz - cd", "a -b x-yz - cd ", []],
    ["Stage M2 -Modélisation des crues", "Stage M2 Modélisation des crues ", []],
    ["Stage M2 -Modélisation crues", "Stage M2 crues ", ["Modélisation"]],
    ["Stage M2 -Modélisation  crues", "Stage M2 crues ", ["Modélisation"]],
    ["Stage M2 -eLearning en ligne", "Stage M2 en ligne ", ["eLearning"]],
    ["M2 -Modélisation des crues", "M2 des crues ", ["Modélisation"]],
    ["Stage M2 -modélisation des crues", "Stage M2 des crues ", ["modélisation"]],
    ["Juriste h / f -marchés", "Juriste h / f marchés ", []],
    ["Juriste F/H -marchés", "Juriste F/H marchés ", []],
    ["Juriste BH/F -marchés", "Juriste BH/F ", ["marchés"]],
    ["Juriste H/FA -marchés", "Juriste H/FA ", ["marchés"]],
  ])("« %s »", (typed, text, excluded) => {
    const read = readKeywords(typed);
    expect([read.text, read.excluded.map((each) => each.text)]).toEqual([text, excluded]);
  });
});

test("a quote that is never closed, and a phrase without words, are nothing", () => {
  expect(readKeywords('stage "archives')).toEqual({ text: "stage archives ", phrases: [], excluded: [] });
  expect(readKeywords('stage "" « de »')).toEqual({ text: "stage ", phrases: [], excluded: [] });
});
