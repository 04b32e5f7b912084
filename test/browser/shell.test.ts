import { brotliCompressSync } from "node:zlib";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, onPage } from "#test/support/browser.ts";
import { type Site, startSite } from "#test/support/site.ts";

const READING = [
  "/aide",
  "/accessibilite",
  "/mentions-legales",
  "/donnees-personnelles",
  "/cookies",
  "/plan-du-site",
  "/developpeurs",
  "/donnees",
  "/statistiques",
];
const ACCESS = ["/inscription", "/connexion"];
const PAGES = [...READING, ...ACCESS, "/une-page/qui-n-existe-pas"];

let site: Site;
let browser: Browser;

beforeAll(async () => {
  site = await startSite();
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

function on<T>(path: string, options: BrowserContextOptions, act: (page: Page) => Promise<T>): Promise<T> {
  return onPage(browser, `${site.site}${path}`, options, act);
}

async function html(path: string): Promise<string> {
  return (await site.fetch(path)).text();
}

describe("every page", () => {
  test("has a title of its own, one h1, the language, the description of a public page", async () => {
    const titles = new Set<string | undefined>();
    for (const path of PAGES) {
      const page = await html(path);
      expect(page, path).toContain('<html lang="fr"');
      expect(page.match(/<h1[\s>]/g), path).toHaveLength(1);
      expect(page.match(/<main[\s>]/g), path).toHaveLength(1);
      if (READING.includes(path)) expect(page, path).toContain('<meta name="description"');
      titles.add(/<title>(.+ – PASS)<\/title>/.exec(page)?.[1]);
    }
    expect(titles.size).toBe(PAGES.length);
    expect(titles).not.toContain(undefined);
  });

  test("holds no inline script, no inline style and nothing from elsewhere, and the policy stops nothing", async () => {
    for (const path of PAGES) {
      const page = await html(path);
      expect(page, path).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/);
      const stopped: string[] = [];
      const context = await browser.newContext();
      const tab = await context.newPage();
      tab.on(
        "console",
        (message) => message.text().includes("Content Security Policy") && stopped.push(message.text()),
      );
      tab.on("request", (request) => request.url().startsWith(site.site) || stopped.push(request.url()));
      tab.on("requestfailed", (request) => stopped.push(request.url()));
      await tab.goto(`${site.site}${path}`, { waitUntil: "networkidle" });
      await context.close();
      expect(stopped, path).toEqual([]);
    }
  });

  test("loads one style sheet and one module, both with a hashed name", async () => {
    const page = await html("/aide");
    expect(page.match(/<link rel="stylesheet" href="\/assets\/[\w-]+\.css"\/>/g)).toHaveLength(1);
    const [script = ""] = page.match(/(?<=<script type="module" src=")\/assets\/[\w-]+\.js(?=")/) ?? [];
    const answer = await site.fetch(script);
    expect(answer.headers.get("Content-Type")).toContain("javascript");
    expect(page.match(/<script/g)).toHaveLength(1);
  });

  test("is typed with non-breaking spaces and curly apostrophes", async () => {
    for (const path of PAGES) {
      const text = (await html(path)).replaceAll(/<[^>]+>/g, "\n");
      expect(text.match(/.{0,20}( [:;!?»]|« |\w(&#x27;|')\w).{0,10}/g) ?? [], path).toEqual([]);
    }
  });

  test("sets no cookie and weighs less than the budget", async () => {
    for (const path of PAGES) {
      const answer = await site.fetch(path);
      expect(answer.headers.get("Set-Cookie"), path).toBeNull();
      expect(brotliCompressSync(await answer.text()).length, path).toBeLessThan(8_000);
    }
    const style = await (await site.fetch(styleOf(await html("/aide")))).text();
    expect(brotliCompressSync(style).length).toBeLessThan(25_000);
  });

  test("the access pages of the account stay out of search engines", async () => {
    for (const path of ACCESS) expect(await html(path), path).toContain('<meta name="robots" content="noindex"/>');
  });

  test("robots are told of the private pages and of the endless combinations of criteria", async () => {
    const answer = await site.fetch("/robots.txt");
    expect(answer.headers.get("Content-Type")).toBe("text/plain; charset=utf-8");
    expect(await answer.text()).toMatch(/^User-agent: \*\nDisallow: \/offres\?\n/);
  });

  test("links to pages and sections that exist", async () => {
    const links = new Set<string>();
    for (const path of PAGES) {
      for (const [, href = ""] of (await html(path)).matchAll(/\shref="(\/(?!assets)[^"]*|#[^"]+)"/g)) {
        links.add(href.startsWith("#") ? `${path}${href}` : href);
      }
    }
    const broken: string[] = [];
    for (const link of links) {
      const [path = "", section] = link.split("#");
      const answer = await site.fetch(path);
      // The spaces of candidates and recruiters ask for the login first.
      const inside = /^\/(compte|mes-|recruteurs\/(?!connexion))/.test(path);
      const expected = inside ? 302 : PAGES.indexOf(path) === PAGES.length - 1 ? 404 : 200;
      if (answer.status !== expected) broken.push(`${link} ${answer.status}`);
      if (inside) continue;
      if (section && !(await answer.text()).includes(`id="${section}"`)) broken.push(link);
    }
    expect(broken).toEqual([]);
  });
});

describe("with the keyboard", () => {
  test("the first stop is a skip link that leads into the content", async () => {
    await on("/aide", {}, async (page) => {
      await page.keyboard.press("Tab");
      expect(await page.getByRole("link", { name: "Contenu", exact: true }).and(page.locator(":focus")).count()).toBe(
        1,
      );
      await page.keyboard.press("Enter");
      await page.locator("#contenu").and(page.locator(":focus")).waitFor();
    });
  });

  test("every stop shows a focus ring and is reached in the order of the page", async () => {
    const stops = await on("/inscription", {}, async (page) => {
      const seen: { name: string; ring: boolean; order: number }[] = [];
      for (;;) {
        await page.keyboard.press("Tab");
        const stop = await page.evaluate<(typeof seen)[number] | null>(`(() => {
          const stop = document.activeElement;
          if (stop === null || stop === document.body) return null;
          // A checkbox is drawn by its label, and so is its ring.
          const drawn = stop.type === "checkbox" ? [stop.labels[0], "::before"] : [stop];
          const { outlineStyle, outlineWidth } = getComputedStyle(...drawn);
          const ring = outlineStyle !== "none" && parseFloat(outlineWidth) >= 1;
          return { name: stop.textContent || stop.id, ring, order: [...document.querySelectorAll("*")].indexOf(stop) };
        })()`);
        if (stop === null) return seen;
        seen.push(stop);
      }
    });
    expect(stops.length).toBeGreaterThan(12);
    expect(stops.filter(({ ring }) => !ring)).toEqual([]);
    expect(stops.map(({ order }) => order)).toEqual(stops.map(({ order }) => order).sort((a, b) => a - b));
  });

  test("« Accès candidat » opens and leads to both pages, without JavaScript too", async () => {
    for (const javaScriptEnabled of [true, false]) {
      const address = await on("/aide", { javaScriptEnabled }, async (page) => {
        const link = page.getByRole("banner").getByRole("link", { name: "Créer un compte" });
        expect(await link.isVisible()).toBe(false);
        await page.locator("summary", { hasText: "Accès candidat" }).focus();
        await page.keyboard.press("Enter");
        expect(await page.getByRole("banner").getByRole("link", { name: "Se connecter" }).isVisible()).toBe(true);
        await link.focus();
        await page.keyboard.press("Enter");
        await page.waitForURL("**/inscription");
        return new URL(page.url()).pathname;
      });
      expect(address).toBe("/inscription");
    }
  });
});

describe("the header and the footer", () => {
  test("the menu marks the page that one is on", async () => {
    const page = await html("/aide");
    expect(page).toContain('href="/aide" aria-current="page"');
    expect(page).not.toContain('href="/offres" aria-current');
  });

  test("the footer says the state of accessibility in the mandatory words", async () => {
    for (const path of PAGES) expect(await html(path), path).toContain("Accessibilité\u00a0: non conforme</a>");
  });

  test("on paper the menus go and the page stays, dark on white", async () => {
    await on("/aide", { colorScheme: "dark" }, async (page) => {
      await page.emulateMedia({ media: "print" });
      const title = page.getByRole("heading", { level: 1 });
      expect(await page.evaluate<string>("getComputedStyle(document.querySelector('h1')).color")).toBe(
        "rgb(22, 22, 22)",
      );
      expect(await page.getByRole("navigation", { name: "Menu principal" }).isVisible()).toBe(false);
      expect(await page.getByRole("link", { name: "Plan du site" }).isVisible()).toBe(false);
      expect(await title.isVisible()).toBe(true);
    });
  });
});

describe("the look", () => {
  test("follows the light or dark preference of the system without JavaScript", async () => {
    const grounds = await Promise.all(
      (["light", "dark"] as const).map((colorScheme) =>
        on("/aide", { colorScheme, javaScriptEnabled: false }, (page) =>
          page.evaluate<string>("getComputedStyle(document.body).backgroundColor"),
        ),
      ),
    );
    expect(grounds).toEqual(["rgb(255, 255, 255)", "rgb(22, 22, 22)"]);
  });

  test("carries no font, and of the DSFR only what the pages use", async () => {
    const style = await (await site.fetch(styleOf(await html("/aide")))).text();
    expect(style).not.toContain("@font-face");
    expect(style).toContain(".fr-alert__title");
    expect(style).not.toContain(".fr-stepper");
    expect(style).not.toContain(".fr-logo");
  });

  test("is neutral unless the deployment is the State's", async () => {
    const neutral = await html("/aide");
    expect(neutral).not.toMatch(/République|Fraternité|Marianne/);
    const state = await startSite({ SITE_BRAND: "etat" });
    const stately = await (await state.fetch("/une-page/qui-n-existe-pas")).text();
    await state.stop();
    expect(stately).toContain("République<br/>Française");
  });
});

function styleOf(page: string): string {
  return /href="([^"]+\.css)"/.exec(page)?.[1] ?? "";
}
