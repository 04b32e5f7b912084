import { brotliCompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { APPRENTICE, BARE, CLOSED, DEVELOPER, openSearchPages } from "#test/support/search-pages.ts";

const { html, on, site, text, titles } = openSearchPages();

const PAGES = [
  "/",
  "/offres",
  "/offres?q=archiviste&region=53&departement=zz&niveau=6&page=2",
  "/offres?q=archiviste&page=9",
  "/offres?q=licorne&type=stage",
  "/offres?q=boulanger",
  "/offres?ou=brest&rayon=100",
  "/offres/criteres?dimension=domaine&q=archiviste",
  "/offres?q=jardinier+juriste+attach%C3%A9",
  `/offres/${DEVELOPER}?q=data`,
  `/offres/${BARE}`,
  `/offres/${APPRENTICE}`,
  `/offres/${CLOSED}`,
  "/offres/X-0",
];

describe("every page of the search", () => {
  test("is typed with non-breaking spaces and curly apostrophes", async () => {
    for (const path of PAGES) {
      const said = (await html(path)).replaceAll(/<[^>]+>/g, "\n");
      expect(said.match(/.{0,20}( [:;!?»]|« |\w(&#x27;|')\w).{0,10}/g) ?? [], path).toEqual([]);
    }
  });

  test("weighs less than 45 kB, and less than 8 once compressed", async () => {
    for (const path of PAGES) {
      const page = await html(path);
      expect(page.length, path).toBeLessThan(45_000);
      expect(brotliCompressSync(page).length, path).toBeLessThan(8_000);
    }
  });
});

describe("the home page", () => {
  test("shows the twelve latest offers, newest first, without a search", async () => {
    const latest = await titles("/");
    expect(latest).toHaveLength(12);
    expect(latest.slice(0, 4)).toEqual(["Développeuse &amp; data", "Attaché culturel", "Jardinier", "Archiviste 29"]);
  });

  test("a card says who hires, where, from when and how long one can still apply", async () => {
    const said = await on("/", {}, (page) => page.locator(".offer-card").allInnerTexts());
    const [developer = "", abroad = "", bare = ""] = said.map((card) => card.replaceAll(/\s+/g, " "));
    expect(developer).toContain("Direction régionale des affaires culturelles – Ministère de la Culture");
    expect(developer).toContain("Paris (75) Niveau 6 Début le 4 janvier 2027 De 12 à 24 mois Publiée aujourd’hui");
    expect(abroad).toMatch(/^STAGE PLUS QUE 2 JOURS Attaché culturel .* Berlin \(Allemagne\) .* Publiée hier Garder/);
    expect(bare).toBe(
      "STAGE Jardinier Employeur non précisé Niveau non précisé Publiée le 20 novembre 2026 Garder l’offre Jardinier",
    );
  });
});

describe("the results", () => {
  test("say how many they are, in a heading that is also a status and in the title of the page", async () => {
    await on("/offres?q=archiviste", {}, async (page) => {
      const heading = page.getByRole("status").getByRole("heading", { level: 2 });
      expect(await heading.innerText()).toBe("30 offres – page 1 sur 2");
      expect(await page.title()).toBe("Offres\u00a0: archiviste – page 1 sur 2 – PASS");
    });
    expect(await text("/offres?q=jardinier")).toContain("1 offre\n");
    expect(await text("/offres?q=licorne")).toContain("Aucune offre\n");
  });

  test("come twenty a page, and the pagination keeps the search and marks the page", async () => {
    expect(await titles("/offres?q=archiviste&type=stage")).toHaveLength(20);
    await on("/offres?q=archiviste&type=stage", {}, async (page) => {
      const pagination = page.getByRole("navigation", { name: "Pagination" });
      expect(await pagination.locator("[aria-current=page]").innerText()).toBe("1");
      await pagination.getByRole("link", { name: "Page suivante" }).click();
      await page.waitForURL("**/offres?q=archiviste&type=stage&page=2");
      expect(await page.locator(".offer-card").count()).toBe(10);
      expect(await pagination.locator("[aria-current=page]").innerText()).toBe("2");
      expect(await pagination.getByRole("link", { name: "Page suivante" }).getAttribute("href")).toBe(null);
    });
  });

  test("are ordered by links, one of which is the current one", async () => {
    await on("/offres?q=archiviste", {}, async (page) => {
      const sorts = page.getByRole("navigation", { name: "Trier par" });
      expect(await sorts.locator("[aria-current]").innerText()).toBe("Pertinence");
      await sorts.getByRole("link", { name: "Date de début" }).click();
      await page.waitForURL("**/offres?q=archiviste&tri=debut");
      expect(await page.locator(".offer-card h3").first().innerText()).toBe("Archiviste 29");
    });
    expect(await text("/offres")).not.toContain("Pertinence");
  });

  test("say what was dropped, understood and left aside", async () => {
    const said = await text("/offres?q=stage+archiviste+bretagne&departement=zz&niveau=6&niveau=7&page=0");
    expect(said).toContain("Critère ignoré : département « zz ».");
    expect(said).toContain("Critère « niveau de diplôme » donné plusieurs fois : « 7 » n’est pas pris en compte.");
    expect(said).toContain("Critère ignoré : page « 0 ».");
    expect(said).toContain("Compris comme région : Bretagne.");
    expect(said).toContain("Mot trop courant, laissé de côté : « stage ».");
    expect(await text("/offres?q=stage+archiviste+offre")).toContain(
      "Mots trop courants, laissés de côté : « stage », « offre ».",
    );
  });

  test("a place that was understood is undone by a link to the word itself", async () => {
    await on("/offres?q=archiviste+bretagne", {}, async (page) => {
      expect(await page.locator(".offer-card").count()).toBe(20);
      await page.getByRole("link", { name: "Chercher plutôt" }).click();
      await page.waitForURL("**/offres?q=archiviste+%22bretagne%22");
      expect(await page.locator("#annonce").innerText()).toBe("Aucune offre");
    });
  });

  test("each criterion is taken away by a link that says which one", async () => {
    await on("/offres?q=archiviste&region=53&type=stage&page=2", {}, async (page) => {
      await page.getByRole("link", { name: "Retirer le critère Bretagne" }).click();
      await page.waitForURL("**/offres?q=archiviste&type=stage");
    });
  });

  test("when nothing answers, lead to the same search without one of its criteria", async () => {
    await on("/offres?q=licorne&region=53", {}, async (page) => {
      await page.getByRole("link", { name: "chercher sans le critère « licorne »" }).click();
      await page.waitForURL("**/offres?region=53");
      expect(await page.locator(".offer-card").count()).toBe(20);
    });
  });

  test("that are few are followed by what answers a part of the words, without JavaScript, by keyboard, at 320 pixels", async () => {
    const narrow = { javaScriptEnabled: false, viewport: { width: 320, height: 800 } };
    await on("/offres?q=jardinier+juriste+attach%C3%A9", narrow, async (page) => {
      expect(await page.getByRole("status").innerText()).toBe("Aucune offre");
      const near = page.getByRole("region", { name: "Offres qui répondent à une partie de vos mots" });
      const titles = await near.getByRole("heading", { level: 3 }).allInnerTexts();
      expect(titles.sort()).toEqual(["Attaché culturel", "Jardinier"]);
      expect(await near.locator("mark").allInnerTexts()).toEqual(expect.arrayContaining(["Jardinier", "Attaché"]));
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(320);
      await near.getByRole("link", { name: "Jardinier", exact: true }).focus();
      await page.keyboard.press("Enter");
      await page.waitForURL(`**/offres/${BARE}?q=*`);
    });
  });

  test("never mend a word in silence, even where no offer holds all of the words once they are mended", async () => {
    const said = await text("/offres?q=jardinnier+juriste");
    expect(said).toContain("Aucune offre\n");
    expect(said.replace(/\s+/g, " ")).toContain("Vouliez-vous dire « jardinier juriste » ?");
    expect(await text("/offres?q=jardinier+juriste")).not.toContain("Vouliez-vous dire");
  });

  test("beyond the last page lead to it, and are kept out of search engines", async () => {
    expect(await html("/offres?q=archiviste&page=9")).toContain('<meta name="robots" content="noindex"/>');
    await on("/offres?q=archiviste&page=9", {}, async (page) => {
      await page.getByRole("link", { name: "Aller à la dernière page" }).click();
      await page.waitForURL("**/offres?q=archiviste&page=2");
      expect(await page.locator(".offer-card").count()).toBe(10);
    });
  });

  test("have one canonical address however they were asked", async () => {
    const page = await html("/offres?region=53&q=+archiviste+&niveau=&type=&utm_source=x");
    expect(page).toContain('<link rel="canonical" href="https://pass.example/offres?q=archiviste&amp;region=53"/>');
  });

  test.each([
    ["what the index could take for its own language", "/offres?q=%00%ED%A0%80%22*NEAR("],
    ["a script", "/offres?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E"],
    ["the same parameter three hundred times", `/offres?${"region=%3Cb%3E&".repeat(300)}`],
    ["a very long word", `/offres?q=${"é".repeat(4000)}`],
    ["names that JavaScript knows", "/offres?page=-1&page=1e9&tri=__proto__&type=constructor"],
  ])("stand a hostile address: %s", async (_, path) => {
    const answer = await site().fetch(path);
    expect(answer.status).toBe(200);
    expect(await answer.text()).not.toMatch(/<script>|<b>/);
  });
});
