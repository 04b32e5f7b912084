import { describe, expect, test } from "vitest";
import { findPlace } from "#app/domain/search/keywords/place-words.ts";
import { prepareWords } from "#app/domain/text/text.ts";

const place = (text: string) => findPlace(prepareWords(text));

describe("a place is recognised however it is written", () => {
  test.each([
    ["Bretagne", "Bretagne", ["r53"]],
    ["région Bretagne", "Bretagne", ["r53"]],
    ["ile de france", "Île-de-France", ["r11"]],
    ["IDF", "Île-de-France", ["r11"]],
    ["paca", "Provence-Alpes-Côte d’Azur", ["r93"]],
    ["AURA", "Auvergne-Rhône-Alpes", ["r84"]],
    ["Pays de la Loire", "Pays de la Loire", ["r52"]],
    ["cotes d armor", "Côtes-d’Armor", ["p22"]],
    ["Loire-Atlantique", "Loire-Atlantique", ["p44"]],
    ["Val d’Oise", "Val-d’Oise", ["p95"]],
    ["2a", "Corse-du-Sud", ["p2a"]],
    ["35", "Ille-et-Vilaine", ["p35"]],
    ["974", "La Réunion", ["p974"]],
    ["35000", "Ille-et-Vilaine", ["p35"]],
    ["20200", "Haute-Corse", ["p2b"]],
    ["97400", "La Réunion", ["p974"]],
    ["La Réunion", "La Réunion", ["r04", "p974"]],
    ["Alsace", "Alsace", ["p67", "p68"]],
    ["Allemagne", "Allemagne", ["cdeu"]],
    ["États-Unis", "États-Unis d’Amérique", ["cusa"]],
    ["France", "France", ["cfra"]],
    ["Angleterre", "Royaume-Uni", ["cgbr"]],
    ["Réunion", "La Réunion", ["r04", "p974"]],
    ["cher", "Cher", ["p18"]],
    [
      "DOM-TOM",
      "Outre-mer",
      ["r01", "r03", "r989", "r04", "r02", "r06", "r988", "r987", "r977", "r978", "r975", "r984", "r986"],
    ],
    ["Paris 14", "Paris", ["p75"]],
    ["Paris 1er", "Paris", ["p75"]],
    ["Paris 20e", "Paris", ["p75"]],
  ])("%s", (text, label, tokens) => {
    expect(place(text)).toMatchObject({ label, tokens });
  });
});

describe("and what only looks like one is not", () => {
  test.each(["chère", "centre", "réunions", "6", "00", "2025", "123456", "Rennes"])("%s", (text) => {
    expect(place(text)).toBeNull();
  });
});
