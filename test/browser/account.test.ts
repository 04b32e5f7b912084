import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  activate,
  aPdf,
  aProgram,
  choose,
  fillPasswords,
  fillSignUp,
  heading,
  logIn,
  status,
} from "#test/support/account-walk.ts";
import { follow, launchBrowser, onPage, shown } from "#test/support/browser.ts";
import { aCandidate, mailTo } from "#test/support/candidate.ts";
import { aPosting } from "#test/support/postings.ts";
import { publish } from "#test/support/publish.ts";
import { AS_DEPLOYED, type Site, startSite } from "#test/support/site.ts";

const OFFER = "S-2026-1001";

let site: Site;
let browser: Browser;
beforeAll(async () => {
  site = await startSite(AS_DEPLOYED);
  await publish(site, [aPosting({ reference: OFFER, title: "Chargée d’archives" })]);
  await aCandidate(site, "zoe.petit");
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

function on<T>(path: string, options: BrowserContextOptions, act: (page: Page) => Promise<T>): Promise<T> {
  return onPage(browser, `${site.site}${path}`, options, act);
}

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const link = (page: Page, name: string | RegExp) => page.getByRole("main").getByRole("link", { name });
const alert = (page: Page, text: string) => shown(page.getByRole("alert").filter({ hasText: text }));
/** Where the browser is, once it is on this page. */
const arrive = (page: Page, path: string) => page.waitForURL((url) => url.pathname + url.search === path);

describe.each([
  ["with JavaScript", true],
  ["without JavaScript", false],
])("the manual’s chapter on the account, %s", (_, javaScriptEnabled) => {
  const username = javaScriptEnabled ? "lea.martin" : "lea.durand";

  test("an account is created, opened, changed and deleted by the words of the manual", async () => {
    await on("/", { javaScriptEnabled }, async (page) => {
      await choose(page, "Accès candidat", "Créer un compte");
      await createAccount(page, username);
      await activate(page, site, username);
      await status(page, "Votre compte est activé.");

      await page.goto(site.site);
      await choose(page, "Accès candidat", "Se connecter");
      await logIn(page, username);
      await readAccount(page, username);

      await page.goto(site.site);
      await choose(page, "Mon compte", "Mon compte");
      await follow(link(page, "Modifier mes informations et mes documents"));
      await changeInformation(page);
      await changeDocuments(page);
      await deleteAccount(page, username);
    });
  });
});

/** The form of two blocks. Documents are wanted of nobody: here she sends one. */
async function createAccount(page: Page, username: string): Promise<void> {
  expect(await heading(page)).toBe("Créer un compte");
  const personal = page.getByRole("group", { name: "Mes informations personnelles" });
  const documents = page.getByRole("group", { name: "Mes documents" });
  expect(await personal.getByLabel("Civilité (facultatif)").isVisible()).toBe(true);
  expect(await documents.getByText("Ces documents ne sont pas visibles par les recruteurs.").isVisible()).toBe(true);
  expect(await documents.getByText("3 documents au plus dans chaque rubrique").isVisible()).toBe(true);
  for (const rubric of ["CV", "Lettre de motivation", "Autre document"]) {
    expect(await documents.getByLabel(`${rubric} (facultatif)`).isVisible()).toBe(true);
  }
  await fillSignUp(page, username);
  await page.getByLabel("CV (facultatif)").setInputFiles(aPdf("Mon CV.pdf"));
  await button(page, "Créer un nouveau compte").click();
  await arrive(page, "/inscription/envoyee");
  expect(await heading(page)).toBe("Votre compte est créé");
  const mail = await mailTo(site, `${username}@exemple.fr`, "Activez");
  expect(mail.text).toContain("Vos informations de connexion");
  expect(mail.text).toContain(`Nom d’utilisateur\u00a0: ${username}`);
}

/** « Mon compte », which sums up the information and the documents, and leads to the search. */
async function readAccount(page: Page, username: string): Promise<void> {
  await arrive(page, "/compte");
  expect(await heading(page)).toBe("Mon compte");
  const main = page.getByRole("main");
  expect(await main.getByText(`${username}@exemple.fr`).isVisible()).toBe(true);
  expect(await link(page, "Mon CV.pdf").isVisible()).toBe(true);
  expect(await link(page, "Mes recherches sauvegardées et mes alertes").getAttribute("href")).toBe("/mes-recherches");
  expect(await main.getByText(/Sans connexion de votre part, il sera effacé le \d+/).isVisible()).toBe(true);
  await link(page, "Rechercher une offre").click();
  await page.waitForURL("**/offres");
  expect(await link(page, /^Chargée d’archives$/).isVisible()).toBe(true);
}

async function changeInformation(page: Page): Promise<void> {
  expect(await page.getByRole("main").getByRole("heading", { level: 2 }).allInnerTexts()).toEqual([
    "Changer vos informations personnelles",
    "Changer votre mot de passe",
    "Changer votre adresse mail",
    "Ajouter des documents",
    "Retirer des documents",
    "Supprimer votre compte candidat",
  ]);
  await page.getByLabel("Téléphone").fill("06 12 34 56 78");
  await button(page, "Enregistrer mes informations").click();
  await status(page, "Vos informations personnelles sont enregistrées.");
  // Reloading says it again and sends nothing again; going back shows what is kept.
  await page.reload();
  expect(await page.getByLabel("Téléphone").inputValue()).toBe("06 12 34 56 78");
  await page.goBack();
  expect(await page.getByLabel("Téléphone").inputValue()).toBe("06 12 34 56 78");
}

async function changeDocuments(page: Page): Promise<void> {
  await follow(link(page, "Ajouter des documents"));
  await page
    .getByLabel("Ajouter\u00a0: Lettre de motivation")
    .setInputFiles([aPdf("Lettre.pdf"), aProgram("Photo.exe")]);
  await button(page, "Ajouter\u00a0: Lettre de motivation").and(page.locator("button")).click();
  await alert(page, "Photo.exe");
  await status(page, "1 document ajouté.");
  await follow(link(page, /^Renommer, remplacer ou retirer Lettre\.pdf/));
  expect(await heading(page)).toBe("Lettre.pdf");
  await page.getByLabel("Nom du document").fill("Ma lettre");
  await button(page, "Renommer").click();
  await status(page, "Votre document est renommé.");
  await follow(link(page, /^Renommer, remplacer ou retirer Ma lettre\.pdf/));
  await button(page, "Retirer ce document").click();
  await status(page, "Votre document est retiré.");
  expect(await link(page, "Ma lettre.pdf").count()).toBe(0);
}

async function deleteAccount(page: Page, username: string): Promise<void> {
  const space = page.getByRole("navigation", { name: "Espace candidat" });
  await follow(space.getByRole("link", { name: /informations/ }));
  await follow(link(page, "Supprimer mon compte candidat"));
  await button(page, "Supprimer mon compte candidat").click();
  await alert(page, "Cochez cette case");
  await page.getByText("Je veux supprimer mon compte").click();
  await button(page, "Supprimer mon compte candidat").click();
  await status(page, "Votre compte est supprimé");
  await mailTo(site, `${username}@exemple.fr`, "supprimé");
}

describe("whoever was on the way to something", () => {
  test("keeps an offer after signing up, activating and logging in", async () => {
    await on(`/offres/${OFFER}`, {}, async (page) => {
      await follow(link(page, "Garder cette offre"));
      await follow(link(page, "Créer un compte"));
      await fillSignUp(page, "nina.roux");
      await button(page, "Créer un nouveau compte").click();
      await page.waitForURL("**/inscription/envoyee*");
      await activate(page, site, "nina.roux");
      await logIn(page, "nina.roux");
      await arrive(page, `/mes-offres/ajouter?ref=${OFFER}`);
      await button(page, "Garder cette offre").click();
      await status(page, "L’offre est gardée.");
    });
  });

  test.each(["/mes-recherches/nouvelle?q=archives&region=53", `/mes-offres/ajouter?ref=${OFFER}`])(
    "comes back to %s after logging in, a wrong password and a lost activation link included",
    async (path) => {
      await on(`/connexion?retour=${encodeURIComponent(path)}`, { javaScriptEnabled: false }, async (page) => {
        await page.getByLabel("Nom d’utilisateur").fill("zoe.petit");
        await page.getByRole("textbox", { name: "Mot de passe" }).fill("ce n’est pas celui-ci");
        await follow(button(page, "Se connecter"));
        await page.getByRole("alert").waitFor();
        for (const way of ["Créer un compte", "Mot de passe oublié", "Lien d’activation perdu ou trop ancien"]) {
          const href = await link(page, way).getAttribute("href");
          expect(href).toContain(`?retour=${encodeURIComponent(path)}`);
        }
        await logIn(page, "zoe.petit");
        await arrive(page, path);
      });
    },
  );
});

describe("what goes wrong in the middle", () => {
  test("a form sent after the session ended says that it was not kept, and leads back to it", async () => {
    await on("/connexion?retour=/compte/modifier%3Ffait%3Dinformations", {}, async (page) => {
      await logIn(page, "zoe.petit");
      const inThreeHours = new Date(Date.now() + 3 * 3_600_000).toISOString();
      await page.setExtraHTTPHeaders({ "x-test-now": inThreeHours });
      await page.getByLabel("Téléphone").fill("06 12 34 56 78");
      await button(page, "Enregistrer mes informations").click();
      await status(page, "n’a pas été enregistré");
      await logIn(page, "zoe.petit");
      await arrive(page, "/compte/modifier");
      expect(await page.getByLabel("Téléphone").inputValue()).toBe("");
    });
  });

  test("a form of another session is refused in words that say what to do", async () => {
    await on("/connexion?retour=/compte/modifier", {}, async (page) => {
      await logIn(page, "zoe.petit");
      await page.evaluate("document.querySelector('input[name=csrf]').value = 'of another session'");
      await button(page, "Enregistrer mes informations").click();
      await shown(page.getByText("vous vous êtes peut-être reconnecté entre-temps"));
      await page.goBack();
      await page.reload();
      await button(page, "Enregistrer mes informations").click();
      await status(page, "Vos informations personnelles sont enregistrées.");
    });
  });

  test("the form of sign-up sent twice is one account and one mail", async () => {
    await on("/inscription", {}, async (page) => {
      await fillSignUp(page, "omar.diallo");
      await button(page, "Créer un nouveau compte").dblclick();
      await arrive(page, "/inscription/envoyee");
      await mailTo(site, "omar.diallo@exemple.fr", "Activez");
      const accounts = await site.accounts();
      const count = await accounts.prepare("SELECT count(*) AS n FROM registrations WHERE username = 'omar.diallo'");
      expect(await count.first("n")).toBe(1);
      const mails = await accounts.prepare(
        "SELECT count(*) AS n FROM mails WHERE recipient = 'omar.diallo@exemple.fr'",
      );
      expect(await mails.first("n")).toBe(1);
    });
  });

  test.each([true, false])("what was typed and sent is kept after an error (JavaScript: %s)", async (scripts) => {
    const username = scripts ? "ines.leroy" : "ines.blanc";
    await on("/inscription", { javaScriptEnabled: scripts }, async (page) => {
      await page.getByLabel("Nom", { exact: true }).fill("Leroy");
      await page.getByLabel("Adresse mail").fill("ines@");
      await page.getByLabel("CV (facultatif)").setInputFiles([aPdf("CV.pdf"), aProgram("Photo.exe")]);
      await button(page, "Créer un nouveau compte").click();
      const summary = page.getByRole("alert");
      await shown(summary);
      expect((await summary.getByRole("link").allInnerTexts()).map((text) => text.split("\u00a0:")[0])).toEqual([
        "Prénom",
        "Nom d’utilisateur",
        "Adresse mail",
        "Mot de passe",
        "Accord",
        "CV",
      ]);
      expect(await summary.innerText()).not.toMatch(/Expected|Invalid|undefined/);
      await summary.getByRole("link", { name: /^Adresse mail/ }).click();
      await page.getByLabel("Adresse mail").and(page.locator(":focus")).waitFor();
      expect(await page.getByLabel("Nom", { exact: true }).inputValue()).toBe("Leroy");
      expect(await page.getByText("CV.pdf (1 ko)").isVisible()).toBe(true);
      await fillSignUp(page, username);
      // Enter sends the form: it does not press the « Retirer » of the document that was sent already.
      await page.getByLabel("Prénom").press("Enter");
      await arrive(page, "/inscription/envoyee");
      await activate(page, site, username);
      await logIn(page, username);
      expect(await link(page, "CV.pdf").isVisible()).toBe(true);
    });
  });

  test("a service that is too busy for a form with files leaves it as it was, to be sent again", async () => {
    await on("/inscription", {}, async (page) => {
      await fillSignUp(page, "nina.faure");
      await page.getByLabel("CV (facultatif)").setInputFiles(aPdf("CV.pdf"));
      await page.route("**/inscription", (route) =>
        route.fulfill({ status: 503, contentType: "text/html", body: "<main>503" }),
      );
      await button(page, "Créer un nouveau compte").click();
      await status(page, "réessayez dans quelques instants");
      expect(await page.getByLabel("Nom d’utilisateur").inputValue()).toBe("nina.faure");
      await page.unroute("**/inscription");
      await button(page, "Créer un nouveau compte").click();
      await arrive(page, "/inscription/envoyee");
    });
  });

  test("a document is taken back from the form of sign-up, and the rest of it stays", async () => {
    await on("/inscription", {}, async (page) => {
      await fillSignUp(page, "hugo.moreau");
      await page.getByLabel("Prénom").fill("");
      await page.getByLabel("CV (facultatif)").setInputFiles(aPdf("CV.pdf"));
      await button(page, "Créer un nouveau compte").click();
      await follow(button(page, "Retirer CV.pdf"));
      await page.getByLabel("CV (facultatif)").waitFor();
      expect(await page.getByText("CV.pdf").count()).toBe(0);
      expect(await page.getByLabel("Nom d’utilisateur").inputValue()).toBe("hugo.moreau");
      await page.getByLabel("Prénom").fill("Hugo");
      await fillPasswords(page);
      await button(page, "Créer un nouveau compte").click();
      await arrive(page, "/inscription/envoyee");
    });
  });
});
