import { describe, expect, test } from "vitest";
import { withInstead } from "#app/domain/search/keywords/keywords.ts";
import { compileMatch } from "#app/domain/search/match.ts";
import { EMPTY_SEARCH } from "#app/domain/search/search.ts";
import { indexOf, titlesFound } from "#test/domain/search/index.ts";

const understood = (words: string) => compileMatch({ ...EMPTY_SEARCH, words });

describe("a word that names a domain of activity finds its offers, whatever they say", () => {
  const index = indexOf([
    { title: "Technicienne réseaux", domains: ["NUM"] },
    { title: "Technicien informatique", domains: [] },
    { title: "Technicien forestier", domains: ["AGR"] },
    { title: "Chargée de contentieux", domains: ["JUR"] },
  ]);

  test.each([
    ["informatique", [1, 2]],
    ["technicien informatique", [1, 2]],
    ["réseaux informatiques", [1]],
    ["droit", [4]],
    ["technicien -informatique", [1, 3]],
  ])("%s", (words, ids) => {
    expect(index.found({ words })).toEqual(ids);
  });

  test("and this is told", () => {
    expect(understood("informatique").synonyms).toContainEqual({
      words: "informatique",
      also: ["numérique", "digital", "domaine Numérique"],
    });
  });
});

describe("places in keywords", () => {
  const index = indexOf([
    { title: "Juriste", department: "35", region: "53" },
    { title: "Juriste", department: "75", region: "11", description: "Déplacements en Bretagne." },
    { title: "Juriste", department: "69", region: "84" },
    { title: "Juriste", country: "DEU" },
  ]);

  test.each([
    ["juriste Bretagne", [1, 2]],
    ["juriste 35", [1]],
    ["juriste IDF", [2]],
    ["juriste région parisienne", [2]],
    ["juriste rhone alpes", [3]],
    ["juriste Allemagne", [4]],
    ["juriste -Bretagne", [3, 4]],
    ['juriste -"Bretagne"', [1, 3, 4]],
    ['juriste "Bretagne"', [2]],
  ])("%s", (words, ids) => {
    expect(index.found({ words })).toEqual(ids);
  });

  test("are no figures of a description", () => {
    const figures = indexOf([
      { title: "Juriste", department: "75" },
      { title: "Juriste", department: "35", description: "Prise en charge à 75 %." },
      { title: "Juriste au pôle 75", department: "94" },
      { title: "Juriste", employer: "DRFiP 75", department: "94" },
    ]);
    expect(figures.found({ words: "juriste 75" })).toEqual([1, 3, 4]);
    expect(figures.found({ words: "juriste -75" })).toEqual([2]);
  });

  test("are told with the keywords that undo them", () => {
    expect(understood("Juriste pays de la Loire").places).toEqual([
      { kind: "region", label: "Pays de la Loire", words: "pays loire", undone: 'Juriste "pays de la Loire"' },
    ]);
    expect(understood('Juriste "pays de la Loire"').places).toEqual([]);
    expect(understood("Assistante - 75").places).toMatchObject([{ label: "Paris", undone: 'Assistante - "75"' }]);
  });
});

describe("words that every offer could hold", () => {
  const index = indexOf([
    { title: "Informatique", type: "stage", level: 7 },
    { title: "Informatique", type: "apprentissage", level: 5 },
    { title: "Stagiaire en cuisine", type: "stage", department: "35", region: "53" },
  ]);

  test("do not count next to other words, and this is told", () => {
    expect(index.found({ words: "stage master informatique" })).toEqual([1, 2]);
    expect(understood("stage master informatique").ignored).toEqual([
      { word: "stage", reason: "domain" },
      { word: "master", reason: "domain" },
    ]);
  });

  test("ask for what they name when they are alone or with places", () => {
    expect(index.found({ words: "stagiaire" })).toEqual([1, 3]);
    expect(index.found({ words: "alternance" })).toEqual([2]);
    expect(index.found({ words: "stage ou apprentissage" })).toEqual([1, 2, 3]);
    expect(index.found({ words: "BTS" })).toEqual([2]);
    expect(index.found({ words: "stage Bretagne" })).toEqual([3]);
  });

  test("widen each other in one dimension only", () => {
    const offers = indexOf([
      { type: "stage", level: 7, region: "53" },
      { type: "apprentissage", level: 5, region: "53" },
      { type: "stage", level: 5, region: "11" },
    ]);
    expect(offers.found({ words: "stage Bretagne" })).toEqual([1]);
    expect(offers.found({ words: "BTS Bretagne" })).toEqual([2]);
    expect(offers.found({ words: "stage BTS" })).toEqual([3]);
    expect(offers.found({ words: "stage alternance Bretagne" })).toEqual([1, 2]);
  });

  test.each([
    ["alternance septembre 2026", [2]],
    ["stage informatique 2 mois janvier", [1, 2]],
    ["stage de 8 semaines en informatique rentrée 2027", [1, 2]],
    ["stage 6mois Bretagne", [3]],
    ["informatique 36 mois 24 semaines 2030", [1, 2]],
  ])("nor do dates and durations, which offers do not say in words: « %s »", (words, expected) => {
    expect(index.found({ words })).toEqual(expected);
  });

  test("a month alone is looked for as a word", () => {
    expect(indexOf([{ title: "Fête de janvier" }, { title: "Fête" }]).found({ words: "janvier" })).toEqual([1]);
  });

  test.each([
    "cherche stage informatique",
    "je recherche une alternance en informatique svp",
    "Bonjour, je cherche un stage d’informatique",
    "offre d’emploi informatique",
    "stage rémunéré informatique",
  ])("nor do the words of asking: « %s »", (words) => {
    expect(index.found({ words })).toEqual([1, 2]);
  });

  test("but research is a trade", () => {
    expect(titlesFound("stage recherche", ["Assistant de recherche", "Jardinier"])).toEqual(["Assistant de recherche"]);
  });

  test("are terms when they are alone and name no criterion", () => {
    expect(titlesFound("offre", ["Offre de service", "Jardinier"])).toEqual(["Offre de service"]);
  });
});

