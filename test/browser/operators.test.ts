import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axe, launchBrowser, shown } from "#test/support/browser.ts";
import { INCOMING, writeIncoming } from "#test/support/incoming.ts";
import { publishForOperators } from "#test/support/operator-routes.ts";
import {
  aHalfLoggedIn,
  anOperator,
  anOperatorLink,
  anOperatorRow,
  whatOperatorsLookAt,
} from "#test/support/operators.ts";
import { CHECKS } from "#test/support/page-checks.ts";
import { aRecruiter } from "#test/support/recruiters.ts";
import { AS_DEPLOYED, type Site, startSite } from "#test/support/site.ts";

let site: Site;
let browser: Browser;
/** The cookies of an operator, and of one who is at her first login. */
let cookies = "";
let half = "";
let link = "";

beforeAll(async () => {
  site = await startSite(AS_DEPLOYED);
  await writeIncoming(site);
  const { browser: operator } = await anOperator(site);
  await operator.post("/exploitation/operateurs", {
    action: "inviter",
    email: `${"marie-antoinette.".repeat(3)}dupont-de-la-villette@pass.example`,
  });
  await anOperator(site, "bea@pass.example");
  await whatOperatorsLookAt(site);
  await aRecruiter(site, { role: "administrator" });
  await publishForOperators(site);
  cookies = operator.cookie();
  half = (await aHalfLoggedIn(site, "cleo@pass.example")).cookie();
  await anOperatorRow(site, "dina@pass.example");
  link = await anOperatorLink(site, "dina@pass.example");
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

/** Unfolds all that is folded. */
const unfold = (page: Page) =>
  page.evaluate("document.querySelectorAll('main details').forEach((details) => (details.open = true))");

/** A page, who opens it, and what is done on it before it is looked at. A new page of operators is added here. */
type State = [name: string, path: () => string, whose: () => string, act?: (page: Page) => Promise<unknown>];

const nobody = () => "";
const operator = () => cookies;
const STATES: State[] = [
  ["the login after the session ended", () => "/exploitation/connexion?fait=trop-tard", nobody],
  ["the login with errors", () => "/exploitation/connexion", nobody, refused("Recevoir le lien")],
  ["the link", () => link, nobody],
  ["a link that is too old", () => "/exploitation/connexion/abc", nobody],
  ["the first login", () => "/exploitation/second-facteur", () => half],
  ["the first login, refused", () => "/exploitation/second-facteur", () => half, refused("Enregistrer")],
  ["the rescue codes", () => "/exploitation/codes-de-secours", operator],
  [
    "the rescue codes, made",
    () => "/exploitation/codes-de-secours",
    operator,
    async (page) => {
      await press("Créer dix codes")(page);
      await shown(page.getByText("J’ai noté mes codes"));
    },
  ],
  ["today", () => "/exploitation", operator],
  ["mails that failed", () => "/exploitation/mails", operator],
  ["mails without an address", () => "/exploitation/mails", operator, refused("Chercher")],
  ["a mail", () => "/exploitation/mails/00000001-0000-4000-8000-000000000000", operator],
  ["blocked addresses", () => "/exploitation/adresses-bloquees?fait=retrait", operator],
  ["blocked addresses without an address", () => "/exploitation/adresses-bloquees", operator, refused("Chercher")],
  ["lost messages", () => "/exploitation/messages-perdus?fait=rejoue", operator],
  ["the switches", () => "/exploitation/interrupteurs?fait=coupe", operator],
  [
    "a switch without a reason",
    () => "/exploitation/interrupteurs",
    operator,
    async (page) => {
      await page.locator("summary", { hasText: "Couper" }).first().click();
      await page.getByRole("button", { name: "Couper" }).first().click();
      await shown(page.getByRole("alert"));
    },
  ],
  ["searches that found nothing", () => "/exploitation/recherches-sans-resultat", operator],
  ["the offers", () => "/exploitation/offres?q=communication", operator],
  ["no offers", () => "/exploitation/offres?etat=masquees", operator],
  [
    "an offer, refused",
    () => "/exploitation/offres/S-2026-000001",
    operator,
    async (page) => {
      await page.locator("summary", { hasText: "Masquer" }).click();
      await refused("Masquer l’offre")(page);
    },
  ],
  ["the administrations", () => "/exploitation/administrations", operator],
  [
    "an administration, refused",
    () => "/exploitation/administrations/ministere-de-la-culture",
    operator,
    refused("Enregistrer"),
  ],
  [
    "two administrations that are one",
    () => "/exploitation/administrations/ministere-des-sports/reunir?avec=ministere-de-la-culture",
    operator,
    refused("Réunir"),
  ],
  ["the recruiters", () => "/exploitation/recruteurs?administration=ministere-de-la-culture", operator],
  ["the recruiters with errors", () => "/exploitation/recruteurs", operator, refused("Envoyer l’invitation")],
  [
    "a recruiter, refused",
    () => "/exploitation/recruteurs/1",
    operator,
    async (page) => {
      await page.locator("summary", { hasText: "Retirer" }).click();
      await refused("Retirer l’accès")(page);
    },
  ],
  ["the operators", () => "/exploitation/operateurs?fait=invitation", operator],
  [
    "one to be removed",
    () => "/exploitation/operateurs",
    operator,
    (page) => page.getByText("Retirer…").last().click(),
  ],
  ["the operators with errors", () => "/exploitation/operateurs", operator, refused("Envoyer l’invitation")],
  ["the imports", () => "/exploitation/imports", operator],
  ["an import", () => `/exploitation/imports/${INCOMING.complete}`, operator],
  ["a refused import", () => `/exploitation/imports/${INCOMING.pulledRefused}`, operator, unfold],
  ["the quarantine", () => "/exploitation/quarantaine?source=ville/ndjson&raison=Le+titre+est+vide", operator],
  ["a posting that is wrong", () => `/exploitation/quarantaine/${INCOMING.csv}`, operator],
  [
    "a posting that is still wrong",
    () => `/exploitation/quarantaine/${INCOMING.json}`,
    operator,
    refused("Accepter et publier"),
  ],
  [
    "a posting that is right",
    () => `/exploitation/quarantaine/${INCOMING.json}`,
    operator,
    async (page) => {
      const text = page.getByLabel("Texte de l’offre");
      await text.fill((await text.inputValue()).replace('"title": ""', '"title": "Archiviste"'));
      await press("Vérifier")(page);
      await shown(page.getByText("Ce texte peut être publié"));
    },
  ],
  ["the sources", () => "/exploitation/sources?fait=pause", operator, unfold],
  ["the sources with errors", () => "/exploitation/sources", operator, refused("Ajouter la source")],
  ["the keys", () => "/exploitation/cles?fait=revoquee", operator, unfold],
  ["the keys with errors", () => "/exploitation/cles", operator, refused("Créer la clé")],
  ["the journal", () => "/exploitation/journal?objet=operator&reference=bea@pass.example", operator],
];

const looks = [
  { colorScheme: "light", viewport: { width: 320, height: 640 } },
  { colorScheme: "dark", viewport: { width: 1280, height: 800 } },
] as const;

test.each(looks)(
  "pages of operators are accessible and hold: $colorScheme, $viewport.width pixels",
  async (options) => {
    const wrong: string[] = [];
    for (const [name, path, whose, act] of STATES) {
      const context = await browser.newContext({
        ...options,
        reducedMotion: "reduce",
        extraHTTPHeaders: cookieOf(whose()),
      });
      const page = await context.newPage();
      await page.goto(site.site + path());
      await act?.(page);
      wrong.push(...(await faultsOf(page)).map((fault) => `${name}: ${fault}`));
      await context.close();
    }
    expect(wrong).toEqual([]);
  },
);

const cookieOf = (cookie: string): Record<string, string> => (cookie ? { Cookie: cookie } : {});

async function faultsOf(page: Page): Promise<string[]> {
  const wide = await page.evaluate("document.documentElement.scrollWidth > innerWidth");
  await page.evaluate(axe);
  const violations = (await page.evaluate(
    "axe.run().then(({ violations }) => violations.map(({ id }) => id))",
  )) as string[];
  const checked = (await page.evaluate(CHECKS)) as string[];
  return [...(wide ? ["wider than the screen"] : []), ...violations, ...checked];
}
