import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { snapshotToken, unsubscribeToken } from "#app/services/alerts/alert-links.ts";
import { logIn } from "#test/support/account-walk.ts";
import { axe, follow, launchBrowser, onPage, shown } from "#test/support/browser.ts";
import { aCandidate, type Browser as Form } from "#test/support/candidate.ts";
import { aPosting } from "#test/support/postings.ts";
import { publish } from "#test/support/publish.ts";
import { type Site, startSite } from "#test/support/site.ts";

const KEY = "a-key-that-signs-links";
const MAIL = "0b6a6f0e-2c1c-4b7c-9c0d-000000000001";
const LIST = "/mes-recherches";

let site: Site;
let browser: Browser;
beforeAll(async () => {
  site = await startSite({ SIGNING_KEY: KEY });
  await publish(site, [
    aPosting({ reference: "S-2026-1001", title: "Archiviste" }),
    aPosting({ reference: "S-2026-1002", title: "Juriste", expiresOn: "2026-01-20" }),
  ]);
  await Promise.all(["avec.script", "sans.script"].map((name, n) => aCandidate(site, name, `192.0.2.${n + 1}`)));
  const lea = await aCandidate(site, "lea.martin", "192.0.2.9");
  await save(lea, "q=archiviste&region=53", "Archives de Bretagne");
  await save(lea, "q=soudeur", `Une recherche au nom très long, ${"sans-espace".repeat(6)}`);
  await save(lea, "q=juriste", "Droit");
  await lea.post(LIST, { action: "alerte", recherche: "1", cadence: "daily" });
  const accounts = await site.accounts();
  await accounts.batch([
    accounts.prepare("UPDATE saved_searches SET criteria = 'q=juriste&domaine=PERDU' WHERE name = 'Droit'"),
    accounts.prepare(
      "INSERT INTO suppressions (email_key, reason, at) VALUES ('lea.martin@exemple.fr', 'bounce', '2026-01-01')",
    ),
    accounts
      .prepare(
        "INSERT INTO snapshots (mail_id, candidate_id, offer_ids, created_at) VALUES (?, 1, '[1,2]', '2026-11-20T09:00:00.000Z')",
      )
      .bind(MAIL),
  ]);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

async function save(form: Form, query: string, name: string): Promise<void> {
  const saved = await form.post(`/mes-recherches/nouvelle?${query}`, { name });
  expect(saved.headers.get("Location")).toContain("fait=sauvegardee");
}

/** What was done is told, and has the focus, which it gets when the page is drawn. */
const status = (page: Page, text: string) =>
  shown(page.getByRole("status").filter({ hasText: text }).and(page.locator(":focus")));
const focused = (page: Page) => page.evaluate("document.activeElement?.textContent ?? ''") as Promise<string>;

describe.each([
  { scripts: true, name: "avec.script" },
  { scripts: false, name: "sans.script" },
])("with JavaScript: $scripts", ({ scripts, name }) => {
  const options = { javaScriptEnabled: scripts };

  test("the criteria of a search are changed; it is deleted, and taken back by the keyboard", async () => {
    await onPage(browser, `${site.site}/mes-recherches/nouvelle?q=archiviste&region=53`, options, async (page) => {
      await logIn(page, name);
      expect(await page.getByLabel("Nom de la recherche").inputValue()).toBe("archiviste · Bretagne");
      await page.getByLabel("Nom de la recherche").fill("Archives");
      await page.getByRole("button", { name: "Sauvegarder ma recherche" }).click();
      await status(page, "Votre recherche est sauvegardée");

      await follow(page.getByRole("link", { name: "Modifier les critères" }));
      await page.getByLabel("Mots-clés").fill("juriste");
      await page.getByRole("button", { name: "Enregistrer les critères" }).click();
      await status(page, "Les critères sont changés.");
      await page.getByText("juriste · Bretagne").waitFor();

      await page.getByRole("button", { name: "Supprimer la recherche Archives" }).click();
      await status(page, "La recherche est supprimée.");
      expect(await page.getByRole("heading", { level: 2, name: "Archives" }).count()).toBe(0);
      await page.keyboard.press("Tab");
      expect(await focused(page)).toContain("Annuler");
      await page.keyboard.press("Enter");
      await status(page, "La recherche est rétablie.");
      await page.getByRole("heading", { level: 2, name: "Archives" }).waitFor();
    });
  });

  test("the bell is pressed once and again by the keyboard, which stays where it is", async () => {
    await onPage(browser, `${site.site}/mes-recherches/nouvelle?q=comptable`, options, async (page) => {
      await logIn(page, name);
      await page.getByLabel("Nom de la recherche").fill("Comptes");
      await page.keyboard.press("Enter");
      await status(page, "Votre recherche est sauvegardée");
      const bell = page.getByRole("button", { name: "Alerte de Comptes" });
      expect(await bell.getAttribute("aria-pressed")).toBe("false");
      await bell.focus();
      await page.keyboard.press("Enter");
      await status(page, "Alerte activée – un mail à chaque publication");
      expect(await bell.getAttribute("aria-pressed")).toBe("true");
      expect(await focused(page)).toContain("Alerte activée");
      await page.keyboard.press("Tab");
      expect(await focused(page)).toBe("Alerte de Comptes");

      await page.getByLabel("Recevoir un mail pour Comptes").selectOption({ label: "chaque semaine, le lundi à 7 h" });
      await page.getByRole("button", { name: "Changer le rythme des mails" }).click();
      await status(page, "Alerte activée – un mail chaque semaine, le lundi à 7 h");

      await bell.focus();
      await page.keyboard.press("Enter");
      await status(page, "Alerte désactivée");
      expect(await bell.getAttribute("aria-pressed")).toBe("false");
    });
  });

  test("the link of a mail shows which alert it stops, and stops it when the button is pressed", async () => {
    const accounts = await site.accounts();
    const found = await accounts
      .prepare("SELECT id, candidate_id AS candidateId FROM saved_searches WHERE name = 'Comptes' ORDER BY id DESC")
      .first<{ id: number; candidateId: number }>();
    const { id, candidateId } = found ?? { id: 0, candidateId: 0 };
    await accounts.prepare("UPDATE saved_searches SET cadence = 'daily' WHERE id = ?").bind(id).run();
    const token = await unsubscribeToken(KEY, { candidateId, savedSearchId: id }, new Date());
    await onPage(browser, `${site.site}/desinscription/${token}`, options, async (page) => {
      await page.getByText("Vous allez désactiver l’alerte « Comptes »").waitFor();
      await page.getByRole("button", { name: "Désactiver cette alerte" }).click();
      await status(page, "L’alerte « Comptes » est désactivée.");
      await follow(page.getByRole("link", { name: "Mes recherches sauvegardées et mes alertes" }));
      await logIn(page, name);
      await page.getByText("Alerte désactivée").first().waitFor();
    });
  });
});

const SIGHTS: [string, BrowserContextOptions][] = [
  ["light, at 320 px", { viewport: { width: 320, height: 700 } }],
  ["dark, at 1280 px", { viewport: { width: 1280, height: 900 }, colorScheme: "dark" }],
];

const HERS = [
  LIST,
  `${LIST}?fait=alerte&recherche=1`,
  `${LIST}?fait=supprimee&recherche=99`,
  "/mes-recherches/nouvelle?q=archives&domaine=PERDU",
  "/mes-recherches/nouvelle?q=archiviste&region=53",
  `${LIST}/1?depuis=0`,
  `${LIST}/1/modifier`,
  `${LIST}/3/modifier`,
];

describe.each(SIGHTS)("%s", (_, options) => {
  /** Nothing that axe objects to, nothing that needs to be scrolled sideways. */
  async function examine(page: Page): Promise<void> {
    // Also what unfolds.
    await page.evaluate("for (const each of document.querySelectorAll('main details')) each.open = true");
    await page.evaluate(axe);
    const violations = await page.evaluate(
      "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))",
    );
    expect(violations).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(options.viewport?.width);
  }

  test.each(HERS)("%s is without fault", async (path) => {
    await onPage(browser, `${site.site}${path}`, options, async (page) => {
      await logIn(page, "lea.martin");
      await examine(page);
    });
  });

  test("the pages of the links of mails are without fault", async () => {
    for (const path of [
      `/alertes/${await snapshotToken(KEY, MAIL)}`,
      "/alertes/x",
      `/desinscription/${await unsubscribeToken(KEY, { candidateId: 1, savedSearchId: null }, new Date())}`,
      `/desinscription/${await unsubscribeToken(KEY, { candidateId: 999, savedSearchId: 1 }, new Date())}`,
      "/desinscription/x",
    ]) {
      await onPage(browser, `${site.site}${path}`, options, examine);
    }
  });
});
