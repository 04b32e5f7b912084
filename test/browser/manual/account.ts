import { expect } from "vitest";
import { activate, aPdf, fillSignUp, status } from "#test/support/account-walk.ts";
import { follow, shown } from "#test/support/browser.ts";
import { linkIn, mailTo, PASSWORD } from "#test/support/candidate.ts";
import { button, choose, inMain, link, open, type Sentence, title, unfold, type Walk } from "./walk.ts";

const NEW_PASSWORD = "quatre galets verts";
const EDITING = "Modifier mes informations et mes documents";
const newAddress = ({ username }: Walk) => `${username}@nouveau.exemple.fr`;

/** « Créer son compte candidat », up to the mail that tells of it. */
export const SIGNING_UP: Sentence[] = [
  {
    line: 46,
    says: "Sur la page d’accueil, cliquer sur le bouton « Accès candidat »",
    does: (walk) => openAccess(walk),
  },
  {
    line: 48,
    says: "Choisir l’option « Créer un compte »",
    does: async (walk) => {
      await follow(walk.page.getByRole("banner").getByRole("link", { name: "Créer un compte" }));
      expect(await title(walk)).toBe("Créer un compte");
    },
  },
  {
    line: 50,
    says: "Le formulaire est composé de deux blocs",
    does: async (walk) => {
      expect(await inMain(walk).getByRole("group").getByRole("heading").allInnerTexts()).toEqual([
        "Mes informations personnelles",
        "Mes documents",
      ]);
    },
  },
  {
    line: 52,
    says: "« Mes informations personnelles », comprenant des champs obligatoires",
    does: async ({ page }) => {
      const fields = page.getByRole("group", { name: "Mes informations personnelles" }).getByRole("textbox");
      const required = await fields.evaluateAll((all) => all.map((field) => field.hasAttribute("required")));
      expect(required.filter(Boolean)).toHaveLength(6);
    },
  },
  {
    line: 54,
    says: "« Mes documents » sans obligation (3 documents maximum",
    does: async (walk) => {
      const documents = documentsOf(walk);
      for (const rubric of ["CV", "Lettre de motivation", "Autre document"]) {
        const field = documents.getByLabel(`${rubric} (facultatif)`);
        expect(await field.getAttribute("required")).toBeNull();
      }
      await documents.getByText("3 documents au plus dans chaque rubrique").waitFor();
      await documents.getByLabel("CV (facultatif)").setInputFiles(aPdf("Mon CV.pdf"));
    },
  },
  {
    line: 56,
    says: "Ces documents ne sont pas visibles par les recruteurs.",
    does: (walk) => documentsOf(walk).getByText("Ces documents ne sont pas visibles par les recruteurs.").waitFor(),
  },
  {
    line: 60,
    says: "Une fois ce formulaire rempli, cliquez sur le bouton",
    does: async (walk) => {
      await fillSignUp(walk.page, walk.username);
      await button(walk, "Créer un nouveau compte").click();
      await walk.page.waitForURL("**/inscription/envoyee");
    },
  },
  {
    line: 62,
    says: "Votre compte est alors créé.",
    does: async (walk) => expect(await title(walk)).toBe("Votre compte est créé"),
  },
  {
    line: 86,
    says: "Une fois votre compte créé, vous recevrez un mail",
    does: async ({ page, site, username }) => {
      const { text } = await mailTo(site, `${username}@exemple.fr`, "Activez");
      expect(text).toContain("Vos informations de connexion");
      expect(text).toContain(`Nom d’utilisateur\u00a0: ${username}`);
      await activate(page, site, username);
    },
  },
];

