import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, onPage } from "#test/support/browser.ts";
import { aPosting } from "#test/support/postings.ts";
import { publish } from "#test/support/publish.ts";
import { type Site, startSite } from "#test/support/site.ts";

const NOW = "2026-11-23T10:00:00.000Z";
const OFFER = "S-2026-500001";
/** Offers by the contacts that their employer gave. */
const ALL_WAYS = "A-2026-500002";
const TWO_PEOPLE = "S-2026-500003";
const NO_CONTACT = "S-2026-500004";

let site: Site;
let browser: Browser;

beforeAll(async () => {
  site = await startSite();
  site.setClock(new Date(NOW));
  await publish(site, [
    aPosting({ reference: OFFER }),
    aPosting({
      reference: ALL_WAYS,
      title: "Développeuse & data",
      contacts: [{ email: "ada@drac.example", phone: "01 99 00 12 34" }, { url: "https://drac.example/recrutement" }],
    }),
    aPosting({ reference: TWO_PEOPLE, contacts: [{ email: "ada@drac.example" }, { email: "bob@drac.example" }] }),
    aPosting({ reference: NO_CONTACT, contacts: [] }),
  ]);
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

function onOffer<T>(options: BrowserContextOptions, act: (page: Page) => Promise<T>, reference = OFFER): Promise<T> {
  const url = `${site.site}/offres/${reference}?q=communication#contenu`;
  return onPage(browser, url, { extraHTTPHeaders: { "x-test-now": NOW }, ...options }, act);
}

const copy = (page: Page) => page.getByRole("button", { name: "Copier le lien" });
const share = (page: Page) => page.getByRole("button", { name: "Partager" });

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

  test("is shared with its title and its own address, where the device can share", async () => {
    await onOffer({}, async (page) => {
      expect(await share(page).count()).toBe(0);
      await page.addInitScript("navigator.share = async (told) => { window.told = told }");
      await page.reload();
      await share(page).click();
      await page.waitForFunction("window.told");
      expect(await page.evaluate("window.told")).toEqual({
        title: `Chargée de communication (${OFFER}) – PASS`,
        url: `https://pass.example/offres/${OFFER}`,
      });
    });
  });

  test("says so when sharing failed, and nothing when it was given up", async () => {
    await onOffer({}, async (page) => {
      await page.addInitScript(
        "navigator.share = () => Promise.reject(new DOMException('', window.refusal ?? 'AbortError'))",
      );
      await page.reload();
      await share(page).click();
      expect((await page.getByRole("status").allInnerTexts()).join("")).toBe("");
      await page.evaluate("window.refusal = 'NotAllowedError'");
      await share(page).click();
      await page.getByRole("status").filter({ hasText: "n’a pas abouti" }).waitFor();
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
      expect(await share(page).count()).toBe(0);
      expect(await page.getByRole("button", { name: "Imprimer" }).count()).toBe(0);
    });
  });
});

describe("the bar of contacts on a phone", () => {
  const PHONE = { viewport: { width: 320, height: 640 }, javaScriptEnabled: false };
  const bar = (page: Page) => page.getByRole("navigation", { name: "Contacter l’employeur" });
  /** Where something stands in the window. */
  const edges = async (page: Page, selector: string) => {
    const { y = Number.NaN, height = 0 } = (await page.locator(selector).boundingBox()) ?? {};
    return { top: Math.round(y), bottom: Math.round(y + height) };
  };

  test("is at hand from the top of the page to its end, without JavaScript, and never over the footer", async () => {
    await onOffer(PHONE, async (page) => {
      expect((await edges(page, ".contact-bar")).bottom).toBe(640);
      await page.evaluate("scrollTo(0, 300)");
      expect((await edges(page, ".contact-bar")).bottom).toBe(640);
      await page.evaluate("scrollTo(0, document.documentElement.scrollHeight)");
      expect((await edges(page, ".contact-bar")).bottom).toBeLessThanOrEqual((await edges(page, "footer")).top);
    });
  });

  test("holds each way to the employer, the mail prepared", async () => {
    await onOffer(
      PHONE,
      async (page) => {
        const links = bar(page).getByRole("link");
        expect(await links.allTextContents()).toEqual([
          "Écrire à ada@drac.example",
          "Appeler le 01 99 00 12 34",
          "Voir le site drac.example",
        ]);
        const [mail = "", phone, url] = await links.evaluateAll((all) => all.map((a) => a.getAttribute("href") ?? ""));
        const { pathname, searchParams } = new URL(mail);
        expect(pathname).toBe("ada@drac.example");
        expect(searchParams.get("subject")).toBe(`Candidature – Développeuse & data – ${ALL_WAYS}`);
        expect(searchParams.get("body")).toContain(`https://pass.example/offres/${ALL_WAYS}\r\n`);
        expect([phone, url]).toEqual(["tel:+33199001234", "https://drac.example/recrutement"]);
        expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(320);
      },
      ALL_WAYS,
    );
  });

  test("leads to the list of the contacts where one has to choose", async () => {
    await onOffer(
      PHONE,
      async (page) => {
        await bar(page).getByRole("link", { name: "Contacter", exact: true }).click();
        expect(new URL(page.url()).hash).toBe("#candidater");
        const { top } = await edges(page, "#candidater");
        expect(top).toBeGreaterThanOrEqual(0);
        expect(top).toBeLessThan((await edges(page, ".contact-bar")).top);
      },
      TWO_PEOPLE,
    );
  });

  test("never hides what has the focus", async () => {
    await onOffer(
      { viewport: { width: 360, height: 640 } },
      async (page) => {
        const hidden: string[] = [];
        for (;;) {
          await page.keyboard.press("Tab");
          const stop = await page.evaluate<{ name: string; covered: boolean } | null>(`(() => {
            const stop = document.activeElement;
            if (stop === null || stop === document.body) return null;
            const bar = document.querySelector(".contact-bar");
            const covered = !bar.contains(stop) && !document.querySelector("footer").contains(stop)
              && stop.getBoundingClientRect().bottom > bar.getBoundingClientRect().top;
            return { name: stop.textContent, covered };
          })()`);
          if (stop === null) break;
          if (stop.covered) hidden.push(stop.name);
        }
        expect(hidden).toEqual([]);
      },
      ALL_WAYS,
    );
  });

  test("is not there without a contact, on a computer, on paper, nor stuck where the window is not high", async () => {
    await onOffer(PHONE, async (page) => expect(await bar(page).count()).toBe(0), NO_CONTACT);
    await onOffer({ viewport: { width: 1280, height: 800 } }, async (page) => expect(await bar(page).count()).toBe(0));
    await onOffer(PHONE, async (page) => {
      await page.emulateMedia({ media: "print" });
      expect(await bar(page).count()).toBe(0);
    });
    const enlarged = { viewport: { width: 320, height: 200 } };
    await onOffer(enlarged, async (page) => expect((await edges(page, ".contact-bar")).top).toBeGreaterThan(200));
  });
});
