import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { MailContent } from "#app/domain/mails/mail.ts";
import { launchBrowser } from "#test/support/browser.ts";
import { mailsSaying, otherMailsSaying } from "#test/support/every-mail.ts";
import { audit, bringEngines, type Fault } from "./engines.ts";
import { CONTRAST, MAIL, NARROW, ROOM } from "./variants.ts";

const MAILS = [...mailsSaying("Léa"), ...otherMailsSaying("Léa")];

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: NARROW, colorScheme: "light" });
  // Mail programs fetch nothing before they are told to.
  await page.route("**", (route) => route.abort());
});
afterAll(() => browser?.close());

test("every mail is read by everybody: on a phone, in dark mode, without images", async () => {
  const wrong: string[] = [];
  for (const mail of MAILS) {
    const add = (variant: string, faults: Fault[]) =>
      wrong.push(...faults.map(([check, fault]) => `${mail.subject}, ${variant}: ${check}: ${fault}`));
    await page.emulateMedia({ colorScheme: "light" });
    await page.setContent(mail.html);
    await bringEngines(page);
    add("320 px", (await audit(page, { checks: [...MAIL, ...ROOM], axe: "all", htmlcs: "all" })).faults);
    await page.emulateMedia({ colorScheme: "dark" });
    add(
      "dark",
      (await audit(page, { checks: ["colours-together"], axe: ["color-contrast"], htmlcs: CONTRAST })).faults,
    );
    add("in text alone", await page.evaluate<Fault[]>(`inTextAlone(${JSON.stringify(mail.text)})`));
  }
  expect(wrong).toEqual([]);
});

test("a mail that leaves something out of its text, or is drawn in grey on grey, is found", async () => {
  const [mail] = MAILS as [MailContent];
  await page.emulateMedia({ colorScheme: "light" });
  await page.setContent(mail.html.replaceAll("#161616", "#dddddd"));
  await bringEngines(page);
  const { faults } = await audit(page, { axe: ["color-contrast"] });
  expect(faults.map(([check]) => check)).toContain("axe color-contrast");
  expect(await page.evaluate(`inTextAlone("Bonjour")`)).not.toEqual([]);
});
