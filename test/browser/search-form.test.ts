import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { openSearchPages } from "#test/support/search-pages.ts";

const { html, on, site } = openSearchPages();

describe("the search form", () => {
  test("works by keyboard and without JavaScript, and shows what was chosen", async () => {
    await on("/", { javaScriptEnabled: false }, async (page) => {
      await page.getByLabel("Quoi").pressSequentially("archiviste");
      await page.getByRole("checkbox", { name: "Stage" }).press("Space");
      await page.getByRole("button", { name: "Rechercher", exact: true }).press("Enter");
      await page.waitForURL("**/offres?*");
      await page.getByRole("checkbox", { name: "Bretagne" }).press("Space");
      await page.getByRole("button", { name: "Rechercher", exact: true }).last().press("Enter");
      await page.waitForURL("**region=53*");
      const asked = new URL(page.url()).searchParams;
      expect([asked.get("q"), asked.get("type"), asked.get("region")]).toEqual(["archiviste", "stage", "53"]);
      expect(await page.locator("#annonce").innerText()).toContain("30 offres");
      expect(await page.getByLabel("Quoi").inputValue()).toBe("archiviste");
      expect(await page.getByRole("checkbox", { name: "Stage" }).isChecked()).toBe(true);
      expect(await page.locator("input[name=region]").first().isChecked()).toBe(true);
    });
  });

  test("finds around a commune, and says how far each offer is", async () => {
    await on("/", { javaScriptEnabled: false }, async (page) => {
      await page.getByLabel("Où").fill("rennes");
      await page.getByLabel("Distance").selectOption("100 km");
      await page.getByLabel("Où").press("Enter");
      await page.waitForURL("**/offres?*");
      expect(await page.getByLabel("Où").inputValue()).toBe("Rennes (35)");
      expect(await page.getByRole("link", { name: "Retirer le critère 100 km autour de Rennes (35)" }).count()).toBe(1);
      expect(await page.getByRole("link", { name: "Plus proches" }).count()).toBe(1);
      expect(await page.getByRole("link", { name: "chercher partout" }).getAttribute("href")).toBe("/offres");
    });
  });

  test("proposes to look around a town that stands among the keywords", async () => {
    await on("/offres?q=archiviste+rennes", {}, async (page) => {
      await page
        .getByRole("link", { name: "Chercher «\u00a0archiviste\u00a0» à 30\u00a0km autour de Rennes (35)" })
        .click();
      await page.waitForURL("**/offres?q=archiviste&lieu=35238");
      expect(await page.locator("#annonce").innerText()).toContain("30 offres");
    });
  });

  test("keeps a place that it does not know, and says so", async () => {
    await on("/offres?ou=Trifouillis", {}, async (page) => {
      expect(await page.getByLabel("Où").inputValue()).toBe("Trifouillis");
      expect(await page.locator(".search-notes").innerText()).toContain("Lieu inconnu");
    });
  });

  test("leaves what says nothing out of the address, where there is JavaScript", async () => {
    await on("/", {}, async (page) => {
      await page.getByLabel("Mots-clés").fill("archiviste");
      await page.getByLabel("Mots-clés").press("Enter");
      await page.waitForURL("**/offres?*");
      expect(new URL(page.url()).search).toBe("?q=archiviste");
    });
  });

  test("a long list is filtered as one types, accents or not, and says how many choices are left", async () => {
    await on("/offres/criteres?dimension=region&q=archiviste", {}, async (page) => {
      const field = page.getByLabel("Filtrer la liste : Région");
      await field.pressSequentially("reun");
      const regions = page.getByRole("group", { name: "Région" });
      expect(await regions.getByRole("checkbox").count()).toBe(1);
      expect(await regions.getByRole("status").innerText()).toBe("1 choix");
      await field.press("Enter");
      expect(new URL(page.url()).pathname).toBe("/offres/criteres");
      await field.fill("");
      expect(await regions.getByRole("checkbox").count()).toBeGreaterThan(12);
    });
  });

  test("a choice that has no open offer any more stays, and can be taken away; it is not proposed", async () => {
    expect(await html("/offres")).not.toContain('value="ESP"');
    const page = await html("/offres?pays=ESP&administration=disparue");
    expect(page).toMatch(/name="pays" checked="" value="ESP"\/>/);
    expect(page).toMatch(/<label[^>]*><span>Espagne <small>0/);
    expect(page).toMatch(/name="administration" checked="" value="disparue"\/>/);
  });
});

