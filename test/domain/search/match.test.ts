import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { COUNTRIES, DEPARTMENTS, DOMAINS, REGIONS } from "#app/domain/nomenclature.ts";
import { countFacets } from "#app/domain/search/facets.ts";
import { compileMatch, compilePartial } from "#app/domain/search/match.ts";
import { EMPTY_SEARCH } from "#app/domain/search/search.ts";
import { indexOf } from "./index.ts";
import { searches } from "./searches.ts";

const understood = (words: string) => compileMatch({ ...EMPTY_SEARCH, words });

/** The titles that these keywords find, the most relevant first. */
function titlesFound(words: string, titles: string[]): string[] {
  return indexOf(titles.map((title) => ({ title })))
    .ranked({ words })
    .map((id) => titles[id - 1] ?? "");
}

describe("keywords find a title however it is written", () => {
  test.each([
    ["chargée de communication", "Chargé(e) de com H/F"],
    ["charge de communication", "Chargé·e de communication"],
    ["Chargé(e) de com", "CHARGÉ-E DE COMMUNICATION"],
    ["développeuse", "Développeur H/F"],
    ["gestionnaire paie", "Gestionnaire de la paye (H/F)"],
    ["assistante de direction", "Assistant(e) de direction"],
    ["chargé(e) de mission RH", "Chargé de mission ressources humaines"],
    ["chargée de mission ressources humaines", "CHARGE DE MISSION RH"],
    ["direction des ressources humaines", "Assistant direction RH"],
    ["ingénieure travaux", "Ingénieur de travaux"],
    ["data analyst", "Analyste de données"],
    ["webmestre", "Webmaster"],
    ["aide soignante", "Aide-soignant"],
    ["bibliothecaire", "Bibliothécaire"],
    ["informatique", "Apprenti au service du numérique"],
    ["DGFiP", "Contrôleur à la direction générale des finances publiques"],
    ["cyber securite", "Analyste cybersécurité"],
    ["cybersécurité", "Analyste cyber-sécurité"],
    ["écoconception", "Éco-conception de services"],
    ["R&D", "Ingénieur recherche et développement"],
    ["développeur C++", "Développeuse C++"],
    ["juriste", "Chargé d’études juridiques"],
    ["stage 3eme", "Stage de 3e"],
    ["paris 7e arrondissement", "PARIS 7ème arrondissement"],
  ])("%s: %s", (words, title) => {
    expect(titlesFound(words, [title, "Tout autre chose"])).toEqual([title]);
  });
});

describe("a diploma finds what says it, and the trades that it leads to", () => {
  test.each([
    ["BTS SIO", "Technicien (services informatiques aux organisations)"],
    ["CAP AEPE", "CAP accompagnant éducatif petite enfance"],
    ["CAP petite enfance", "Agent de la petite enfance"],
    ["bts compta", "Agent comptable"],
    ["BTS GPME", "Assistante de gestion"],
    ["bac pro melec", "Électricienne"],
    ["BUT GEA", "Gestion des entreprises et des administrations"],
    ["bpjeps", "Éducatrice sportive"],
    ["licence staps", "Sciences et techniques des activités physiques et sportives"],
  ])("%s: %s", (words, title) => {
    expect(titlesFound(words, [title, "Tout autre chose"])).toEqual([title]);
  });

  test("or the offers of their domain", () => {
    const index = indexOf([{ title: "Administrateur réseaux", domains: ["NUM"] }, { title: "Jardinier" }]);
    for (const words of ["BTS SIO", "bts sio slam", "licence miage"])
      expect(index.found({ words }), words).toEqual([1]);
  });
});

describe("and do not find what only resembles them", () => {
  test.each([
    ["IA", "Assistant social"],
    ["C", "Développeur C++"],
    ["C++", "Attaché catégorie C"],
    ["comptable", "Rendre compte"],
    ["comptabilité", "Rendre compte"],
    ["cour d’appel", "Appel à candidatures courant juin"],
    ["repas", "Repérage des lieux"],
    ["communication", "Secrétariat général commun, commune"],
    ["ressources", "Assistant RH"],
  ])("%s: %s", (words, title) => {
    expect(titlesFound(words, [title])).toEqual([]);
  });
});

test("a long title that was copied finds its offer", () => {
  const title =
    "APPRENTI(E) - Rédacteur en matière juridique et fiscal - équivalent attaché (cat A) - Pôle de contrôle revenus patrimoine de Cannes, division des affaires juridiques « PCRP » DELIM/DZAE/BLII/ C - H/F";
  expect(titlesFound(title, [title, "Rédacteur juridique"])).toEqual([title]);
});

describe("a minus sign in a title that was copied is punctuation", () => {
  test.each([
    ["Stage M2 -Modélisation des crues de l’Adour", "Stage M2 - Modélisation des crues de l’Adour"],
    ["Juriste H/F -marchés publics", "Juriste (H/F) – marchés publics"],
  ])("%s", (words, title) => {
    expect(titlesFound(words, [title, "Tout autre chose"])).toEqual([title]);
  });
});

