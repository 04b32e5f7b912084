import { expect } from "vitest";
import { follow } from "#test/support/browser.ts";
import { ARCHIVES, TITLES } from "./offers.ts";
import { found, search, unfoldForm } from "./results.ts";
import { choose, link, open, type Sentence, title, unfold } from "./walk.ts";

/** « Consultation des offres de stage et d’apprentissage », but for the criteria. */
export const CONSULTING: Sentence[] = [
  {
    line: 84,
    says: "L’adresse du site est",
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
      expect(await latest.getByRole("heading", { level: 3 }).allInnerTexts()).toEqual(TITLES);
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
    line: 35,
    says: "Vous pouvez également rechercher toutes les offres",
    does: async (walk) => {
      await open(walk, "/offres?q=archiviste");
      await unfoldForm(walk);
      await follow(link(walk, "Rechercher toutes les offres"));
      await found(walk, TITLES);
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