/** « Connexion au site ». */
export const LOGGING_IN: Sentence[] = [
  {
    line: 90,
    says: "Sur la page d’accueil, cliquer sur le bouton « Accès candidat »",
    does: (walk) => openAccess(walk),
  },
  {
    line: 92,
    says: "Choisir l’option « Se connecter »",
    does: async (walk) => {
      await follow(walk.page.getByRole("banner").getByRole("link", { name: "Se connecter" }));
      expect(await title(walk)).toBe("Se connecter");
    },
  },
  {
    line: 94,
    says: "Renseigner votre nom d’utilisateur et votre mot de passe.",
    does: (walk) => giveLogin(walk, PASSWORD),
  },
  {
    line: 96,
    says: "Vous arrivez alors sur la page « Mon compte »",
    does: async (walk) => {
      expect(await title(walk)).toBe("Mon compte");
      const main = inMain(walk);
      await main.getByRole("heading", { name: "Mes informations personnelles" }).waitFor();
      for (const text of ["Martin", "Léa", `${walk.username}@exemple.fr`]) await main.getByText(text).first().waitFor();
      await main.getByRole("heading", { name: "Mes documents" }).waitFor();
      await link(walk, "Mon CV.pdf").waitFor();
    },
  },
  {
    line: 142,
    says: "Les recruteurs n’ont donc pas accès aux documents",
    does: async (walk) => {
      const file = (await link(walk, "Mon CV.pdf").getAttribute("href")) ?? "";
      expect((await walk.page.request.get(walk.site.site + file)).status()).toBe(200);
      const refused = await walk.recruiter.get(file);
      expect(refused.headers.get("Location")).toMatch(/^\/connexion/);
    },
  },
  {
    line: 98,
    says: "La consultation des offres est disponible en cliquant",
    does: async (walk) => {
      await follow(link(walk, "Rechercher une offre"));
      await inMain(walk).getByRole("article").first().waitFor();
    },
  },
];

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
      const phone = walk.page.getByLabel("Téléphone");
      await phone.fill("06 12 34 56 78");
      await button(walk, "Enregistrer mes informations").click();
      await status(walk.page, "Vos informations personnelles sont enregistrées.");
      // Reloading sends nothing again; going back shows what is kept.
      await walk.page.reload();
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
    },
  },
  {
    line: 76,
    says: "Ajouter des documents (dans la limite de 3 documents",
    does: async (walk) => {
      await openEditing(walk);
      await inMain(walk).getByText("Dans la limite de 3 documents par chacune des 3 rubriques.").waitFor();
      await follow(link(walk, "Ajouter des documents"));
      const letters = ["Lettre 1.pdf", "Lettre 2.pdf", "Lettre 3.pdf"];
      await walk.page.getByLabel("Ajouter\u00a0: Lettre de motivation").setInputFiles(letters.map(aPdf));
      await button(walk, "Ajouter\u00a0: Lettre de motivation").and(walk.page.locator("button")).click();
      await status(walk.page, "Vos documents sont ajoutés.");
      const rubric = walk.page.getByRole("region", { name: "Lettre de motivation" });
      expect(await rubric.getByRole("link", { name: /^Lettre \d\.pdf$/ }).count()).toBe(3);
      await rubric.getByText("Cette rubrique est pleine").waitFor();
    },
  },
  {
    line: 78,
    says: "Retirer des documents",
    does: async (walk) => {
      await openEditing(walk);
      await follow(link(walk, "Retirer ou remplacer des documents"));
      await follow(link(walk, "Renommer, remplacer ou retirer Lettre 2.pdf"));
      await button(walk, "Retirer ce document").click();
      await status(walk.page, "Votre document est retiré.");
      expect(await link(walk, /^Lettre \d\.pdf$/).allInnerTexts()).toEqual(["Lettre 1.pdf", "Lettre 3.pdf"]);
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
      await page.goto(site.site + linkIn(await mailTo(site, newAddress(walk), "Confirmez"), "compte/adresse-mail"));
      await button(walk, "Confirmer cette adresse").click();
      await status(page, "Votre nouvelle adresse mail est confirmée.");
    },
  },
];

/** The end of the account. */
export const LEAVING: Sentence[] = [
  {
    line: 80,
    says: "Supprimer votre compte candidat.",
    does: async (walk) => {
      await openEditing(walk);
      await follow(link(walk, "Supprimer mon compte candidat"));
      await walk.page.getByText("Je veux supprimer mon compte").click();
      await button(walk, "Supprimer mon compte candidat").click();
      await status(walk.page, "Votre compte est supprimé");
      await mailTo(walk.site, newAddress(walk), "supprimé");
      await fillLogin(walk, NEW_PASSWORD);
      await shown(walk.page.getByRole("alert"));
      expect(await title(walk)).toBe("Se connecter");
    },
  },
];

/** Logs in with the password that she has chosen anew. */
export const logInAgain = (walk: Walk) => giveLogin(walk, NEW_PASSWORD);

/** Where alerts are sent once the address is changed. */
export const addressOf = newAddress;

const documentsOf = ({ page }: Walk) => page.getByRole("group", { name: "Mes documents" });

async function openAccess(walk: Walk): Promise<void> {
  await open(walk, "/");
  await unfold(walk, "Accès candidat");
  for (const name of ["Créer un compte", "Se connecter"]) {
    await walk.page.getByRole("banner").getByRole("link", { name }).waitFor();
  }
}

async function giveLogin(walk: Walk, password: string): Promise<void> {
  await fillLogin(walk, password);
  await walk.page.waitForURL(({ pathname }) => pathname !== "/connexion");
}

async function fillLogin(walk: Walk, password: string): Promise<void> {
  await walk.page.getByLabel("Nom d’utilisateur").fill(walk.username);
  await walk.page.getByRole("textbox", { name: "Mot de passe" }).fill(password);
  await inMain(walk).getByRole("button", { name: "Se connecter" }).click();
}

/** By the menu « Mon compte » and its button. */
async function openEditing(walk: Walk): Promise<void> {
  await choose(walk, "Mon compte", "Mon compte");
  await follow(link(walk, EDITING));
}