test("the post office is not the post that one applies for", () => {
  const titles = ["Facteur à La Poste", "Chef de poste", "Fiche de poste : facteur"];
  expect(titlesFound("la poste", titles)).toEqual(["Facteur à La Poste"]);
  expect(titlesFound("chef de poste", titles)).toEqual(["Chef de poste"]);
});

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

test("all the words must be found, wherever they are", () => {
  const index = indexOf([
    { title: "Chargé de communication", city: "Rennes" },
    { title: "Chargé de communication", description: "<p>À Rennes, vous…</p>" },
    { title: "Chargé de communication", city: "Brest" },
  ]);
  expect(index.ranked({ words: "communication rennes" })).toEqual([1, 2]);
});

test("a title says more than an employer, which says more than a description", () => {
  const index = indexOf([
    { title: "Chargé d’études", description: "statistiques ".repeat(20) },
    { title: "Chargé d’études", employer: "Service des statistiques" },
    { title: "Chargé d’études statistiques", description: "Vous travaillerez avec vos collègues. ".repeat(40) },
    ...Array.from({ length: 10 }, () => ({ title: "Jardinier" })),
  ]);
  expect(index.ranked({ words: "statistiques" })).toEqual([3, 2, 1]);
});

test("a phrase in quotes is a phrase, in French quotes too", () => {
  const titles = ["Chef de projet web", "Web : chef ou projet"];
  expect(titlesFound('"projet web"', titles)).toEqual(["Chef de projet web"]);
  expect(titlesFound("« projet web »", titles)).toEqual(["Chef de projet web"]);
  expect(titlesFound("projet web", titles)).toHaveLength(2);
});

