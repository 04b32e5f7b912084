import { expect } from "vitest";
import { follow, shown } from "#test/support/browser.ts";
import { aPdf, logIn, sendLogIn, status } from "#test/support/spaces/account-walk.ts";
import { linkIn, mailTo, openBrowser, PASSWORD } from "#test/support/spaces/candidate.ts";
import { button, choose, inMain, link, type Sentence, title, type Walk } from "./walk.ts";

const NEW_PASSWORD = "quatre galets verts";
const EDITING = "Modifier mes informations et mes documents";
/** Her address once she has changed it. */
export const newAddress = ({ username }: Walk) => `${username}@nouveau.exemple.fr`;

/** What can be changed « à tout moment »; ends logged out, as a change of address does. */
export const CHANGING: Sentence[] = [
  {
    line: 64,
    says: "Vous pouvez à tout moment modifier vos informations",
    does: async (walk) => {
      await openEditing(walk);
      expect(await title(walk)).toBe(EDITING);
    },
  },
  {
    line: 68,
    says: "Cette page vous permet de",
    does: async (walk) => {
      expect(await inMain(walk).getByRole("heading", { level: 2 }).allInnerTexts()).toEqual([
        "Changer vos informations personnelles",
        "Changer votre mot de passe",
        "Changer votre adresse mail",
        "Ajouter des documents",
        "Retirer des documents",
        "Supprimer votre compte candidat",
      ]);
    },
  },
  {
    line: 70,
    says: "Changer vos informations personnelles",
    does: async (walk) => {
      const firstName = walk.page.getByLabel("Prénom");
      const phone = walk.page.getByLabel("Téléphone");
      await firstName.fill("Léonie");
      await phone.fill("06 12 34 56 78");
      await button(walk, "Enregistrer mes informations").click();
      await status(walk.page, "Vos informations personnelles sont enregistrées.");
      // Reloading sends nothing again; going back shows what is kept.
      await walk.page.reload();
      expect(await firstName.inputValue()).toBe("Léonie");
      expect(await phone.inputValue()).toBe("06 12 34 56 78");
      await walk.page.goBack();
      expect(await phone.inputValue()).toBe("06 12 34 56 78");
    },
  },
  {
    line: 72,
    says: "Changer votre mot de passe",
    does: async (walk) => {
      const password = (name: string | RegExp) => walk.page.getByRole("textbox", { name });
      await follow(link(walk, "Changer mon mot de passe"));
      await password("Mot de passe actuel").fill(PASSWORD);
      await password(/^Nouveau mot de passe(?!,)/).fill(NEW_PASSWORD);
      await password("Nouveau mot de passe, une seconde fois").fill(NEW_PASSWORD);
      await button(walk, "Changer mon mot de passe").click();
      await status(walk.page, "Votre mot de passe est changé.");
      // With the new one she logs in below.
      expect(await canLogIn(walk, walk.username, PASSWORD)).toBe(false);
    },
  },
  {
    line: 76,
    says: "Ajouter des documents (dans la limite de 3 documents",
    does: async (walk) => {
      await openEditing(walk);
      await inMain(walk).getByText("Dans la limite de 3 documents par chacune des 3 rubriques.").waitFor();
      await follow(link(walk, "Ajouter des documents"));
      const letters = ["Lettre 1.pdf", "Lettre 2.pdf", "Lettre 3.pdf", "Lettre 4.pdf"];
      await walk.page.getByLabel("Ajouter\u00a0: Lettre de motivation").setInputFiles(letters.map(aPdf));
      await button(walk, "Ajouter\u00a0: Lettre de motivation").and(walk.page.locator("button")).click();
      await status(walk.page, "3 documents ajoutés.");
      const rubric = walk.page.getByRole("region", { name: "Lettre de motivation" });
      await rubric.getByText("contient déjà 3 documents").waitFor();
      const kept = await rubric.getByRole("link", { name: /^Lettre \d\.pdf$/ }).allInnerTexts();
      expect(kept).toEqual(letters.slice(0, 3));
      await rubric.getByText("Cette rubrique est pleine").waitFor();
    },
  },
  {
    line: 78,
    says: "Retirer des documents",
    does: async (walk) => {
      await openEditing(walk);
      await follow(link(walk, "Retirer ou remplacer des documents"));
      const file = (await link(walk, "Lettre 2.pdf").getAttribute("href")) ?? "";
      await follow(link(walk, "Renommer, remplacer ou retirer Lettre 2.pdf"));
      await button(walk, "Retirer ce document").click();
      await status(walk.page, "Votre document est retiré.");
      expect(await link(walk, /^Lettre \d\.pdf$/).allInnerTexts()).toEqual(["Lettre 1.pdf", "Lettre 3.pdf"]);
      expect((await walk.page.request.get(walk.site.site + file)).status()).toBe(404);
    },
  },
  {
    line: 74,
    says: "Changer votre adresse mail",
    does: async (walk) => {
      const { page, site } = walk;
      await openEditing(walk);
      await follow(link(walk, "Changer mon adresse mail"));
      await page.getByLabel("Nouvelle adresse mail").fill(newAddress(walk));
      await button(walk, "Recevoir le lien de confirmation").click();
      await shown(page.getByRole("status"));
      // Her address is the old one until she confirms.
      await inMain(walk).getByText(`${walk.username}@exemple.fr`, { exact: true }).waitFor();
      await page.goto(site.site + linkIn(await mailTo(site, newAddress(walk), "Confirmez"), "compte/adresse-mail"));
      await button(walk, "Confirmer cette adresse").click();
      await status(page, "Votre nouvelle adresse mail est confirmée.");
      expect(await canLogIn(walk, newAddress(walk), NEW_PASSWORD)).toBe(true);
    },
  },
];

/** The end of the account. */
export const LEAVING: Sentence[] = [
  {
    line: 80,
    says: "Supprimer votre compte candidat",
    does: async (walk) => {
      await openEditing(walk);
      await follow(link(walk, "Supprimer mon compte candidat"));
      await walk.page.getByText("Je veux supprimer mon compte").click();
      await button(walk, "Supprimer mon compte candidat").click();
      await status(walk.page, "Votre compte est supprimé");
      await mailTo(walk.site, newAddress(walk), "supprimé");
      await sendLogIn(walk.page, walk.username, NEW_PASSWORD);
      await shown(walk.page.getByRole("alert"));
      expect(await title(walk)).toBe("Se connecter");
    },
  },
];

/** Logs in with the password that she has chosen anew. */
export const logInAgain = (walk: Walk) => logIn(walk.page, walk.username, NEW_PASSWORD);

/** Whether another browser of hers is let in. */
async function canLogIn({ site }: Walk, login: string, password: string): Promise<boolean> {
  const answer = await openBrowser(site).post("/connexion", { login, password });
  return answer.headers.get("Location") === "/compte";
}

/** By the menu « Mon compte » and its button. */
async function openEditing(walk: Walk): Promise<void> {
  await choose(walk, "Mon compte", "Mon compte");
  await follow(link(walk, EDITING));
}
