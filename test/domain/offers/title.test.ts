import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { adviseTitle } from "#app/domain/offers/advice/title.ts";
import { demonstrationPostings } from "#workers/local/demonstration/postings.ts";

const codes = (title: string) => adviseTitle({ title }).map(({ code }) => code);
const fixture = (name: string): { title: string }[] =>
  JSON.parse(readFileSync(`test/fixtures/relevance/offers-${name}.json`, "utf8"));

test.each([
  "Assistant de communication",
  "Assistante de direction",
  "Stage développeur web",
  "Apprentie archiviste",
  "Guide conférencier",
  "Secrétaire général",
  "Responsable adjointe des relations sociales",
  "Photographe apprenti",
  "DELIM/DZAE – Chargé d’études",
  "INGENIEUR RESEAUX",
  "Masseur-kinésithérapeute",
])("« %s » is open to one sex only", (title) => {
  expect(codes(title)).toContain("title-not-inclusive");
});

test.each([
  "Assistant de communication (F/H)",
  "Assistant de communication H/F",
  "Assistant H-F de communication",
  "Agent d’accueil (homme ou femme)",
  "Assistant·e de communication",
  "Apprenti.e cuisine",
  "Chargé(e) de mission",
  "Conducteur(trice) d’opérations",
  "Développeur/euse web",
  "Médiateur-trice en santé",
  "Développeur ou développeuse",
  "Éducateur / éducatrice de jeunes enfants",
  "Archiviste",
  "Juriste en droit public",
  "Data scientist",
  "Gestionnaire des ressources humaines",
])("« %s » is open to all", (title) => {
  expect(codes(title)).not.toContain("title-not-inclusive");
});

test.each([
  "Stage au bureau de l’assistant du directeur",
  "Améliorer l’accueil des agents",
  "Charge de travail des services : étude",
  "Contrôle des aides agricoles",
  "Courrier et reprographie",
  "Juriste contentieux fiscal",
  "Responsable qualité hôtelière",
  "Ascenseur social et égalité des chances",
])("« %s » names nobody of one sex", (title) => {
  expect(codes(title)).not.toContain("title-not-inclusive");
});

test.each([
  [
    "Assistant de communication",
    "«\u00a0Assistant·e de communication\u00a0»",
    "«\u00a0Assistant ou assistante de communication (F/H)\u00a0»",
  ],
  ["Conseillère douanière", "«\u00a0Conseiller·ère douanier·ère\u00a0»", "«\u00a0Conseiller douanier (F/H)\u00a0»"],
  ["Rédactrice web", "«\u00a0Rédacteur·rice web\u00a0»", "«\u00a0Rédacteur ou rédactrice web (F/H)\u00a0»"],
  ["Aide-soignante", "«\u00a0Aide-soignant·e\u00a0»", "«\u00a0Aide-soignant (F/H)\u00a0»"],
  ["Cheffe de projet", "«\u00a0Chef·fe de projet\u00a0»", "«\u00a0Chef ou cheffe de projet (F/H)\u00a0»"],
])("two ways to open « %s » are proposed", (title, point, both) => {
  const [advice] = adviseTitle({ title });
  expect(advice?.sentence).toContain(point);
  expect(advice?.sentence).toContain(both);
});

test("what is proposed for a title is itself open, for every title of the demonstration and the judged offers", () => {
  const titles = [...demonstrationPostings("2026-11-23"), ...fixture("office"), ...fixture("field")].map(
    ({ title }) => title,
  );
  const proposed = titles.flatMap((title) =>
    adviseTitle({ title })
      .filter(({ code }) => code === "title-not-inclusive")
      .flatMap(({ sentence }) => [...sentence.matchAll(/«\u00a0([^»]*)\u00a0»/g)].map(([, said = ""]) => said)),
  );
  expect(proposed.length).toBeGreaterThan(100);
  expect(proposed.filter((title) => codes(title).includes("title-not-inclusive"))).toEqual([]);
});

test("no title that is marked as open to both is advised against", () => {
  const marked = [...demonstrationPostings("2026-11-23"), ...fixture("office"), ...fixture("field")]
    .map(({ title }) => title)
    .filter((title) => /H\/F|F\/H|·|\((?:e|ne|ère|trice)\)/.test(title));
  expect(marked.length).toBeGreaterThan(300);
  expect(marked.filter((title) => codes(title).includes("title-not-inclusive"))).toEqual([]);
});

test("a title in capitals is proposed in small letters", () => {
  const [advice] = adviseTitle({ title: "GESTIONNAIRE DE RESSOURCES HUMAINES" });
  expect(advice).toMatchObject({ code: "title-in-capitals", field: "title", severity: "advice" });
  expect(advice?.sentence).toContain("«\u00a0Gestionnaire de ressources humaines\u00a0»");
});

test("a short abbreviation is no title in capitals", () => {
  expect(codes("DSI (F/H)")).toEqual([]);
});

test("a title of more than 100 characters is too long", () => {
  expect(codes(`Stage ${"a".repeat(94)}`)).toEqual([]);
  expect(codes(`Stage ${"a".repeat(95)}`)).toEqual(["title-too-long"]);
});
