import { expect } from "vitest";
import { untilQuiet } from "#test/support/accounts-dump.ts";
import { follow } from "#test/support/browser.ts";
import { aPosting } from "#test/support/postings.ts";
import { publish } from "#test/support/publish.ts";
import { status } from "#test/support/spaces/account-walk.ts";
import { mailsTo, mailTo } from "#test/support/spaces/candidate.ts";
import { logInAgain, newAddress } from "./account.ts";
import { ARCHIVES } from "./offers.ts";
import { button, choose, inMain, link, open, type Sentence, title, type Walk, type World } from "./walk.ts";

const LIST = "Mes recherches sauvegardées et mes alertes";
/** Its name once it is changed. */
const SEARCH = "Vieux papiers";

/** « Sauvegarder vos recherches d’offres », begun by somebody who is not logged in. */
export const SAVING: Sentence[] = [
  {
    line: 103,
    says: "Cela nécessite que vous ayez au préalable créé",
    does: async (walk) => {
      await open(walk, "/offres?q=archiviste");
      await follow(link(walk, "Sauvegarder ma recherche"));
      expect(await title(walk)).toBe("Se connecter");
      await logInAgain(walk);
      expect(await title(walk)).toBe("Sauvegarder ma recherche");
    },
  },
  {
    line: 105,
    says: "Un message vous indique alors que votre recherche",
    does: async (walk) => {
      await button(walk, "Sauvegarder ma recherche").click();
      await status(walk.page, "Votre recherche est sauvegardée");
    },
  },
  {
    line: 109,
    says: "Soit dans le menu « Mes recherches »",
    does: async (walk) => {
      await open(walk, "/");
      await choose(walk, "Mes recherches", "Mon compte");
      expect(await title(walk)).toBe(LIST);
    },
  },
  {
    line: 111,
    says: "Soit via la page le bouton « Mes recherches sauvegardées",
    does: async (walk) => {
      await choose(walk, "Mon compte", "Mon compte");
      await follow(link(walk, LIST));
      expect(await title(walk)).toBe(LIST);
    },
  },
  {
    line: 115,
    says: "La liste de vos recherches sauvegardées s’affiche",
    does: async (walk) => {
      const names = inMain(walk).getByRole("listitem").getByRole("heading", { level: 2 });
      expect(await names.allInnerTexts()).toEqual(["archiviste"]);
    },
  },
  {
    line: 119,
    says: "Modifier leur nom d’une recherche en cliquant sur",
    does: async (walk) => {
      await inMain(walk).getByText("Modifier le nom de archiviste").click();
      await walk.page.getByLabel("Nouveau nom").fill(SEARCH);
      await button(walk, "Enregistrer le nom").click();
      await status(walk.page, "Le nom est changé.");
      await inMain(walk).getByRole("heading", { level: 2, name: SEARCH }).waitFor();
    },
  },
  {
    line: 101,
    says: "Vous pouvez sauvegarder votre recherche pour la relancer",
    does: async (walk) => {
      await follow(button(walk, `Relancer la recherche ${SEARCH}`));
      expect(await title(walk)).toBe(SEARCH);
      const found = inMain(walk).getByRole("article").getByRole("heading");
      expect(await found.allInnerTexts()).toEqual([ARCHIVES]);
    },
  },
];

/** « Activer une alerte ». */
export const ALERTS: Sentence[] = [
  {
    line: 127,
    says: "L’activation d’une alerte vous permet de recevoir un mail",
    does: async (walk) => {
      await choose(walk, "Mes recherches", "Mon compte");
      await ring(walk, "Alerte activée");
    },
    happens: (world) => publishNow(world, { "S-2026-1010": "Jardinière", "S-2026-1011": "Archiviste audiovisuelle" }),
    sees: async (walk) => {
      const { text, html } = await mailTo(walk.site, newAddress(walk), "Archiviste audiovisuelle");
      for (const body of [text, html]) {
        expect(body).toContain(SEARCH);
        expect(body).toContain("/offres/S-2026-1011");
        expect(body).not.toContain("/offres/S-2026-1010");
      }
    },
  },
  {
    line: 131,
    says: "Pour cela il vous suffit de cliquer sur",
    does: (walk) => ring(walk, "Alerte désactivée"),
    happens: async (world) => {
      await publishNow(world, { "S-2026-1012": "Archiviste cartographe" });
      await mailTo(world.site, world.neighbour, "Archiviste cartographe");
      // Those that are written with hers are sent by now.
      await untilQuiet(world.site);
    },
    sees: async (walk) => {
      const subjects = (await mailsTo(walk.site, newAddress(walk))).map(({ subject }) => subject);
      expect(subjects.filter((subject) => subject.includes("cartographe"))).toEqual([]);
    },
  },
  {
    line: 121,
    says: "Supprimer une recherche",
    does: async (walk) => {
      await button(walk, `Supprimer la recherche ${SEARCH}`).click();
      await status(walk.page, "La recherche est supprimée.");
      expect(await inMain(walk).getByRole("heading", { name: SEARCH }).count()).toBe(0);
    },
  },
];

/** Presses the bell, which says how it stands then. */
async function ring(walk: Walk, said: "Alerte activée" | "Alerte désactivée"): Promise<void> {
  const bell = button(walk, `Alerte de ${SEARCH}`);
  const isOn = said === "Alerte activée";
  expect(await bell.getAttribute("aria-pressed")).toBe(String(!isOn));
  await bell.click();
  await status(walk.page, said);
  expect(await bell.getAttribute("aria-pressed")).toBe(String(isOn));
}

/** Offers are published, and the cron runs. @param titles by reference */
async function publishNow({ site }: World, titles: Record<string, string>): Promise<void> {
  const offers = Object.entries(titles).map(([reference, title]) => aPosting({ reference, title }));
  await publish(site, offers);
  await site.tick(new Date());
}
