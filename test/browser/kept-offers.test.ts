import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { heading, logIn, status } from "#test/support/account-walk.ts";
import { axe, follow, launchBrowser, onPage } from "#test/support/browser.ts";
import { aCandidate } from "#test/support/candidate.ts";
import { aPdf } from "#test/support/documents.ts";
import { aPosting } from "#test/support/postings.ts";
import { publish } from "#test/support/publish.ts";
import { type Site, startSite } from "#test/support/site.ts";

const OPEN = "S-2026-1001";
const CLOSING = "A-2026-1002";

let site: Site;
let browser: Browser;
beforeAll(async () => {
  site = await startSite();
  const inThreeDays = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  await publish(site, [
    aPosting({ reference: OPEN, title: "Chargée d’archives" }),
    aPosting({ reference: CLOSING, title: "Développeuse & data", expiresOn: inThreeDays }),
  ]);
  const lea = await aCandidate(site, "lea.martin");
  await lea.upload("/compte/documents", {}, { cv: [aPdf("CV.pdf")] });
  await lea.post(`/mes-offres/ajouter?ref=${CLOSING}`, {});
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

/** Goes to a page that asks for the login first. */
function onHers<T>(path: string, options: BrowserContextOptions, act: (page: Page) => Promise<T>): Promise<T> {
  return onPage(browser, `${site.site}${path}`, options, async (page) => {
    await logIn(page, "lea.martin");
    return act(page);
  });
}

test.each([true, false])("an offer is kept from its page, removed and taken back (JavaScript: %s)", async (scripts) => {
  const options = { javaScriptEnabled: scripts };
  await onPage(browser, `${site.site}/offres/${OPEN}`, options, async (page) => {
    await follow(page.getByRole("link", { name: "Garder cette offre" }));
    await logIn(page, "lea.martin");
    expect(await heading(page)).toBe("Garder une offre");
    await page.getByRole("button", { name: "Garder cette offre" }).click();
    await status(page, "L’offre est gardée.");
    const link = page.getByRole("link", { name: "Chargée d’archives", exact: true });
    await page.getByRole("button", { name: "Retirer Chargée d’archives" }).click();
    await status(page, "n’est plus parmi");
    expect(await link.count()).toBe(0);
    await page.getByRole("button", { name: /^Annuler/ }).click();
    await status(page, "L’offre est gardée.");
    expect(await link.count()).toBe(1);
    await follow(page.getByRole("button", { name: "Retirer Chargée d’archives" }));
  });
});

describe("the prepared message", () => {
  const path = `/mes-offres/${CLOSING}/candidature`;

  test("is copied by a button that is there with JavaScript only", async () => {
    await onHers(path, { permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
      await page.getByRole("button", { name: "Copier le message" }).click();
      await status(page, "Message copié");
      expect(await page.evaluate("navigator.clipboard.readText()")).toMatch(/^Madame, Monsieur,.*Léa Martin$/s);
    });
    await onHers(path, { javaScriptEnabled: false }, async (page) => {
      expect(await heading(page)).toBe("Ma candidature");
      expect(await page.getByRole("button", { name: "Copier le message" }).count()).toBe(0);
    });
  });

  test("comes with the documents that are ticked, as one file", async () => {
    await onHers(path, {}, async (page) => {
      // The box itself is drawn by its label.
      await page.getByText("CV.pdf").click();
      const download = page.waitForEvent("download");
      await page.getByRole("button", { name: "Télécharger ces documents" }).click();
      expect((await download).suggestedFilename()).toBe(`Candidature ${CLOSING}.zip`);
    });
  });
});

test.each(["/mes-offres", `/mes-offres/ajouter?ref=${OPEN}`, `/mes-offres/${CLOSING}/candidature?erreur=aucun`])(
  "%s has nothing that axe objects to, and holds in 320 px",
  async (path) => {
    await onHers(path, { viewport: { width: 320, height: 700 } }, async (page) => {
      await page.evaluate(axe);
      const violations = await page.evaluate(
        "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))",
      );
      expect(violations).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(320);
    });
  },
);
