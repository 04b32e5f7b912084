import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { follow, launchBrowser, onPage } from "#test/support/browser.ts";
import { aPdf } from "#test/support/documents.ts";
import { aPosting } from "#test/support/postings.ts";
import { publish } from "#test/support/publish.ts";
import { type Site, startSite } from "#test/support/site.ts";
import { heading, logIn, status } from "#test/support/spaces/account-walk.ts";
import { aCandidate } from "#test/support/spaces/candidate.ts";

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

describe("from its card", () => {
  const title = "Chargée d’archives";
  const keep = (page: Page) => page.getByRole("button", { name: `Garder l’offre ${title}` });
  const kept = (page: Page) => page.getByRole("button", { name: `Gardée : retirer l’offre ${title}` });
  const told = (page: Page, text: string) => page.getByRole("status").filter({ hasText: text }).waitFor();
  /** What the server has, which another page shows. */
  const references = async (page: Page) => {
    const { references } = (await (await page.request.get(`${site.site}/mes-offres/gardees`)).json()) as {
      references: string[];
    };
    return references;
  };

  test("a member keeps an offer and removes it without leaving the page nor losing the focus", async () => {
    await onHers("/mes-offres", {}, async (page) => {
      await page.goto(`${site.site}/offres`);
      await page.getByRole("button", { name: "Gardée : retirer l’offre Développeuse & data" }).waitFor();
      await keep(page).click();
      await told(page, "Offre gardée");
      expect(await kept(page).and(page.locator(":focus")).innerText()).toContain("Gardée");
      expect(await references(page)).toContain(OPEN);
      await page.keyboard.press("Space");
      await told(page, "Offre retirée");
      expect(await keep(page).and(page.locator(":focus")).count()).toBe(1);
      expect(await references(page)).not.toContain(OPEN);
      await page.keyboard.press("Enter");
      await told(page, "Offre gardée");
      expect(new URL(page.url()).pathname).toBe("/offres");

      // Results that a script has put in the place of those.
      await page.evaluate(`(() => {
        const card = document.querySelector('.keep-offer[href*="${OPEN}"]').closest("article");
        const other = new DOMParser().parseFromString(card.outerHTML, "text/html").querySelector(".keep-offer");
        other.removeAttribute("role");
        other.removeAttribute("data-kept");
        other.firstChild.textContent = "Garder";
        other.lastChild.textContent = " l’offre ${title}";
        card.querySelector(".keep-offer").replaceWith(other);
        document.dispatchEvent(new Event("results"));
      })()`);
      await kept(page).waitFor();

      // The page of the offer has the same button.
      await page.goto(`${site.site}/offres/${OPEN}`);
      const own = page.getByRole("button", { name: "Gardée : retirer cette offre" });
      await own.click();
      await told(page, "Offre retirée");
      expect(await page.getByRole("button", { name: "Garder cette offre" }).and(page.locator(":focus")).count()).toBe(
        1,
      );
      expect(await references(page)).not.toContain(OPEN);
    });
  });

  test("what cannot be done there is left to the page that keeps an offer", async () => {
    await onHers("/mes-offres", {}, async (page) => {
      await page.goto(`${site.site}/offres`);
      const card = page.getByRole("button", { name: /^Garde.*Chargée d’archives$/ });
      await card.waitFor();
      await page.context().clearCookies();
      await card.click();
      await page.waitForURL("**/connexion?retour=*ajouter*");
    });
  });

  test("is a link for whoever is not logged in, who asks for nothing private", async () => {
    const asked: string[] = [];
    const context = await browser.newContext();
    const page = await context.newPage();
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(`${site.site}/offres`, { waitUntil: "networkidle" });
    expect(asked.filter((path) => path.startsWith("/mes-offres"))).toEqual([]);
    await page.getByRole("link", { name: `Garder l’offre ${title}` }).click();
    await page.waitForURL("**/connexion?retour=*");
    await context.close();
  });

  test("without JavaScript it leads to the page that keeps it", async () => {
    await onHers("/mes-offres", { javaScriptEnabled: false }, async (page) => {
      await page.goto(`${site.site}/offres`);
      await follow(page.getByRole("link", { name: `Garder l’offre ${title}` }));
      expect(await heading(page)).toBe("Garder une offre");
      expect(await page.getByRole("link", { name: /^Garder/ }).count()).toBe(0);
    });
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
