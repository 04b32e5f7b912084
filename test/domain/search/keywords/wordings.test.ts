import { describe, expect, test } from "vitest";
import { indexOf, titlesFound } from "#test/domain/search/index.ts";

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
    [
      "direction départementale de l’emploi, du travail, des solidarités et de la protection des populations",
      "Juriste à la DDETSPP",
    ],
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
