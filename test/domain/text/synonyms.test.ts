import { describe, expect, test } from "vitest";
import { ACRONYMS } from "#app/domain/text/lists/acronyms.ts";
import { DIPLOMAS, LEADS_TO } from "#app/domain/text/lists/diplomas.ts";
import { EVERYDAY } from "#app/domain/text/lists/everyday-words.ts";
import { EQUIVALENTS, ONE_WAY, RELATED } from "#app/domain/text/lists/synonym-groups.ts";
import { TRADES } from "#app/domain/text/lists/trades.ts";
import { isKnownToken, longestWording, synonymsOf } from "#app/domain/text/synonyms.ts";
import { prepareText } from "#app/domain/text/text.ts";

const GROUPS = [...ACRONYMS, ...DIPLOMAS, ...LEADS_TO, ...EQUIVALENTS, ...ONE_WAY, ...RELATED, ...TRADES, ...EVERYDAY];
const synonyms = (wording: string) => synonymsOf(prepareText(wording)).map(({ label }) => label);

test("there are at least 130 groups", () => {
  expect(GROUPS.length).toBeGreaterThanOrEqual(130);
});

test("no wording of a group is empty once prepared, nor the same as another of its group", () => {
  for (const group of GROUPS) {
    const keys = group.map((wording) => prepareText(wording).join(" "));
    expect(keys, group.join()).not.toContain("");
    expect(new Set(keys).size, group.join()).toBe(keys.length);
  }
});

describe("an acronym and what it stands for say each other", () => {
  test.each([
    ["RH", "ressources humaines"],
    ["DGFiP", "direction générale des finances publiques"],
    ["DSI", "direction des systèmes d’information"],
    ["IA", "intelligence artificielle"],
    ["com", "communication"],
  ])("%s, %s", (acronym, words) => {
    expect(synonyms(acronym)).toContain(words);
    expect(synonyms(words)).toContain(acronym);
  });
});

test("a wording is taken as a whole, never word by word", () => {
  expect(synonyms("ressources")).toEqual([]);
  expect(synonyms("humaines")).toEqual([]);
});

test("genders, plurals and accents need no group of their own", () => {
  expect(synonyms("Analystes de donnees")).toContain("data analyst");
});

test("a narrower or ambiguous wording leads one way only", () => {
  expect(synonyms("DGS")).toContain("direction générale de la santé");
  expect(synonyms("direction générale de la santé")).not.toContain("DGS");
});

test("a neighbour counts in titles only", () => {
  const [numerique] = synonymsOf(prepareText("informatique"));
  expect(numerique).toMatchObject({ label: "numérique", titleOnly: true });
  expect(synonymsOf(prepareText("impôts"))[0]).toMatchObject({ titleOnly: true });
});

test("a synonym counts everywhere", () => {
  for (const wording of ["RH", "DGS"]) expect(synonymsOf(prepareText(wording))[0]).toMatchObject({ titleOnly: false });
});

test("the tokens of the wordings are known, and no others", () => {
  expect([...prepareText("ressources brancardage impôts"), "ressources"].map(isKnownToken)).toEqual([
    true,
    true,
    true,
    false,
  ]);
});

describe("a trade and what it is about find each other, in titles", () => {
  test.each([
    ["acheteuse", "marchés publics"],
    ["éclusière", "navigation fluviale"],
    ["droit du travail", "juriste social"],
    ["crèche", "petite enfance"],
    ["brancardier", "brancardage"],
  ])("%s, %s", (trade, subject) => {
    for (const [asked, title] of [
      [trade, subject],
      [subject, trade],
    ] as const)
      expect(synonymsOf(prepareText(asked))).toContainEqual(
        expect.objectContaining({ tokens: prepareText(title), titleOnly: true }),
      );
  });
});

test("an everyday word leads to what titles say, and these never back to it", () => {
  expect(synonyms("impôts")).toContain("finances publiques");
  expect(synonyms("finances publiques")).not.toContain("impôts");
  for (const [wording, ...others] of EVERYDAY)
    for (const other of others) expect(prepareText(other), wording).not.toEqual(prepareText(wording));
});

test("no wording has more synonyms than an expression should hold", () => {
  for (const wording of GROUPS.flat()) expect(synonyms(wording).length, wording).toBeLessThanOrEqual(8);
  const longest = Math.max(...GROUPS.flat().map((wording) => prepareText(wording).length));
  expect([longestWording(), longest <= 12]).toEqual([longest, true]);
});

test("no wording is its own synonym, nor has one twice", () => {
  for (const wording of GROUPS.flat()) {
    const key = prepareText(wording).join(" ");
    const said = [key, ...synonymsOf(prepareText(wording)).map(({ tokens }) => tokens.join(" "))];
    expect(new Set(said).size, wording).toBe(said.length);
  }
});
