import { follow } from "#test/support/browser.ts";
import { ARCHIVES, BERLIN, BRUSSELS, LAW, TITLES, WEB } from "./offers.ts";
import { found, search, unfoldForm } from "./results.ts";
import { button, link, open, type Sentence, type Walk } from "./walk.ts";

/** « Les critères de recherche d’une offre ». */
export const CRITERIA: Sentence[] = [
  {
    line: 15,
    says: "Les critères de recherche d’une offre sont les suivants",
    does: async (walk) => {
      const { page } = walk;
      await openCriteria(walk);
      await page.getByLabel("Niveau de diplôme").waitFor();
      for (const name of DIMENSIONS) await group(walk, name).waitFor();
      if (!walk.isWide) await link(walk, "Fermer").click();
      await unfoldForm(walk);
      await page.getByLabel("Mots-clés").waitFor();
      await group(walk, "Type d’offre").waitFor();
    },
  },
  {
    line: 17,
    says: "Un type d’offre : apprentissage et/ou stage",
    does: async (walk) => {
      await open(walk, "/");
      await tick(walk, "Type d’offre", "Apprentissage");
      await follow(button(walk, /^Rechercher$/));
      await found(walk, [WEB]);
      await unfoldForm(walk);
      await tick(walk, "Type d’offre", "Stage");
      if (isLive(walk)) await walk.page.waitForURL("**type=stage*");
      else await follow(button(walk, /^Rechercher$/).first());
      await found(walk, TITLES);
    },
  },
  {
    line: 19,
    says: "Un mot ou un ensemble de mots clés",
    does: async (walk) => {
      await open(walk, "/");
      await search(walk, "attachée");
      await found(walk, [BERLIN, BRUSSELS]);
      await unfoldForm(walk);
      await search(walk, "presse attachée");
      await found(walk, [BRUSSELS]);
    },
  },
  {
    line: 21,
    says: "Le niveau de diplôme (choix unique)",
    does: async (walk) => {
      await openCriteria(walk);
      // A list of which several can be chosen is no « combobox ».
      const level = walk.page.getByRole("combobox", { name: "Niveau de diplôme" });
      const [wanted = ""] = (await level.getByRole("option").allInnerTexts()).filter((text) =>
        text.startsWith("Niveau 7"),
      );
      await level.selectOption({ label: wanted });
      await ask(walk, "Niveau 7");
      await found(walk, [ARCHIVES]);
    },
  },
  {
    line: 23,
    says: "Le domaine d’activité du poste proposé (choix multiple)",
    does: (walk) => findByTwo(walk, "Domaine d’activité", { Numérique: [WEB], "Affaires juridiques": [LAW] }),
  },
  {
    line: 25,
    says: "L’administration à laquelle est rattaché le service",
    does: (walk) =>
      findByTwo(walk, "Administration", { "Ministère de la Justice": [ARCHIVES], "Ministère des Armées": [LAW] }),
  },
  {
    line: 27,
    says: "La région d’affectation du poste (choix multiple)",
    does: (walk) => findByTwo(walk, "Région", { Bretagne: [WEB], "Île-de-France": [ARCHIVES] }),
  },
  {
    line: 29,
    says: "Le département d’affectation du poste (choix multiple)",
    does: (walk) => findByTwo(walk, "Département", { Paris: [ARCHIVES], "Bouches-du-Rhône": [LAW] }),
  },
  {
    line: 31,
    says: "Le pays d’affectation du poste (choix multiple)",
    does: async (walk) => {
      await findByTwo(walk, "Pays", { Allemagne: [BERLIN], Belgique: [BRUSSELS] });
      await unfoldCriteria(walk);
      await group(walk, "Pays").getByText("À ne renseigner que pour les postes à l’étranger").waitFor();
    },
  },
];

const DIMENSIONS = ["Domaine d’activité", "Administration", "Région", "Département", "Pays"];

const group = ({ page }: Walk, name: string) => page.getByRole("group", { name });

/** Whether the results follow each choice at once. */
const isLive = ({ isWide, runsScripts }: Walk) => isWide && runsScripts;

/** The page of results, its criteria at hand. */
async function openCriteria(walk: Walk): Promise<void> {
  await open(walk, "/offres");
  await unfoldCriteria(walk);
}

async function unfoldCriteria(walk: Walk): Promise<void> {
  if (!walk.isWide) await link(walk, /^Filtrer/).click();
}

/** The box itself is drawn by its label. */
const tick = (walk: Walk, criterion: string, choice: string) =>
  group(walk, criterion).getByRole("checkbox", { name: choice }).press("Space");

/** Asks for what was chosen beside the results. @param chosen what its tag says */
async function ask(walk: Walk, chosen: string): Promise<void> {
  const tag = walk.page.getByRole("link", { name: `Retirer le critère ${chosen}` });
  if (!isLive(walk)) await follow(walk.page.getByRole("region", { name: "Critères" }).getByRole("button"));
  await tag.waitFor();
}

/** Each of two choices of one criterion finds offers of its own, both find both. */
async function findByTwo(walk: Walk, criterion: string, offers: Record<string, string[]>): Promise<void> {
  await openCriteria(walk);
  const [first = "", second = ""] = Object.keys(offers);
  await tick(walk, criterion, first);
  await ask(walk, first);
  await found(walk, offers[first] ?? []);
  await unfoldCriteria(walk);
  await tick(walk, criterion, second);
  await ask(walk, second);
  await found(walk, Object.values(offers).flat());
}
