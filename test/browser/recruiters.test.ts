import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { follow, launchBrowser, onPage, shown } from "#test/support/browser.ts";
import { AS_DEPLOYED, type Site, startSite } from "#test/support/site.ts";
import { heading, status } from "#test/support/spaces/account-walk.ts";
import { linkIn, mailTo } from "#test/support/spaces/candidate.ts";
import { logInByLink } from "#test/support/spaces/recruiter-walk.ts";
import { aRecruiter } from "#test/support/spaces/recruiters.ts";

let site: Site;
let browser: Browser;

beforeAll(async () => {
  site = await startSite(AS_DEPLOYED);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

describe.each([
  ["with JavaScript", true],
  ["without JavaScript", false],
])("on a phone, %s", (_, javaScriptEnabled) => {
  const phone = { javaScriptEnabled, viewport: { width: 360, height: 740 } };
  const who = javaScriptEnabled ? "ada" : "bea";

  test("somebody is invited, logs in by the mail, invites a colleague, makes a key and leaves", async () => {
    const email = `${who}@${who}.gouv.fr`;
    await aRecruiter(site, { administration: who, role: "administrator", email });
    await onPage(browser, `${site.site}/recruteurs`, phone, async (page) => {
      await follow(page.getByRole("main").getByRole("link", { name: "Se connecter", exact: true }));
      await page.getByLabel("Adresse mail professionnelle").fill(email);
      await page.getByRole("button", { name: "Recevoir le lien" }).click();
      await status(page, "Si cette adresse peut publier");
      const mail = await mailTo(site, email, "lien de connexion");
      await page.goto(site.site + linkIn(mail, "recruteurs/connexion"));
      await page.getByRole("button", { name: "Se connecter" }).click();
      await page.waitForURL("**/recruteurs/offres");

      await page.goto(`${site.site}/recruteurs/membres`);
      await page.getByLabel("Adresse mail").fill(`colleague@${who}.gouv.fr`);
      await page.getByRole("button", { name: "Envoyer l’invitation", exact: true }).click();
      await status(page, "L’invitation part dans la minute.");

      await follow(
        page.getByRole("navigation", { name: "Espace recruteur" }).getByRole("link", { name: "Clés d’API" }),
      );
      await page.getByLabel("Nom de la clé").fill("Un essai");
      await page.getByRole("button", { name: "Créer la clé" }).click();
      await shown(page.getByRole("heading", { name: "La clé « Un essai » est créée" }));
      await page.goto(`${site.site}/recruteurs/cles`);
      await page.getByText("Révoquer…").click();
      await page.getByRole("button", { name: "Révoquer la clé" }).click();
      await status(page, "La clé est révoquée");

      await page.getByRole("button", { name: "Se déconnecter" }).click();
      await status(page, "Vous êtes déconnecté.");
      expect(await heading(page)).toBe("Se connecter à l’espace recruteur");
    });
  });
});

test("with the keyboard, a member is removed: unfolded first, then pressed", async () => {
  const other = await aRecruiter(site, { administration: "clavier", role: "administrator", email: "x@clavier.fr" });
  await other.post("/recruteurs/membres", { action: "inviter", email: "y@clavier.fr" });
  const context = await browser.newContext();
  const page = await context.newPage();
  await logInByLink(page, site, { administration: "clavier", email: "x@clavier.fr" });
  await page.goto(`${site.site}/recruteurs/membres`);
  const removal = page.getByRole("button", { name: "Retirer de l’administration" });
  expect(await removal.isVisible()).toBe(false);
  await page.locator("summary", { hasText: "Retirer…" }).focus();
  await page.keyboard.press("Enter");
  await removal.waitFor();
  await page.keyboard.press("Tab");
  await removal.and(page.locator(":focus")).waitFor();
  await page.keyboard.press("Enter");
  await status(page, "ne publie plus");
  await context.close();
});
