import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, onPage } from "#test/support/browser.ts";
import { aPosting } from "#test/support/postings.ts";
import { publish } from "#test/support/publish.ts";
import { type Site, startSite } from "#test/support/site.ts";

const NOW = "2026-11-23T10:00:00.000Z";
const OFFER = "S-2026-500001";

let site: Site;
let browser: Browser;

beforeAll(async () => {
  site = await startSite();
  site.setClock(new Date(NOW));
  await publish(site, [aPosting({ reference: OFFER })]);
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

function onOffer<T>(options: BrowserContextOptions, act: (page: Page) => Promise<T>): Promise<T> {
  const url = `${site.site}/offres/${OFFER}?q=communication#contenu`;
  return onPage(browser, url, { extraHTTPHeaders: { "x-test-now": NOW }, ...options }, act);
}

const copy = (page: Page) => page.getByRole("button", { name: "Copier le lien" });

describe("the page of an offer", () => {
  test("copies its own address, without the search that led to it, and says so", async () => {
    await onOffer({ permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
      await copy(page).click();
      await page.getByRole("status").filter({ hasText: "Lien copié" }).waitFor();
      expect(await page.evaluate("navigator.clipboard.readText()")).toBe(`https://pass.example/offres/${OFFER}`);
    });
  });

  test("says so when the address could not be copied", async () => {
    await onOffer({}, async (page) => {
      await page.evaluate("navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))");
      await copy(page).click();
      await page.getByRole("status").filter({ hasText: "n’a pas pu être copié" }).waitFor();
    });
  });

  test("prints itself", async () => {
    await onOffer({}, async (page) => {
      await page.evaluate("window.print = () => { document.title = 'printed' }");
      await page.getByRole("button", { name: "Imprimer" }).click();
      expect(await page.title()).toBe("printed");
    });
  });

  test("shows none of these buttons without JavaScript", async () => {
    await onOffer({ javaScriptEnabled: false }, async (page) => {
      expect(await copy(page).count()).toBe(0);
      expect(await page.getByRole("button", { name: "Imprimer" }).count()).toBe(0);
    });
  });
});
