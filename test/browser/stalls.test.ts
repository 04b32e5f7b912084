import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axe, launchBrowser, onPage } from "#test/support/browser.ts";
import { type FaultyD1, startFaultyD1 } from "#test/support/faulty-d1.ts";
import { AS_DEPLOYED, type Site, startSite } from "#test/support/site.ts";
import { person } from "#test/support/spaces/candidate.ts";

let site: Site;
let d1: FaultyD1;
let browser: Browser;
const PHONE = { viewport: { width: 320, height: 640 } };

beforeAll(async () => {
  d1 = await startFaultyD1();
  site = await startSite(AS_DEPLOYED, () => {}, null, d1.between);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
  await d1?.stop();
});

async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe);
  expect(
    await page.evaluate<string[]>(
      "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html))",
    ),
  ).toEqual([]);
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(320);
}

test("a sign-up that cannot be written is sent again from the page that kept it, by keyboard", async () => {
  await onPage(browser, `${site.site}/inscription`, PHONE, async (page) => {
    const { lastName, firstName, username, email } = person("lea");
    for (const [name, value] of Object.entries({ lastName, firstName, username, email }))
      await page.fill(`#${name}`, value);
    for (const name of ["password", "passwordAgain"]) await page.fill(`#${name}`, "trois cailloux bleus");
    await page.check("#consent", { force: true });
    d1.state = { is: "read-only" };
    await page.press("#passwordAgain", "Enter");
    await page.waitForSelector("h1:text('Nous n’avons pas pu enregistrer')");
    await expectAccessible(page);
    expect(await page.content()).not.toContain("trois cailloux bleus");
    // The sentence that says what happened has the focus: the passwords come next.
    expect(await page.evaluate("document.activeElement.getAttribute('role')")).toBe("alert");
    d1.state = { is: "well" };
    await page.fill("#password", "trois cailloux bleus");
    await page.fill("#passwordAgain", "trois cailloux bleus");
    await page.press("#passwordAgain", "Enter");
    await page.waitForURL("**/inscription/envoyee**");
  });
});

test("an old page says at its top how old it is", async () => {
  await site.fetch("/offres");
  d1.state = { is: "gone" };
  const headers = { "x-test-now": new Date(Date.now() + 3 * 3_600_000).toISOString() };
  await onPage(browser, `${site.site}/offres`, { ...PHONE, extraHTTPHeaders: headers }, async (page) => {
    await page.waitForSelector("p:text('Mise à jour il y a 3 heures')");
    await expectAccessible(page);
  });
});
