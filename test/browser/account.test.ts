import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { follow, launchBrowser, onPage, shown } from "#test/support/browser.ts";
import { aPosting } from "#test/support/postings.ts";
import { publish } from "#test/support/publish.ts";
import { AS_DEPLOYED, type Site, startSite } from "#test/support/site.ts";
import {
  activate,
  aPdf,
  aProgram,
  fillPasswords,
  fillSignUp,
  logIn,
  status,
} from "#test/support/spaces/account-walk.ts";
import { aCandidate, mailTo } from "#test/support/spaces/candidate.ts";

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
/** Where the browser is, once it is on this page. */
const arrive = (page: Page, path: string) => page.waitForURL((url) => url.pathname + url.search === path);

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

  test("a document is replaced by another one, from the form that shows how much is sent", async () => {
    await on("/connexion?retour=/compte/documents", {}, async (page) => {
      await logIn(page, "zoe.petit");
      await page.getByLabel("Ajouter\u00a0: CV").setInputFiles(aPdf("CV.pdf"));
      await button(page, "Ajouter\u00a0: CV").and(page.locator("button")).click();
      await status(page, "Votre document est ajouté.");
      await follow(link(page, "Renommer, remplacer ou retirer CV.pdf"));
      await page.getByLabel("Nouveau document").setInputFiles(aPdf("Nouveau CV.pdf"));
      await button(page, "Remplacer").click();
      await status(page, "Votre document est remplacé.");
      expect(await link(page, /CV\.pdf$/).allInnerTexts()).toContain("Nouveau CV.pdf");
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
