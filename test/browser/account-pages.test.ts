import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aPdf, aProgram, logIn } from "#test/support/account-walk.ts";
import { axe, follow, launchBrowser, openMenu, shown } from "#test/support/browser.ts";
import { aCandidate, linkIn, mailTo, openBrowser, person } from "#test/support/candidate.ts";
import { CHECKS } from "#test/support/page-checks.ts";
import { aPosting } from "#test/support/postings.ts";
import { publish } from "#test/support/publish.ts";
import { AS_DEPLOYED, type Site, startSite } from "#test/support/site.ts";

const OPEN = "S-2026-1001";
/** As long as a name may be, and without a place to break it. */
const LONG_NAME = `${"Curriculum_vitae_de_Marie-Antoinette".repeat(3).slice(0, 95)}.pdf`;

/** A page, and what is done on it before it is looked at: each of its states is a page to be read. */
type State = [name: string, path: string | (() => string), act?: (page: Page) => Promise<unknown>];

const press = (name: string | RegExp) => (page: Page) => page.locator("main button", { hasText: name }).last().click();
const pressed = (name: string | RegExp) => async (page: Page) => {
  await press(name)(page);
  await shown(page.getByRole("alert"));
};

let site: Site;
let browser: Browser;
const links = { activation: "", reset: "", email: "", document: "" };

const ACCESS: State[] = [
  ["sign-up", "/inscription"],
  ["sign-up with all its errors", "/inscription", pressed("Créer un nouveau compte")],
  ["sign-up with documents that were sent", "/inscription", refusedWithDocuments],
  ["sign-up, accepted", "/inscription/envoyee"],
  ["the activation link", () => links.activation],
  ["an activation link that is too old", "/activation/abc"],
  ["a new activation link", "/activation", pressed("Recevoir un nouveau lien")],
  ["a new activation link, sent", "/activation?fait=envoi"],
  ["the login", "/connexion"],
  ["the login with errors", "/connexion", pressed("Se connecter")],
  ["the login after an activation", "/connexion?fait=activation"],
  ["the login after the session ended", "/connexion?retour=%2Fcompte&fait=trop-tard"],
  ["a forgotten password", "/mot-de-passe-oublie", pressed("Recevoir le lien")],
  ["a forgotten password, sent", "/mot-de-passe-oublie?fait=envoi"],
  ["the reset link", () => links.reset, pressed("Changer mon mot de passe")],
  ["a reset link that is too old", "/reinitialisation/abc"],
  ["the link that confirms an address", () => links.email],
  ["logging out by its address", "/deconnexion"],
];

const SPACE: State[] = [
  ["« Mon compte »", "/compte"],
  ["the six actions", "/compte/modifier"],
  ["the six actions with errors", "/compte/modifier", refusedInformation],
  ["the six actions, done", "/compte/modifier?fait=informations"],
  ["the password with errors", "/compte/mot-de-passe", pressed("Changer mon mot de passe")],
  ["the address", "/compte/adresse-mail", pressed("Recevoir le lien")],
  ["the address, asked for", "/compte/adresse-mail?fait=envoi"],
  ["the documents, a rubric full", "/compte/documents?fait=ajouts"],
  ["the documents, one refused", "/compte/documents", refusedDocument],
  ["a document with errors", () => links.document, pressed("Remplacer")],
  ["the sessions", "/compte/sessions?fait=connexion"],
  ["the activity", "/compte/activite"],
  ["the export", "/compte/export?refus=archives&attente=3600"],
  ["the deletion with errors", "/compte/supprimer", pressed("Supprimer mon compte")],
  ["the saved searches", "/mes-recherches?fait=sauvegardee&recherche=1"],
  ["a search to save", "/mes-recherches/nouvelle?q=informatique&region=53"],
  ["a saved search", "/mes-recherches/1"],
  ["the kept offers", "/mes-offres?fait=gardee"],
  ["an offer to keep", `/mes-offres/ajouter?ref=${OPEN}`],
  ["an application without a document chosen", `/mes-offres/${OPEN}/candidature?erreur=aucun`],
];