describe("the criteria beside the results", () => {
  const count = (page: Page) => page.locator("#annonce").innerText();

  test("ask for the results at once: the focus stays, the count is announced, and the back button goes back", async () => {
    await on("/offres?q=archiviste", {}, async (page) => {
      expect(await count(page)).toContain("30 offres");
      await page.getByRole("checkbox", { name: "Bretagne" }).press("Space");
      await page.waitForURL("**/offres?q=archiviste&region=53");
      await page.getByRole("link", { name: "Retirer le critère Bretagne" }).waitFor();
      expect(await page.evaluate("document.activeElement.id")).toBe("region-53");
      expect(await page.title()).toContain("Bretagne");
      await page.goBack();
      await page.getByRole("link", { name: "Retirer le critère Bretagne" }).waitFor({ state: "detached" });
      expect(page.url()).toMatch(/\/offres\?q=archiviste$/);
      expect(await page.getByRole("checkbox", { name: "Bretagne" }).isChecked()).toBe(false);
    });
  });

  test("show the search of the address, when the back button is faster than the results", async () => {
    await on("/offres?q=archiviste", {}, async (page) => {
      const asked = Promise.withResolvers<void>();
      const released = Promise.withResolvers<void>();
      await page.route("**/offres?q=archiviste&region=53", async (route) => {
        asked.resolve();
        await released.promise;
        // The page no longer waits for it.
        await route.continue().catch(() => undefined);
      });
      await page.getByRole("checkbox", { name: "Bretagne" }).press("Space");
      await asked.promise;
      const back = page.waitForResponse((response) => response.url().endsWith("/offres?q=archiviste"));
      await page.goBack();
      released.resolve();
      await back;
      await page.locator("#resultats:not([aria-busy])").waitFor();
      expect(page.url()).toMatch(/\/offres\?q=archiviste$/);
      expect(await page.getByRole("checkbox", { name: "Bretagne" }).isChecked()).toBe(false);
      expect(await page.title()).not.toContain("Bretagne");
    });
  });

  test("give back the words and the place of the earlier search, with its results", async () => {
    await on("/offres?q=archiviste&lieu=35238", {}, async (page) => {
      const said = () => Promise.all(["#quoi", "#ou", "#rayon"].map((field) => page.locator(field).inputValue()));
      const before = await said();
      await page.locator("#quoi").fill("jardinier");
      await page.locator("#ou").fill("");
      await page.locator("#rayon").selectOption("10");
      await page.getByRole("checkbox", { name: "Stage" }).press("Space");
      await page.waitForURL("**/offres?q=jardinier&rayon=10&type=stage");
      await page.goBack();
      await page.waitForURL("**/offres?q=archiviste&lieu=35238");
      await expect.poll(said).toEqual(before);
      await page.goForward();
      await page.waitForURL("**/offres?q=jardinier&rayon=10&type=stage");
      await expect.poll(said).toEqual(["jardinier", "", "10"]);
    });
  });

  test("open all the choices of one in place, with their filter", async () => {
    await on("/offres?q=archiviste", {}, async (page) => {
      const regions = page.getByRole("group", { name: "Région" });
      await regions.getByRole("link", { name: "Tout voir" }).click();
      await page.getByLabel("Filtrer la liste : Région").waitFor();
      expect(await regions.getByRole("checkbox").count()).toBeGreaterThan(12);
      expect(new URL(page.url()).pathname).toBe("/offres");
    });
  });

  test("all the choices of one are a page, without JavaScript, which leads back to the same search", async () => {
    await on("/offres?q=archiviste&type=stage", { javaScriptEnabled: false }, async (page) => {
      await page.getByRole("group", { name: "Région" }).getByRole("link", { name: "Tout voir" }).click();
      await page.waitForURL("**/offres/criteres?dimension=region&q=archiviste&type=stage");
      await page.getByRole("checkbox", { name: "Bretagne" }).press("Space");
      await page.getByRole("button", { name: "Voir les offres" }).click();
      await page.waitForURL("**/offres?q=archiviste&type=stage&region=53");
      expect(await count(page)).toContain("30 offres");
    });
    const unknown = await site().fetch("/offres/criteres?dimension=__proto__&q=archiviste", { redirect: "manual" });
    expect([unknown.status, unknown.headers.get("Location")]).toEqual([302, "/offres?q=archiviste"]);
  });
});

describe("on a phone", () => {
  const phone = { viewport: { width: 360, height: 740 } };

  test("the first offer begins within 640 pixels, below a header of one line and a form of one line", async () => {
    for (const path of ["/offres", "/offres?q=archiviste&type=stage&region=53", "/offres?ou=rennes&rayon=100"]) {
      await on(path, phone, async (page) => {
        const top = await page.evaluate<number>("document.querySelector('.offer-card').getBoundingClientRect().top");
        expect(top, path).toBeLessThan(640);
        const header = await page.evaluate<number>("document.querySelector('header').offsetHeight");
        expect(header).toBeLessThan(72);
      });
    }
  });

  test("the form, the criteria, the order and the menu unfold by links, without JavaScript", async () => {
    await on("/offres?q=archiviste&domaine=COM", { ...phone, javaScriptEnabled: false }, async (page) => {
      expect(await page.getByLabel("Quoi").isVisible()).toBe(false);
      await page.getByRole("link", { name: "Modifier" }).click();
      expect(await page.getByLabel("Quoi").isVisible()).toBe(true);
      expect(await page.getByRole("checkbox", { name: "Bretagne" }).isVisible()).toBe(false);
      await page.getByRole("link", { name: "Filtrer (1)" }).click();
      expect(await page.getByRole("checkbox", { name: "Bretagne" }).isVisible()).toBe(true);
      await page.getByRole("link", { name: "Fermer" }).click();
      expect(await page.getByRole("checkbox", { name: "Bretagne" }).isVisible()).toBe(false);
      expect(await page.getByRole("link", { name: "Plus récentes" }).isVisible()).toBe(false);
      await page.getByRole("link", { name: "Trier" }).click();
      expect(await page.getByRole("link", { name: "Plus récentes" }).isVisible()).toBe(true);
      await page.getByRole("banner").getByRole("link", { name: "Menu" }).click();
      expect(await page.getByRole("link", { name: "Aide" }).first().isVisible()).toBe(true);
    });
  });
});
