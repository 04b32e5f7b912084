import type { Browser, Page, Request } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser, onPage } from "#test/support/browser.ts";
import { aPosting } from "#test/support/postings.ts";
import { publish } from "#test/support/publish.ts";
import { AS_DEPLOYED, type Site, startSite } from "#test/support/site.ts";

/** Chromium without a window says « HeadlessChrome », which is a robot. */
const CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";

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

let references = 500_000;
/** A visitor on the page of an offer of her own, with what that page tells the site. */
async function onOffer(userAgent: string, act: (page: Page, told: Request[]) => Promise<void>): Promise<string> {
  const reference = `S-2026-${++references}`;
  const contacts = [
    { email: "ada@drac.example", phone: "01 99 00 12 34" },
    { email: "bob@drac.example", url: "https://drac.example/recrutement" },
  ];
  await publish(site, [aPosting({ reference, contacts })]);
  await onPage(browser, `${site.site}/offres/${reference}`, { userAgent }, async (page) => {
    // The employer's own site is not there.
    await page.context().route("https://drac.example/**", (route) => route.fulfill({ body: "le site" }));
    const told: Request[] = [];
    page.on("request", (request) => void (request.method() === "POST" && told.push(request)));
    await act(page, told);
  });
  return reference;
}

async function countsOf(reference: string): Promise<Record<string, number>> {
  const { results } = await (await site.catalogue())
    .prepare("SELECT kind, count FROM offer_counts JOIN offers ON id = offer_id WHERE reference = ?")
    .bind(reference)
    .all<{ kind: string; count: number }>();
  return Object.fromEntries(results.map(({ kind, count }) => [kind, count]));
}

test("who chooses two contacts of a page is counted once, without a cookie, and her links work", async () => {
  const reference = await onOffer(CHROME, async (page, told) => {
    const contacts = page.getByRole("region", { name: "Pour candidater" });
    await contacts.getByRole("link", { name: "01 99 00 12 34" }).click();
    await expect.poll(() => told.length).toBe(1);
    expect(await told[0]?.headerValue("Cookie")).toBeNull();
    expect((await told[0]?.response())?.status()).toBe(204);
    await contacts.getByRole("link", { name: "drac.example/recrutement" }).click();
    await page.waitForURL("https://drac.example/recrutement");
    expect(told.length).toBe(1);
  });
  await expect.poll(() => countsOf(reference), { timeout: 30_000 }).toEqual({ viewed: 1, "contact-shown": 1 });
});

test("a link to the site of the employer is followed though the page is left, and is counted", async () => {
  const reference = await onOffer(CHROME, async (page) => {
    await page
      .getByRole("region", { name: "Pour candidater" })
      .getByRole("link", { name: "drac.example/recrutement" })
      .click();
    await page.waitForURL("https://drac.example/recrutement");
  });
  await expect.poll(() => countsOf(reference), { timeout: 30_000 }).toEqual({ viewed: 1, "contact-shown": 1 });
});

test("a link within the page, or one that leads elsewhere on the site, shows no contact", async () => {
  await onOffer(CHROME, async (page, told) => {
    await page.setViewportSize({ width: 360, height: 700 });
    await page.locator(".contact-bar").getByRole("link", { name: "Contacter" }).click();
    await page.getByRole("link", { name: "Voir toutes les offres" }).click();
    await page.waitForURL(`${site.site}/offres`);
    expect(told).toEqual([]);
  });
});