beforeAll(async () => {
  site = await startSite(AS_DEPLOYED);
  await publish(site, [aPosting({ reference: OPEN, title: "Chargée d’archives" })]);
  const lea = await aCandidate(site, "lea.martin");
  const files = [LONG_NAME, "CV.pdf", "CV court.pdf"].map((name) => new File([aPdf(name).buffer], name));
  await lea.upload("/compte/documents", {}, { cv: files, lettre: [new File([aPdf("").buffer], `L${LONG_NAME}`)] });
  await lea.post(`/mes-offres/ajouter?ref=${OPEN}`, {});
  await lea.post("/mes-recherches/nouvelle?q=archives", { name: "Archives" });
  await lea.post("/mes-recherches", { action: "alerte", recherche: "1", cadence: "daily" });
  links.document = /\/compte\/documents\/[\w-]+(?=")/.exec(await lea.text("/compte/documents"))?.[0] ?? "";
  await lea.post("/mot-de-passe-oublie", { login: "lea.martin" });
  links.reset = linkIn(await mailTo(site, "lea.martin@exemple.fr", "nouveau mot de passe"), "reinitialisation");
  await lea.post("/compte/adresse-mail", { email: "lea@nouveau.fr" });
  links.email = linkIn(await mailTo(site, "lea@nouveau.fr", "Confirmez"), "compte/adresse-mail");
  await openBrowser(site).upload("/inscription", person("zoe.petit"));
  links.activation = linkIn(await mailTo(site, "zoe.petit@exemple.fr", "Activez"), "activation");
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

async function refusedInformation(page: Page): Promise<void> {
  await page.getByLabel("Nom", { exact: true }).fill("");
  await page.getByLabel("Téléphone").fill("12");
  await pressed("Enregistrer mes informations")(page);
}

async function refusedDocument(page: Page): Promise<void> {
  await page.getByLabel("Ajouter\u00a0: Autre document").setInputFiles(aProgram("Photo.exe"));
  await pressed("Ajouter")(page);
}

async function refusedWithDocuments(page: Page): Promise<void> {
  await page.getByLabel("CV (facultatif)").setInputFiles([aPdf(LONG_NAME), aProgram("Photo.exe")]);
  await pressed("Créer un nouveau compte")(page);
}

async function logOut(page: Page): Promise<void> {
  await openMenu(page);
  await follow(page.getByRole("button", { name: "Se déconnecter" }));
  await page.getByRole("status").waitFor();
}

const looks = [
  { colorScheme: "light", viewport: { width: 320, height: 640 } },
  { colorScheme: "dark", viewport: { width: 1280, height: 800 } },
] as const;

describe.each([
  ["the access pages of the account", ACCESS, false],
  ["the candidate’s space", SPACE, true],
] as const)("%s", (_, states, inside) => {
  /** Goes through the states one after the other, in a browser that is logged in where it must be. */
  async function through(options: (typeof looks)[number], look: (page: Page, name: string) => Promise<void>) {
    const context = await browser.newContext({ ...options, reducedMotion: "reduce" });
    const page = await context.newPage();
    if (inside) {
      await page.goto(`${site.site}/connexion`);
      await logIn(page, "lea.martin");
    }
    for (const [name, path, act] of states) {
      await page.goto(site.site + (typeof path === "string" ? path : path()));
      await act?.(page);
      await look(page, name);
    }
    if (inside) await logOut(page);
    await context.close();
  }

  test.each(looks)("has nothing that axe objects to: $colorScheme, $viewport.width pixels", async (options) => {
    const violations: string[] = [];
    await through(options, async (page, name) => {
      await page.evaluate(axe);
      const found = await page.evaluate<string[]>(
        "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html))",
      );
      violations.push(...found.map((violation) => `${name}: ${violation}`));
    });
    expect(violations).toEqual([]);
  });

  test("holds in 320 pixels, and with its text spaced out as a reader may want it", async () => {
    const wide: string[] = [];
    await through(looks[0], async (page, name) => {
      const width = () => page.evaluate<number>("document.documentElement.scrollWidth");
      if ((await width()) > 320) wide.push(name);
      // WCAG 1.4.12. The policy of the site lets no page add a style of its own: the test goes through the browser.
      await page.evaluate(`(() => {
        const spaced = new CSSStyleSheet();
        spaced.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }");
        document.adoptedStyleSheets = [spaced];
      })()`);
      if ((await width()) > 320) wide.push(`${name}, spaced out`);
    });
    expect(wide).toEqual([]);
  });

  test("on paper the page has the whole width", async () => {
    const narrow: string[] = [];
    await through(looks[1], async (page, name) => {
      await page.emulateMedia({ media: "print" });
      const width = await page.getByRole("heading", { level: 1 }).evaluate("(title) => title.offsetWidth");
      await page.emulateMedia({ media: "screen" });
      if (Number(width) < 700) narrow.push(`${name}: ${width}`);
    });
    expect(narrow).toEqual([]);
  });

  test("says what each page is, and what went wrong where", async () => {
    const wrong: string[] = [];
    const titles = new Map<string, string>();
    await through(looks[1], async (page, name) => {
      const faults = await page.evaluate<string[]>(CHECKS);
      wrong.push(...faults.map((fault) => `${name}: ${fault}`));
      const { pathname } = new URL(page.url());
      const title = await page.title();
      const other = titles.get(title);
      if (other && other !== pathname && !title.startsWith("Ce lien n’est plus")) wrong.push(`${name}: as ${other}`);
      titles.set(title, pathname);
    });
    expect(wrong).toEqual([]);
  });
});