test("stop words, words beside a reference and words beyond the limit are told to be left aside", () => {
  const ignored = (words: string) => understood(words).ignored.map(({ word, reason }) => `${word}: ${reason}`);
  const TEN = "trois quatre cinq six sept huit neuf dix onze douze";
  expect(ignored("le bureau de la ville de")).toEqual(["le: stop", "de: stop", "la: stop"]);
  expect(ignored('"belles lettres" stage')).toEqual(["stage: domain"]);
  expect(ignored("l’offre n° A-2025-159026 de la juriste")).toEqual(["offre: reference", "juriste: reference"]);
  expect(ignored(`-"deux mots ${TEN}"`)).toEqual([]);
  expect(ignored(`-"deux mots ${TEN}" "belles lettres"`)).toEqual(["belles: limit", "lettres: limit"]);
  expect(understood(`-"deux mots ${TEN}" "belles lettres"`).marks).toEqual([]);
  expect(understood(`"deux mots ${TEN} treize"`).marks).toEqual([expect.toSatisfy(({ length }) => length === 12)]);
  expect(ignored(`-"deux mots" ${TEN} treize quatorze`)).toEqual(["treize: limit", "quatorze: limit"]);
  expect(ignored(`"${TEN} treize" quatorze quinze`)).toEqual(["quinze: limit"]);
  expect(ignored(`"${TEN} treize quatorze quinze" -seize`)).toEqual(["quatorze: limit", "quinze: limit"]);
  expect(ignored(`-"${TEN} treize quatorze quinze" -seize`)).toEqual([`-${TEN} treize quatorze quinze: limit`]);
});

test("the words whose spelling may be questioned are neither places, phrases nor figures", () => {
  expect(understood('juriste Bretagne 75 c++ web3d 2026 "belles lettres"').terms.map(({ word }) => word)).toEqual([
    "juriste",
    "cplusplus",
  ]);
});

test("what is marked are the words, their synonyms and their other spellings; no figure of a place", () => {
  expect(understood('"belles lettres" 75 RH Bretagne').marks).toEqual([
    ["bel", "lettr"],
    ["rh"],
    ["ressourc", "humain"],
    ["bretagn"],
  ]);
  expect(understood("cybersécurité").marks).toContainEqual(["cyb", "securit"]);
  expect(understood("apprenti").marks).toEqual([["apprent"], ["apprentissag"], ["apprent"], ["altern"]]);
});

test("beyond twelve useful words the rest is left aside, and told", () => {
  const words = "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze";
  expect(understood(words).terms).toHaveLength(12);
  expect(understood(words).ignored).toContainEqual({ word: "quatorze", reason: "limit" });
});

test("words that stand side by side, outside of quotes, are replaced where they stand", () => {
  const instead = (typed: string, ...words: string[]) =>
    withInstead(
      typed,
      words.map((word) => ({ word })),
      (span) => span.toUpperCase(),
    );
  expect(instead("un stage aux archives de Paris", "archives", "paris")).toBe("un stage aux ARCHIVES DE PARIS");
  expect(instead("archives stage paris", "archives", "paris")).toBeNull();
  expect(instead('"archives" archives', "archives")).toBe('"archives" ARCHIVES');
  expect(withInstead("stage archives paris", [{ word: "archives" }], () => "")).toBe("stage paris");
});

test("what else was looked for is told", () => {
  expect(understood("guichet RH").synonyms).toEqual([{ words: "rh", also: ["ressources humaines"] }]);
});
