import { brotliCompressSync } from "node:zlib";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axe, launchBrowser, onPage } from "#test/support/browser.ts";
import { aPosting } from "#test/support/postings.ts";
import { publish } from "#test/support/publish.ts";
import { type Site, startSite } from "#test/support/site.ts";

const NOW = "2026-11-23T10:00:00.000Z";
const SOON = "2026-11-23T10:01:00.000Z";

const OFFERS = [
  "Chargée de communication (H/F)",
  "Chargé·e de communication",
  "Chargé d’études statistiques sur les transitions démographiques, sociales et environnementales des territoires",
  "Archiviste",
].map((title, index) => aPosting({ reference: `S-2026-40000${index}`, title }));

let site: Site;
let browser: Browser;

beforeAll(async () => {
  site = await startSite();
  site.setClock(new Date(NOW));
  await publish(site, OFFERS);
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

function on<T>(path: string, options: BrowserContextOptions, act: (page: Page) => Promise<T>): Promise<T> {
  return onPage(browser, `${site.site}${path}`, { extraHTTPHeaders: { "x-test-now": NOW }, ...options }, act);
}

const fieldOf = (page: Page) => page.getByLabel("Mots-clés");
const listOf = (page: Page) => page.getByRole("listbox", { name: "Suggestions" });
const optionsOf = (page: Page) => listOf(page).getByRole("option");

/** Enters this in one go, since a slow machine would ask in the middle of it, and waits for the list. */
async function propose(page: Page, typed: string): Promise<void> {
  await fieldOf(page).focus();
  await page.keyboard.insertText(typed);
  await listOf(page).waitFor();
}

/** The option that the field says is the active one. */
async function active(page: Page): Promise<string | null> {
  const id = await fieldOf(page).getAttribute("aria-activedescendant");
  return id === null ? null : page.locator(`#${id}[aria-selected=true]`).textContent();
}

/** Which control of the form has the focus, by its name. */
const focused = (page: Page) => page.locator(":focus").getAttribute("name");

describe("the suggestions", () => {
  test("are public, kept a minute, and empty under three letters", async () => {
    const answer = await site.fetch("/suggestions?q=arch");
    expect(answer.headers.get("Cache-Control")).toBe("public, max-age=60");
    expect(await answer.json()).toEqual({ suggestions: [{ text: "Archiviste", kind: "title" }] });
    expect(await (await site.fetch("/suggestions?q=ar")).json()).toEqual({ suggestions: [] });
    expect(await (await site.fetch("/suggestions")).json()).toEqual({ suggestions: [] });
  });
});

describe("the field of keywords", () => {
  test("is a plain field without JavaScript", async () => {
    await on("/", { javaScriptEnabled: false }, async (page) => {
      const field = page.locator("input[name=q]");
      expect(await field.getAttribute("role")).toBeNull();
      expect(await field.getAttribute("autocomplete")).toBeNull();
    });
  });

  test("opens a list as one types, says how many there are, and closes it when too little is left", async () => {
    await on("/", {}, async (page) => {
      await propose(page, "comm");
      expect(await optionsOf(page).allInnerTexts()).toEqual(["Chargé·e de communication", "Communication Domaine"]);
      expect(await fieldOf(page).getAttribute("aria-expanded")).toBe("true");
      const status = page.getByRole("status").filter({ hasText: "suggestions" });
      expect(await status.innerText()).toBe("2 suggestions");
      await fieldOf(page).fill("co");
      await listOf(page).waitFor({ state: "hidden" });
      expect(await fieldOf(page).getAttribute("aria-expanded")).toBe("false");
      expect(await status.count()).toBe(0);
    });
  });

  test("goes through the list with the arrows, round by what was typed", async () => {
    await on("/", {}, async (page) => {
      await propose(page, "comm");
      const seen: (string | null)[] = [];
      for (const key of ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowUp"]) {
        await fieldOf(page).press(key);
        seen.push(await active(page));
      }
      const [title, domain] = ["Chargé·e de communication", "Communication Domaine"];
      expect(seen).toEqual([title, domain, null, domain, title, null]);
      expect(await fieldOf(page).inputValue()).toBe("comm");
    });
  });

  test("takes the active suggestion on Enter, keeps the focus, and searches on the next one", async () => {
    await on("/", {}, async (page) => {
      await propose(page, "comm");
      await fieldOf(page).press("ArrowUp");
      await fieldOf(page).press("Enter");
      expect(await fieldOf(page).inputValue()).toBe("Communication");
      expect(await listOf(page).count()).toBe(0);
      expect(new URL(page.url()).pathname).toBe("/");
      await page.keyboard.press("Enter");
      await page.waitForURL("**/offres?q=Communication");
    });
  });

  test("searches what was typed on Enter when no suggestion is active", async () => {
    await on("/", {}, async (page) => {
      await propose(page, "comm");
      await fieldOf(page).press("Enter");
      await page.waitForURL("**/offres?q=comm");
    });
  });

  test("closes the list on Escape, and only then empties", async () => {
    await on("/", {}, async (page) => {
      await propose(page, "comm");
      await fieldOf(page).press("Escape");
      expect(await listOf(page).count()).toBe(0);
      expect(await fieldOf(page).inputValue()).toBe("comm");
      await fieldOf(page).press("Escape");
      expect(await fieldOf(page).inputValue()).toBe("");
    });
  });

  test("is left by Tab for what comes after it, the list closed", async () => {
    await on("/", {}, async (page) => {
      await propose(page, "comm");
      await fieldOf(page).press("ArrowDown");
      await fieldOf(page).press("Tab");
      expect(await listOf(page).count()).toBe(0);
      expect(await focused(page)).toBe("ou");
      expect(await fieldOf(page).inputValue()).toBe("comm");
    });
  });

  test("takes the suggestion that is clicked, and keeps the focus", async () => {
    await on("/", {}, async (page) => {
      await propose(page, "comm");
      await optionsOf(page).first().click();
      expect(await fieldOf(page).inputValue()).toBe("Chargé·e de communication");
      expect(await focused(page)).toBe("q");
    });
  });

  test("asks once for what is typed in a row, and not again for what it knows", async () => {
    await on("/", {}, async (page) => {
      const asked: string[] = [];
      page.on("request", (request) => {
        const { pathname, searchParams } = new URL(request.url());
        if (pathname === "/suggestions") asked.push(searchParams.get("q") ?? "");
      });
      // Time passes when the test says so, however slow the machine types: a tenth of a second with each key.
      await page.clock.install({ time: NOW });
      await page.clock.pauseAt(SOON);
      const press = async (...keys: string[]) => {
        for (const key of keys) {
          await fieldOf(page).press(key);
          await page.clock.runFor(100);
        }
      };
      const pause = () => page.clock.runFor(1_000);
      const answer = (typed: string) => Promise.all([page.waitForResponse(`**/suggestions?q=${typed}`), pause()]);
      await press(..."commu");
      await answer("commu");
      await listOf(page).waitFor();
      await press("n");
      await answer("commun");
      await press("Backspace");
      await pause();
      await press("s");
      await answer("commus");
      expect(asked).toEqual(["commu", "commun", "commus"]);
    });
  });

  test("works in silence when suggestions fail, and asks again afterwards", async () => {
    await on("/", {}, async (page) => {
      const errors: unknown[] = [];
      page.on("pageerror", (error) => errors.push(error));
      await propose(page, "comm");
      await page.route("**/suggestions?*", (route) => route.fulfill({ status: 503, body: "" }));
      await fieldOf(page).press("u");
      await listOf(page).waitFor({ state: "hidden" });
      await page.unroute("**/suggestions?*");
      await fieldOf(page).press("Backspace");
      await listOf(page).waitFor();
      const again = page.waitForResponse("**/suggestions?q=commu");
      await propose(page, "u");
      await again;
      expect(errors).toEqual([]);
    });
  });
});

describe("the open list", () => {
  test.each([
    ["light", 320],
    ["dark", 360],
    ["light", 1280],
  ] as const)("has no accessibility defect and overflows nothing: %s, %i px", async (colorScheme, width) => {
    await on("/", { viewport: { width, height: 800 }, colorScheme }, async (page) => {
      await propose(page, "char");
      await fieldOf(page).press("ArrowDown");
      await page.evaluate(axe);
      const defects: string[] = await page.evaluate(
        "axe.run().then(({ violations }) => violations.map(({ id }) => id))",
      );
      expect(defects).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
      for (const option of await optionsOf(page).all()) {
        expect((await option.boundingBox())?.height).toBeGreaterThanOrEqual(44);
      }
    });
  });

  test("shows which suggestion is active in forced colours too", async () => {
    await on("/", { forcedColors: "active" }, async (page) => {
      await propose(page, "comm");
      await fieldOf(page).press("ArrowDown");
      const outlines = await page.evaluate(
        "[...document.querySelectorAll('[role=option]')].map((option) => getComputedStyle(option).outlineStyle)",
      );
      expect(outlines).toEqual(["solid", "none"]);
    });
  });
});

test("all the JavaScript of a page weighs less than 4.5 kB once compressed", async () => {
  const page = await (await site.fetch("/")).text();
  const scripts = [...page.matchAll(/<(?:script|link)[^>]* (?:src|href)="([^"]+\.js)"/g)].map(([, path = ""]) => path);
  expect(scripts).not.toEqual([]);
  const sources = await Promise.all(scripts.map(async (path) => (await site.fetch(path)).text()));
  expect(brotliCompressSync(sources.join("")).length).toBeLessThan(4_500);
});
