import { expect } from "vitest";
import { follow, shown } from "#test/support/browser.ts";
import { aPosting } from "#test/support/postings.ts";
import { button, choose, inMain, link, open, type Sentence, title, unfold, type Walk } from "./walk.ts";

const WEB = "Développeuse web";
const ARCHIVES = "Archiviste des fonds anciens";
const LAW = "Juriste du contentieux";
const BERLIN = "Attachée culturelle à Berlin";
const BRUSSELS = "Attachée de presse à Bruxelles";

/** An offer with every way to its employer. */
export const REACHABLE = { reference: "A-2026-1001", title: WEB };

/** Five offers that every criterion tells apart, the newest first. */
export const OFFERS = [
  aPosting({
    ...REACHABLE,
    domains: ["NUM"],
    level: 6,
    contacts: [
      {
        name: "Ada Martin",
        email: "ada@drac.example",
        phone: "01 99 00 12 34",
        url: "https://drac.example/recrutement",
      },
    ],
    publishedAt: "2026-01-09T08:00:00.000Z",
  }),
  aPosting({
    reference: "S-2026-1002",
    title: ARCHIVES,
    domains: ["CUL"],
    level: 7,
    administration: "Ministère de la Justice",
    region: "11",
    department: "75",
    city: "PARIS",
    publishedAt: "2026-01-08T08:00:00.000Z",
  }),
  aPosting({
    reference: "S-2026-1003",
    title: LAW,
    domains: ["JUR"],
    level: 5,
    administration: "Ministère des Armées",
    region: "93",
    department: "13",
    city: "MARSEILLE",
    publishedAt: "2026-01-07T08:00:00.000Z",
  }),
  ...[
    { reference: "S-2026-1004", title: BERLIN, country: "DEU", city: "BERLIN", day: "06" },
    { reference: "S-2026-1005", title: BRUSSELS, country: "BEL", city: "BRUXELLES", day: "05" },
  ].map(({ day, ...said }) =>
    aPosting({
      ...said,
      domains: ["INT"],
      level: 8,
      administration: "Ministère de l’Europe et des Affaires étrangères",
      region: null,
      department: null,
      publishedAt: `2026-01-${day}T08:00:00.000Z`,
    }),
  ),
];

/** « Consultation des offres de stage et d’apprentissage ». */
export const CONSULTING: Sentence[] = [
  {
    line: 84,
    says: "L’adresse du site est https://www.fonction-publique.gouv.fr/pass",
    does: async (walk) => {
      await open(walk, "/pass");
      expect(new URL(walk.page.url()).pathname).toBe("/");
      expect(await title(walk)).toContain("un stage ou un apprentissage");
    },
  },
  {
    line: 33,
    says: "Les dernières offres créées sont affichées directement",
    does: async (walk) => {
      await open(walk, "/");
      const latest = walk.page.getByRole("region", { name: "Dernières offres" });
      expect(await latest.getByRole("heading", { level: 3 }).allInnerTexts()).toEqual(OFFERS.map(({ title }) => title));
    },
  },
  {
    line: 3,
    says: "Le site PASS 2 permet de consulter les offres",
    does: async (walk) => {
      await search(walk, "archiviste");
      await found(walk, [ARCHIVES]);
      await follow(link(walk, ARCHIVES));
      expect(await title(walk)).toBe(ARCHIVES);
      await unfold(walk, "Accès candidat");
    },
  },
  {
    line: 7,
    says: "Il est ouvert à toute personne, sans accès",
    does: async ({ page }) => {
      // All that came before was shown to somebody of whom the site knows nothing.
      expect(await page.context().cookies()).toEqual([]);
    },
  },
  {
    line: 15,
    says: "Les critères de recherche d’une offre sont les suivants",
    does: async (walk) => {
      const { page } = walk;
      await openCriteria(walk);
      await page.getByLabel("Niveau de diplôme").waitFor();
      for (const name of DIMENSIONS) await group(walk, name).waitFor();
      await openForm(walk);
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
      await found(
        walk,
        OFFERS.map(({ title }) => title),
      );
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
  {
    line: 35,
    says: "Vous pouvez également rechercher toutes les offres",
    does: async (walk) => {
      await open(walk, "/offres?q=archiviste");
      await unfoldForm(walk);
      await follow(link(walk, "Rechercher toutes les offres"));
      await found(
        walk,
        OFFERS.map(({ title }) => title),
      );
      await open(walk, "/offres?q=archiviste");
      await unfoldForm(walk);
      await follow(link(walk, "Réinitialiser"));
      expect(await walk.page.getByLabel("Mots-clés").inputValue()).toBe("");
      await walk.page.getByRole("heading", { name: "Dernières offres" }).waitFor();
    },
  },
  {
    line: 151,
    says: "Voici l’exemple d’une offre proposée",
    does: async (walk) => {
      await choose(walk, "Aide");
      await walk.page.getByRole("heading", { name: "Lire une offre" }).waitFor();
      await walk.page.getByRole("figure").getByText("Apprenti ou apprentie archiviste").waitFor();
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

/** The page of results, its first fields at hand. */
async function openForm(walk: Walk): Promise<void> {
  await open(walk, "/offres");
  await unfoldForm(walk);
}

async function unfoldForm(walk: Walk): Promise<void> {
  if (!walk.isWide) await link(walk, "Modifier").click();
}

/** Searches for words. */
async function search({ page }: Walk, words: string): Promise<void> {
  const field = page.getByLabel("Mots-clés");
  await field.fill(words);
  await Promise.all([page.waitForEvent("load"), field.press("Enter")]);
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

/** The results are these offers, in any order. */
async function found(walk: Walk, titles: string[]): Promise<void> {
  const count = titles.length > 1 ? `${titles.length} offres` : "1 offre";
  await shown(walk.page.getByRole("status").filter({ hasText: new RegExp(`^\\s*${count}\\b`) }));
  // Offers that are near to what was asked may follow.
  const shownTitles = await inMain(walk).getByRole("article").getByRole("heading").allInnerTexts();
  expect(shownTitles.slice(0, titles.length).toSorted()).toEqual(titles.toSorted());
}
