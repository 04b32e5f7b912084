import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "#test/support/browser.ts";
import { XSS } from "#test/support/hostile-text.ts";
import { aPosting } from "#test/support/postings.ts";
import { publish } from "#test/support/publish.ts";
import { type Site, startSite } from "#test/support/site.ts";
import { logIn } from "#test/support/spaces/account-walk.ts";
import { aCandidate, PASSWORD } from "#test/support/spaces/candidate.ts";

/** One in eight, of every kind: a browser is slow. */
const SOME = XSS.filter((_, index) => index % 8 === 0);
const reference = (index: number) => `S-2026-${String(index).padStart(6, "0")}`;

let site: Site;
let browser: Browser;
beforeAll(async () => {
  site = await startSite();
  await publish(
    site,
    SOME.map((text, index) =>
      aPosting({
        reference: reference(index),
        title: `Offre ${text}`,
        employer: text,
        service: text,
        city: text,
        description: `<p>${text}</p>`,
        more: `<a href="${text}">x</a>`,
        contacts: [{ name: text, email: "recrutement@drac.example", phone: text }],
      }),
    ),
  );
  await aCandidate(site, "lea");
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

/** Opens pages one after the other. @returns what ran, what the policy stopped, what was asked of elsewhere */
async function alarmsOf(act: (page: Page) => Promise<void>): Promise<string[]> {
  const context = await browser.newContext();
  const alarms: string[] = [];
  const page = await context.newPage();
  page.on("dialog", async (dialog) => {
    alarms.push(`dialog on ${page.url()}`);
    await dialog.dismiss();
  });
  page.on("console", (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) alarms.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => alarms.push(`${page.url()}: ${error.message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(site.site)) alarms.push(`${page.url()} asked for ${request.url()}`);
  });
  await page.addInitScript(
    "document.addEventListener('securitypolicyviolation', (e) => console.error('Content Security Policy ' + e.violatedDirective))",
  );
  await act(page);
  await context.close();
  return alarms;
}

test("1.2.1: nothing that an employer or a visitor writes runs in a browser, or is stopped by the policy", async () => {
  expect(SOME.length).toBeGreaterThan(30);
  const alarms = await alarmsOf(async (page) => {
    for (const [index, text] of SOME.entries()) {
      await page.goto(`${site.site}/offres/${reference(index)}`);
      await page.goto(`${site.site}/offres?q=${encodeURIComponent(text)}&region=${encodeURIComponent(text)}`);
      await page.goto(`${site.site}/connexion?retour=${encodeURIComponent(text)}`);
    }
    for (const list of ["/", "/offres", "/offres?page=2"]) await page.goto(site.site + list);
  });
  expect(alarms).toEqual([]);
});

test("1.2.1: nothing that a candidate writes runs in a browser, or is stopped by the policy", async () => {
  const db = await site.accounts();
  const alarms = await alarmsOf(async (page) => {
    await page.goto(`${site.site}/connexion`);
    await logIn(page, "lea");
    for (const text of SOME) {
      await db.prepare("UPDATE candidates SET first_name = ?1, last_name = ?1, phone = ?1").bind(text).run();
      await db.prepare("UPDATE sessions SET device = ?").bind(text).run();
      for (const path of ["/compte", "/compte/modifier", "/compte/sessions"]) await page.goto(site.site + path);
      expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe("Mes connexions");
    }
  });
  expect(alarms).toEqual([]);
});

test("the listeners hear what they are there for", async () => {
  const alarms = await alarmsOf(async (page) => {
    await page.goto(`${site.site}/aide`);
    await Promise.all([
      page.waitForEvent("console", (message) => message.text().includes("Content Security Policy")),
      page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=alert(1)>')"),
    ]);
    await Promise.all([page.waitForEvent("dialog"), page.evaluate("setTimeout(() => alert(1))")]);
  });
  expect(alarms.some((alarm) => alarm.includes("Content Security Policy"))).toBe(true);
  expect(alarms.some((alarm) => alarm.startsWith("dialog"))).toBe(true);
});

test("6.2.6, 6.2.7: a password can be pasted, looked at, and hidden again", async () => {
  const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  const page = await context.newPage();
  await page.goto(`${site.site}/connexion`);
  const field = page.getByLabel("Mot de passe", { exact: true });
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(PASSWORD)})`);
  await field.focus();
  await page.keyboard.press("Control+V");
  expect(await field.inputValue()).toBe(PASSWORD);
  expect(await field.getAttribute("type")).toBe("password");
  await page.locator("[data-show-password=password]").click();
  expect(await field.getAttribute("type")).toBe("text");
  await page.locator("[data-show-password=password]").click();
  expect(await field.getAttribute("type")).toBe("password");
  expect(await field.inputValue()).toBe(PASSWORD);
  await context.close();
});
