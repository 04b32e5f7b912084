import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openAccounts } from "#db/accounts/database.ts";
import { follow, launchBrowser } from "#test/support/browser.ts";
import { type Site, startSite } from "#test/support/site.ts";
import { status } from "#test/support/spaces/account-walk.ts";
import { aPublisher, logInByLink } from "#test/support/spaces/recruiter-walk.ts";
import { aRecruiterRow } from "#test/support/spaces/recruiters.ts";

const PHONE = { width: 360, height: 740 };
const HTML_OF_WORD = `<html><body><p class=MsoNormal>Vous <b>aidez</b> à&nbsp;:</p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span>classer</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span>numériser</p></body></html>`;

let site: Site;
let browser: Browser;
beforeAll(async () => {
  site = await startSite();
  await aPublisher(site);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

/** A page of somebody who is logged in. */
async function hers(email: string, options: Parameters<Browser["newContext"]>[0] = {}): Promise<Page> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await logInByLink(
    page,
    site,
    await aRecruiterRow(openAccounts(await site.accounts()), { email, name: "Anne Dupont" }),
  );
  return page;
}

/** Begins an offer and shows its form. */
async function begin(page: Page): Promise<void> {
  await follow(page.getByRole("link", { name: "Publier une offre" }));
  await page.getByRole("main").getByText("Stage", { exact: true }).click();
  await follow(page.getByRole("button", { name: "Commencer" }));
}

test("on a phone without JavaScript, an offer is written, mended, published and found", async () => {
  const page = await hers("anne@culture.gouv.fr", { javaScriptEnabled: false, viewport: PHONE });
  await begin(page);
  await page.getByLabel("Description du poste").fill("Classer les archives.\n\n• numériser\n• décrire");
  await page.locator("#place1").fill("Rennes (35)");
  await follow(page.getByRole("button", { name: "Enregistrer le brouillon" }));
  await status(page, "Le brouillon est enregistré.");
  await follow(page.getByRole("button", { name: "Vérifier et publier" }));
  expect(await page.getByRole("button", { name: "Publier" }).count()).toBe(0);
  await follow(page.getByRole("link", { name: "Intitulé", exact: true }));
  await page.locator("#title").fill("Archiviste (femme ou homme)");
  await page.locator("#contact1Email").fill("archives@culture.example");
  await follow(page.getByRole("button", { name: "Aperçu" }));
  expect(
    await page
      .getByRole("listitem")
      .filter({ hasText: /^numériser$/ })
      .count(),
  ).toBe(1);
  await follow(page.getByRole("link", { name: "Vérifier et publier" }));
  await follow(page.getByRole("button", { name: "Publier" }));
  await status(page, "L’offre est publiée.");
  await page.goto(`${site.site}/offres?q=archiviste`);
  expect(await page.getByRole("link", { name: "Archiviste (femme ou homme)", exact: true }).count()).toBe(1);
});

test("what is typed is saved by itself, said, and not lost when the line is cut", async () => {
  const page = await hers("clavier@culture.gouv.fr");
  await begin(page);
  const said = page.locator("[data-saved]");
  await page.locator("#title").pressSequentially("Archiviste");
  await said.filter({ hasText: /^Enregistré à \d\d:\d\d$/ }).waitFor();
  await page.context().setOffline(true);
  await page.locator("#title").pressSequentially(" en chef");
  await said.filter({ hasText: "hors ligne" }).waitFor();
  expect(await page.locator("#title").inputValue()).toBe("Archiviste en chef");
  await page.context().setOffline(false);
  await said.filter({ hasText: /^Enregistré à/ }).waitFor();
  const other = await page.context().newPage();
  await other.goto(page.url());
  expect(await other.locator("#title").inputValue()).toBe("Archiviste en chef");
  await other.locator("#title").fill("Autre");
  await other
    .locator("[data-saved]")
    .filter({ hasText: /^Enregistré à/ })
    .waitFor();
  await page.locator("#title").fill("La mienne");
  await said.filter({ hasText: "autre fenêtre" }).waitFor();
  await other.reload();
  expect(await other.locator("#title").inputValue()).toBe("Autre");
});

test("a button that is pressed while the form saves itself waits for that, and nothing is taken for another window", async () => {
  const page = await hers("presse@culture.gouv.fr");
  await begin(page);
  // The form is saved, and its answer comes once the button is pressed.
  const pressed = Promise.withResolvers<void>();
  await page.route("**/enregistrement", async (route) => {
    const answer = await route.fetch();
    await pressed.promise;
    await route.fulfill({ response: answer }).catch(() => {});
  });
  const saving = page.waitForRequest("**/enregistrement");
  await page.locator("#title").fill("Archiviste");
  await saving;
  await page.locator("#title").fill("Archiviste en chef");
  await page.getByRole("button", { name: "Enregistrer le brouillon" }).click({ noWaitAfter: true });
  pressed.resolve();
  await status(page, "Le brouillon est enregistré.");
  expect(await page.locator("#title").inputValue()).toBe("Archiviste en chef");
});

test("what is pasted from Word becomes the few signs that the form knows", async () => {
  const page = await hers("word@culture.gouv.fr");
  await begin(page);
  await page.locator("#description").focus();
  await page.evaluate(`{
    const data = new DataTransfer();
    data.setData("text/html", ${JSON.stringify(HTML_OF_WORD)});
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }`);
  expect(await page.locator("#description").inputValue()).toBe("Vous **aidez** à :\n\n- classer\n- numériser");
});