test("a minus sign excludes a word or a phrase, and needs nothing else", () => {
  const titles = ["Juriste fiscal", "Juriste public", "Jardinier"];
  expect(titlesFound("juriste -fiscal", titles)).toEqual(["Juriste public"]);
  expect(titlesFound('-"juriste public" -jardinière', titles)).toEqual(["Juriste fiscal"]);
  expect(titlesFound("juriste - fiscal", titles)).toEqual(["Juriste fiscal"]);
  expect(titlesFound("développeuse -C++", ["Développeur C++", "Développeur web"])).toEqual(["Développeur web"]);
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

describe("a reference is found directly", () => {
  const index = indexOf([
    { reference: "A-2025-159026", title: "Juriste" },
    { reference: "S-2025-184643", title: "A 2025 159026" },
    { reference: "DGFIP/2025-77-12345", title: "Comptable" },
  ]);

  test.each([
    ["A-2025-159026", [1]],
    ["a 2025 159026", [1]],
    ["offre n° A-2025-159026 (juriste)", [1]],
    ["s2025184643", [2]],
    ["184643", [2]],
    ["DGFIP 2025-77-12345", [3]],
  ])("%s", (words, ids) => {
    expect(index.found({ words })).toEqual(ids);
  });

  test("and told in its usual form", () => {
    expect(understood("a 2025 159026").reference).toBe("A-2025-159026");
    expect(understood("Juriste 2025").reference).toBeNull();
  });
});

test("beyond twelve useful words the rest is left aside, and told", () => {
  const words = "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze";
  expect(understood(words).terms).toHaveLength(12);
  expect(understood(words).ignored).toContainEqual({ word: "quatorze", reason: "limit" });
});

test("what else was looked for is told", () => {
  expect(understood("stage RH").synonyms).toEqual([{ words: "rh", also: ["ressources humaines"] }]);
});

describe("criteria", () => {
  const index = indexOf([
    { level: 6, region: "11", department: "75", domains: ["NUM", "COM"], administration: { slug: "a-bc", label: "A" } },
    { level: 7, department: "92", domains: ["NUM"], administration: { slug: "ab-c", label: "B" } },
    { level: null, region: "53", department: "35", type: "stage" },
    { level: 6, country: "DEU" },
  ]);

  test("of one dimension widen, of different dimensions narrow", () => {
    expect(index.found({ types: ["stage", "apprentissage"] })).toEqual([1, 2, 3, 4]);
    expect(index.found({ domains: ["COM", "NUM"] })).toEqual([1, 2]);
    expect(index.found({ domains: ["NUM"], departments: ["75"] })).toEqual([1]);
  });

  test("a level also finds the offers that say none", () => {
    expect(index.found({ level: "6" })).toEqual([1, 3, 4]);
  });

  test("administrations whose slugs differ by a hyphen keep apart", () => {
    expect(index.found({ administrations: ["a-bc"] })).toEqual([1]);
    expect(index.found({ administrations: ["ab-c"] })).toEqual([2]);
    expect(index.found({ administrations: ["abc"] })).toEqual([]);
  });

  test("places are one dimension, and a département replaces its own région", () => {
    expect(index.found({ regions: ["11"] })).toEqual([1, 2]);
    expect(index.found({ regions: ["53"], departments: ["75"] })).toEqual([1, 3]);
    expect(index.found({ regions: ["11"], departments: ["75"] })).toEqual([1]);
    expect(index.found({ regions: ["53"], countries: ["DEU"] })).toEqual([3, 4]);
  });

  test("of the contract are met by what the employer states", () => {
    const index = indexOf([
      { startsOn: "2026-09-15", durationMinMonths: 2, durationMaxMonths: 4, telework: true },
      { startsOn: "2026-08-31", durationMinMonths: 6, telework: true, disabilityFriendly: true },
      { startsOn: "2029-08-15", durationMaxMonths: 7 },
      { startsOn: "2029-09-01", durationMinMonths: 1, durationMaxMonths: 12 },
      {},
    ]);
    expect(index.found({ startsFrom: "2026-09" })).toEqual([1, 3]);
    expect(index.found({ durations: ["courte"] })).toEqual([1, 4]);
    expect(index.found({ durations: ["moyenne"] })).toEqual([1, 2, 4]);
    expect(index.found({ durations: ["courte", "longue"] })).toEqual([1, 3, 4]);
    expect(index.found({ conditions: ["teletravail"] })).toEqual([1, 2]);
    expect(index.found({ conditions: ["teletravail", "handicap"] })).toEqual([2]);
  });

  test("around a commune are met within the circle, and by the other places", () => {
    const index = indexOf([
      { city: "Rennes", department: "35" },
      { city: "Cesson-Sévigné", department: "35" },
      { city: "Brest", department: "29" },
      { city: "Brest", country: "BLR" },
      {},
    ]);
    expect(index.found({ commune: "35238", radius: 0 })).toEqual([1]);
    expect(index.found({ commune: "35238", radius: 10 })).toEqual([1, 2]);
    expect(index.found({ commune: "35238", radius: 0, departments: ["29"] })).toEqual([1, 3]);
    expect(index.found({ commune: "29019", radius: 10 })).toEqual([3]);
    expect(index.found({ commune: "99999", radius: 10 })).toEqual([]);
  });

  test("are counted from the packed codes of the rows", () => {
    const counts = countFacets(index.facets({ types: ["apprentissage"] }));
    expect(Object.fromEntries(counts.domains)).toEqual({ NUM: 2, COM: 1 });
    expect(Object.fromEntries(counts.level)).toEqual({ "6": 2, "7": 1 });
    expect(Object.fromEntries(counts.types)).toEqual({ apprentissage: 3 });
    expect(Object.fromEntries(counts.regions)).toEqual({ "11": 2 });
    expect(Object.fromEntries(counts.departments)).toEqual({ "75": 1, "92": 1 });
    expect(Object.fromEntries(counts.countries)).toEqual({ FRA: 2, DEU: 1 });
    expect(Object.fromEntries(countFacets("t2,a7,n0,t2,a12").administrations)).toEqual({ "7": 1, "12": 1 });
    expect(countFacets(null).types.size).toBe(0);
  });
});

describe("whatever is asked, the expression is valid", () => {
  const index = indexOf([{ title: "Juriste" }]);
  const pieces = fc.constantFrom(
    '"',
    "*",
    "NEAR(",
    ")",
    "-",
    "«",
    "»",
    "^",
    "{title}:",
    "OR",
    "NOT",
    "\0",
    "\ud800",
    "🦊",
    "שלום",
    "RH",
    "Bretagne",
    "stage",
    " ",
    "a-2025-1",
    "+",
  );
  const words = fc.oneof(
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.array(fc.oneof(pieces, fc.string({ maxLength: 5 })), { maxLength: 30 }).map((parts) => parts.join("")),
  );

  test("with any keywords", () => {
    fc.assert(
      fc.property(searches(words), (search) => {
        expect(compileMatch(search).expression).not.toBe("");
        index.found(search);
        for (const { text, title } of compilePartial(search)) index.matching(text, title);
      }),
      { numRuns: 1000 },
    );
  });

  test("with every value of every criterion, and the longest keywords", () => {
    const codes = (choices: { code: string }[]) => choices.map(({ code }) => code);
    const search = {
      words: '-RH "direction régionale" direction des systèmes d’information IDF cyber sécurité informatique juriste',
      types: ["apprentissage", "stage"] as const,
      domains: codes(DOMAINS),
      regions: codes(REGIONS),
      departments: codes(DEPARTMENTS),
      countries: codes(COUNTRIES),
      administrations: Array.from({ length: 50 }, (_, number) => `administration-${number}`),
    };
    expect(index.found({ ...search, types: [...search.types] })).toEqual([]);
    expect(compileMatch({ ...EMPTY_SEARCH, ...search, types: [...search.types] }).expression.length).toBeLessThan(
      10_000,
    );
  });
});

test("the token that every offer holds is asked for only when nothing else is", () => {
  const expression = (words: string) => compileMatch({ ...EMPTY_SEARCH, words }).expression;
  expect(expression("")).toBe('f:"o"');
  expect(expression("-juriste")).toMatch(/^f:"o" NOT /);
  expect(expression("archives -juriste")).not.toContain('f:"o"');
});
