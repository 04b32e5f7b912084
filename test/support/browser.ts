import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from "playwright-core";

/** The source of axe-core, to be run inside a page. */
export const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * Debian's Chromium without a window, or the one that CHROMIUM names, with everything that calls the network by itself
 * off.
 */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** Does something on a page of its own, and closes it. */
export async function onPage<T>(
  browser: Browser,
  url: string,
  options: BrowserContextOptions,
  act: (page: Page) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    await page.goto(url);
    return await act(page);
  } finally {
    await context.close();
  }
}

/**
 * Clicks on what leads to a page, and waits for the whole of it. A click alone may return while the browser still shows
 * the page before, or a part of the next, and most reads take what they find.
 */
export async function follow(target: Locator): Promise<void> {
  const page = target.page();
  // The load of the page that is there is not the one to wait for.
  await page.waitForLoadState();
  await Promise.all([page.waitForEvent("load"), target.click()]);
}

/** Waits for what the page before did not show, and for the rest of the page that shows it. */
export async function shown(target: Locator): Promise<void> {
  await target.waitFor();
  await target.page().waitForLoadState();
}

/** Unfolds the menu of the header and its last entry, « Accès candidat » or « Mon compte ». */
export async function openMenu(page: Page): Promise<void> {
  const menu = page.getByRole("banner").getByRole("link", { name: "Menu", exact: true });
  if (await menu.isVisible()) await menu.click();
  await page.getByRole("banner").locator("summary").click();
}
