import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { heading, status } from "#test/support/account-walk.ts";
import { axe, follow, launchBrowser, onPage, shown } from "#test/support/browser.ts";
import { linkIn, mailTo, openBrowser } from "#test/support/candidate.ts";
import { CHECKS } from "#test/support/page-checks.ts";
import { logInByLink } from "#test/support/recruiter-walk.ts";
import { aRecruiter } from "#test/support/recruiters.ts";
import { AS_DEPLOYED, type Site, startSite } from "#test/support/site.ts";

/** An administrator whose administration has a little of everything. */
const CHIEF = { administration: "ministere-de-la-culture", email: "chief@culture.gouv.fr" };

let site: Site;
let browser: Browser;
let link = "";

beforeAll(async () => {
  site = await startSite(AS_DEPLOYED);
  const chief = await aRecruiter(site, { ...CHIEF, role: "administrator", name: "Léa Martin" });
  const long = `${"marie-antoinette.".repeat(3)}dupont-de-la-villette@culture.gouv.fr`;
  await chief.post("/recruteurs/membres", { action: "inviter", email: long, role: "recruiter" });
  await aRecruiter(site, { role: "administrator", email: "second@culture.gouv.fr" });
  await chief.post("/recruteurs/membres", { action: "domaine" });
  await chief.post("/recruteurs/cles", { action: "creer", label: "Site des ressources humaines" });
  await chief.post("/recruteurs/cles", { action: "creer", label: "Un essai" });
  await openBrowser(site).post("/recruteurs/connexion", { email: "second@culture.gouv.fr" });
  link = linkIn(await mailTo(site, "second@culture.gouv.fr", "lien de connexion"), "recruteurs/connexion");
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

const press = (name: string) => (page: Page) => page.locator("main button", { hasText: name }).last().click();
const refused = (name: string) => async (page: Page) => {
  await press(name)(page);
  await shown(page.getByRole("alert"));
};

/** A page, and what is done on it before it is looked at. */
type State = [name: string, path: string | (() => string), act?: (page: Page) => Promise<unknown>];

const OUTSIDE: State[] = [
  ["the page for employers", "/recruteurs"],
  ["the login", "/recruteurs/connexion?retour=%2Frecruteurs%2Fmembres"],
  ["the login with errors", "/recruteurs/connexion", refused("Recevoir le lien")],
  ["the login, sent", "/recruteurs/connexion?fait=envoi"],
  ["the login after the session ended", "/recruteurs/connexion?fait=trop-tard"],
  ["the link", () => link],
  ["a link that is too old", "/recruteurs/connexion/abc"],
  ["logging out by its address", "/recruteurs/deconnexion"],
];

const INSIDE: State[] = [
  ["the members", "/recruteurs/membres?fait=invitation"],
  ["a member to be removed", "/recruteurs/membres", (page) => page.getByText("Retirer…").last().click()],
  ["the members with errors", "/recruteurs/membres", refused("Envoyer l’invitation")],
  ["the keys", "/recruteurs/cles?fait=revoquee"],
  ["a key to be revoked", "/recruteurs/cles", (page) => page.getByText("Révoquer…").first().click()],
  ["the keys with errors", "/recruteurs/cles", refused("Créer la clé")],
  ["the activity", "/recruteurs/activite?fait=nom"],
  ["the login again", "/recruteurs/connexion?retour=%2Frecruteurs%2Fcles&fait=confirmer"],
];

const looks = [
  { colorScheme: "light", viewport: { width: 320, height: 640 } },
  { colorScheme: "dark", viewport: { width: 1280, height: 800 } },
] as const;

describe.each([
  ["what recruiters see before they log in", OUTSIDE, false],
  ["the recruiters’ space", INSIDE, true],
] as const)("%s", (_, states, inside) => {
  test.each(looks)("is accessible and holds: $colorScheme, $viewport.width pixels", async (options) => {
    const context = await browser.newContext({ ...options, reducedMotion: "reduce" });
    const page = await context.newPage();
    if (inside) await logInByLink(page, site, CHIEF);
    const wrong: string[] = [];
    for (const [name, path, act] of states) {
      await page.goto(site.site + (typeof path === "string" ? path : path()));
      await act?.(page);
      await page.evaluate(axe);
      const found = await page.evaluate<string[]>(
        "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html))",
      );
      const faults = await page.evaluate<string[]>(CHECKS);
      wrong.push(...[...found, ...faults].map((fault) => `${name}: ${fault}`));
      const width = await page.evaluate<number>("document.documentElement.scrollWidth");
      if (width > options.viewport.width) wrong.push(`${name}: ${width} pixels wide`);
    }
    await context.close();
    expect(wrong).toEqual([]);
  });
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
