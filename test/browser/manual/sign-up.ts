import { expect } from "vitest";
import { follow } from "#test/support/browser.ts";
import { activate, aPdf, fillSignUp, logIn } from "#test/support/spaces/account-walk.ts";
import { mailTo, openBrowser, person } from "#test/support/spaces/candidate.ts";
import { button, inMain, link, open, type Sentence, title, unfold, type Walk } from "./walk.ts";

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
    happens: async ({ site }) => {
      for (const field of ["lastName", "firstName", "username", "email", "password", "passwordAgain"]) {
        const answer = await openBrowser(site).upload("/inscription", { ...person("nul.ne"), [field]: "" });
        expect(answer.status, field).toBe(422);
      }
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
    says: "Ces documents ne sont pas visibles par les recruteurs",
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
    says: "Votre compte est alors créé",
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
    says: "Renseigner votre nom d’utilisateur et votre mot de passe",
    does: (walk) => logIn(walk.page, walk.username),
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
      const file = await fetchFile(walk, "Mon CV.pdf");
      expect((await file.body()).equals(aPdf("Mon CV.pdf").buffer)).toBe(true);
    },
  },
  {
    line: 142,
    says: "Les recruteurs n’ont donc pas accès aux documents",
    does: async (walk) => {
      const file = await fetchFile(walk, "Mon CV.pdf");
      expect(file.status()).toBe(200);
      const refused = await walk.recruiter.get(new URL(file.url()).pathname);
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

/** What the link of a document gives to her. */
async function fetchFile(walk: Walk, name: string) {
  const path = (await link(walk, name).getAttribute("href")) ?? "";
  return walk.page.request.get(walk.site.site + path);
}

const documentsOf = ({ page }: Walk) => page.getByRole("group", { name: "Mes documents" });

async function openAccess(walk: Walk): Promise<void> {
  await open(walk, "/");
  await unfold(walk, "Accès candidat");
  for (const name of ["Créer un compte", "Se connecter"]) {
    await walk.page.getByRole("banner").getByRole("link", { name }).waitFor();
  }
}
