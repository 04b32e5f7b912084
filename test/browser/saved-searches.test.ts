import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { unsubscribeToken } from "#app/services/alerts/alert-links.ts";
import { follow, launchBrowser, onPage, shown } from "#test/support/browser.ts";
import { aPosting } from "#test/support/postings.ts";
import { publish } from "#test/support/publish.ts";
import { type Site, startSite } from "#test/support/site.ts";
import { logIn } from "#test/support/spaces/account-walk.ts";
import { aCandidate } from "#test/support/spaces/candidate.ts";

const KEY = "a-key-that-signs-links";

let site: Site;
let browser: Browser;
beforeAll(async () => {
  site = await startSite({ SIGNING_KEY: KEY });
  await publish(site, [
    aPosting({ reference: "S-2026-1001", title: "Archiviste" }),
    aPosting({ reference: "S-2026-1002", title: "Juriste", expiresOn: "2026-01-20" }),
  ]);
  await Promise.all(["avec.script", "sans.script"].map((name, n) => aCandidate(site, name, `192.0.2.${n + 1}`)));
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

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
