import { brotliCompressSync } from "node:zlib";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Posting } from "#app/domain/offers/posting.ts";
import { axe, launchBrowser, onPage } from "#test/support/browser.ts";
import { aPosting } from "#test/support/postings.ts";
import { publish } from "#test/support/publish.ts";
import { type Site, startSite } from "#test/support/site.ts";

const NOW = "2026-11-23T10:00:00.000Z";

const DEVELOPER = "A-2026-100001";
const BARE = "S-2026-100002";
const ABROAD = "S-2026-100003";
const CLOSED = "S-2026-100004";
const APPRENTICE = "A-2026-100005";

/** Thirty archivists, enough for two pages, then five offers to look at; the last one is the newest. */
const OFFERS: Posting[] = [
  ...Array.from({ length: 30 }, (_, index) =>
    aPosting({
      reference: `S-2026-2000${String(index).padStart(2, "0")}`,
      title: `Archiviste ${index}`,
      publishedAt: `2026-10-${String(index + 1).padStart(2, "0")}T08:00:00.000Z`,
      startsOn: `2027-03-${String(30 - index).padStart(2, "0")}`,
    }),
  ),
  aPosting({ reference: APPRENTICE, title: "Relieur apprenti", publishedAt: "2026-09-30T08:00:00.000Z" }),
  aPosting({
    reference: CLOSED,
    title: "Juriste en droit public",
    publishedAt: "2026-11-01T08:00:00.000Z",
    expiresOn: "2026-11-22",
  }),
  aPosting({
    reference: BARE,
    title: "Jardinier",
    administration: null,
    employer: null,
    level: null,
    domains: [],
    region: null,
    department: null,
    city: null,
    description: null,
    contacts: [],
    publishedAt: "2026-11-20T08:00:00.000Z",
  }),
  aPosting({
    reference: ABROAD,
    title: "Attaché culturel",
    administration: "Ministère de l’Europe et des Affaires étrangères",
    region: null,
    department: null,
    country: "DEU",
    city: "BERLIN",
    publishedAt: "2026-11-22T08:00:00.000Z",
    expiresOn: "2026-11-25",
    telework: false,
    disabilityFriendly: false,
  }),
  aPosting({
    reference: DEVELOPER,
    title: "Développeuse & data",
    service: "Bureau du numérique",
    domains: ["NUM", "COM"],
    city: "PARIS 14ème arrondissement",
    department: "75",
    region: "11",
    description: "<p>Vous développez des services publics.</p>",
    profile: "<p>Curiosité.</p>",
    employerDescription: "<p>Une équipe de dix personnes.</p>",
    more: "<p>Télétravail possible.</p>",
    startsOn: "2027-01-04",
    durationMinMonths: 12,
    durationMaxMonths: 24,
    telework: true,
    disabilityFriendly: true,
    pay: "1 250 € brut par mois",
    contacts: [
      { name: "Ada Lovelace", email: "ada+stage@drac.example", phone: "01 99 00 12 34" },
      { url: "https://drac.example/recrutement" },
    ],
    publishedAt: "2026-11-23T08:00:00.000Z",
    expiresOn: "2026-12-31",
  }),
];

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

async function html(path: string): Promise<string> {
  return (await site.fetch(path)).text();
}

/** What a page says, tags aside, with plain spaces. */
async function text(path: string): Promise<string> {
  const [, main = ""] = /<main[^>]*>(.*)<\/main>/s.exec(await html(path)) ?? [];
  return main.replaceAll(/<[^>]+>/g, "\n").replaceAll(/[\u00a0\u202f]/g, " ");
}

const plain = (lines: string[]) => lines.map((line) => line.replaceAll(/[\u00a0\u202f]/g, " "));

async function titles(path: string): Promise<string[]> {
  const found = (await html(path)).matchAll(/offer-card__title"><a[^>]*>(.*?)<\/a>/g);
  return [...found].map(([, title = ""]) => title.replaceAll(/<[^>]*>/g, ""));
}

const unfold = (page: Page) =>
  page.evaluate("document.querySelectorAll('main details').forEach((d) => (d.open = true))");

describe("every page of the search", () => {
  test.each([
    { colorScheme: "light", viewport: { width: 320, height: 640 } },
    { colorScheme: "dark", viewport: { width: 1280, height: 800 } },
  ] as const)("has no violation that axe can see: $colorScheme, $viewport.width pixels", async (options) => {
    const violations: string[] = [];
    for (const path of PAGES) {
      await on(path, options, async (page) => {
        // The form is the same everywhere, and its lists are most of what axe has to read.
        if (path === "/") await unfold(page);
        await page.evaluate(axe);
        const found = await page.evaluate<string[]>(
          "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html))",
        );
        violations.push(...found.map((violation) => `${path} ${violation}`));
      });
    }
    expect(violations).toEqual([]);
  });

  test("does not scroll sideways at 320 pixels", async () => {
    for (const path of PAGES) {
      const width = await on(path, { viewport: { width: 320, height: 640 } }, async (page) => {
        await unfold(page);
        return page.evaluate<number>("document.documentElement.scrollWidth");
      });
      expect(width, path).toBe(320);
    }
  });

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

describe("the search form", () => {
  test("has the eight criteria, and labels countries as for posts abroad only", async () => {
    const page = await html("/offres");
    for (const name of ["q", "type", "niveau", "domaine", "administration", "region", "pays"]) {
      expect(page, name).toContain(`name="${name}"`);
    }
    expect(page).toContain('href="/offres/criteres?dimension=departement"');
    expect(await html("/offres/criteres?dimension=departement")).toContain('name="departement"');
    expect(page).toContain("À ne renseigner que pour les postes à l’étranger");
    expect(page).toContain('value="DEU"');
    expect(page).not.toContain('value="ESP"');
  });

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

  test("a choice that has no open offer any more stays, and can be taken away", async () => {
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
    const unknown = await site.fetch("/offres/criteres?dimension=__proto__&q=archiviste", { redirect: "manual" });
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
    const answer = await site.fetch(path);
    expect(answer.status).toBe(200);
    expect(await answer.text()).not.toMatch(/<script>|<b>/);
  });
});

describe("an offer", () => {
  test("shows everything that the employer said", async () => {
    const said = await text(`/offres/${DEVELOPER}`);
    for (const expected of [
      "Développeuse &amp; data",
      "Vous développez des services publics.",
      "Curiosité.",
      "Une équipe de dix personnes.",
      "Télétravail possible.",
      "Référence\nA-2026-100001",
      "Type de contrat\nApprentissage",
      "Niveau de diplôme\nNiveau 6",
      "Administration\nMinistère de la Culture",
      "Employeur\nDirection régionale des affaires culturelles",
      "Service\nBureau du numérique",
      "Ville\nParis",
      "Département\nParis (75)",
      "Région\nÎle-de-France",
      "Pays\nFrance",
      "Début\n4 janvier 2027",
      "Durée\nDe 12 à 24 mois",
      "Publication\n23 novembre 2026",
      "Date limite de candidature\n31 décembre 2026",
    ]) {
      expect(said.replaceAll(/\n+/g, "\n"), expected).toContain(expected);
    }
    expect(said).toMatch(/Domaine d’activité\n+(Communication, Numérique|Numérique, Communication)\n/);
  });

  test("names at once, in one sentence, what the employer did not say, and invents nothing", async () => {
    const said = (await text(`/offres/${BARE}`)).replaceAll(/\n+/g, "\n");
    expect(said).toContain(
      "L’employeur n’a pas précisé : le contenu du poste, le profil recherché, la présentation de l’employeur, le niveau de diplôme, le domaine d’activité, l’administration, le nom de l’employeur, le service, la ville, le département, la région, le début, la durée, la date limite de candidature, le télétravail, l’accueil des personnes en situation de handicap et la rémunération.",
    );
    expect(said).toContain("Contact non précisé par l’employeur.");
    const brief = said.slice(said.indexOf("En bref"));
    expect(brief).toMatch(
      /^En bref\nRéférence\nS-2026-100002\nType de contrat\nStage\nPays\nFrance\nPublication\n20 novembre 2026\n/,
    );
  });

  test("has no such sentence when all was said, and no section or list that is empty", async () => {
    expect(await text(`/offres/${DEVELOPER}`)).not.toContain("n’a pas précisé");
    for (const reference of [DEVELOPER, BARE, ABROAD, APPRENTICE]) {
      await on(`/offres/${reference}`, {}, async (page) => {
        const empty = "main :is(section, dl, ul, dd, .offer__texts):empty, main section:has(> h2:only-child)";
        expect(await page.locator(empty).count(), reference).toBe(0);
      });
    }
  });

  test("says on a line each whether one may telework, that it is open to disabled people, and what it pays", async () => {
    const lines = (reference: string) =>
      on(`/offres/${reference}`, {}, (page) => page.locator(".offer__head .offer-facts > li").allInnerTexts());
    expect(plain(await lines(DEVELOPER)).slice(-3)).toEqual([
      "Télétravail possible",
      "Ouvert aux personnes en situation de handicap",
      "Rémunération : 1 250 € brut par mois",
    ]);
    expect(plain(await lines(ABROAD)).slice(-1)).toEqual(["Pas de télétravail"]);
    expect((await lines(BARE)).join()).not.toMatch(/télétravail|handicap|Rémunération/i);
    expect(await text(`/offres/${ABROAD}`)).not.toContain("handicap");
  });

  test("tells the least that the law has an apprentice paid, in a table by age and year, with its source", async () => {
    await on(`/offres/${APPRENTICE}`, {}, async (page) => {
      const section = page.getByRole("region", { name: "Combien serai-je payé ?" });
      const table = section.getByRole("table", { name: "Salaire minimum d’un apprenti, brut par mois, à temps plein" });
      const rows = plain(await table.getByRole("row").allInnerTexts()).map((row) => row.split(/\s*[\t\n]\s*/));
      expect(rows[0]).toEqual(["Âge", "1re année", "2e année", "3e année"]);
      expect(rows[2]).toEqual(["18 à 20 ans", "783,90 €", "43 %", "929,75 €", "51 %", "1 221,43 €", "67 %"]);
      expect(await table.getByRole("columnheader").count()).toBe(4);
      expect(await table.getByRole("rowheader").allInnerTexts()).toHaveLength(4);
      expect(plain([await section.innerText()])[0]).toContain("Montants au 1er janvier 2026. Source : code du travail");
      const source = await section.getByRole("link").getAttribute("href");
      expect(source).toBe("https://www.service-public.gouv.fr/particuliers/vosdroits/F2918");
    });
  });

  test("tells from when on an intern is paid, and the least of it", async () => {
    const said = (await text(`/offres/${BARE}`)).replaceAll(/\s+/g, " ");
    expect(said).toContain("au-delà de la 308e heure de présence, c’est-à-dire de deux mois (44 jours de 7 heures)");
    expect(said).toContain("d’au moins 4,50 € par heure (15 % du plafond horaire de la Sécurité sociale, 30 €)");
    expect(said).toContain("693 € pour un mois de 22 jours");
    expect(said).toContain("Montants au 1er janvier 2026. Source : code de l’éducation");
  });

  test("tells no legal pay beside the pay of the employer, abroad, nor once the amounts are a year old", async () => {
    for (const reference of [DEVELOPER, ABROAD]) expect(await text(`/offres/${reference}`)).not.toContain("Combien");
    const at = (now: string) =>
      on(`/offres/${BARE}`, { extraHTTPHeaders: { "x-test-now": now } }, (page) => page.content());
    expect(await at("2026-12-31T22:59:59Z")).toContain("Combien serai-je payé");
    expect(await at("2026-12-31T23:00:00Z")).not.toContain("Combien serai-je payé");
  });

  test("tells whom to contact, by links that a mailer and a phone understand", async () => {
    await on(`/offres/${DEVELOPER}`, {}, async (page) => {
      const contacts = page.getByRole("region", { name: "Pour candidater" });
      expect(await contacts.innerText()).toContain("La candidature ne se fait pas en ligne.");
      expect(await contacts.innerText()).toContain("Joignez impérativement votre CV et votre lettre de motivation");
      const hrefs = await contacts.getByRole("link").evaluateAll((links) => links.map((a) => a.getAttribute("href")));
      expect(hrefs).toEqual([
        expect.stringMatching(
          /^mailto:ada%2Bstage@drac\.example\?subject=Candidature%20%E2%80%93%20D%C3%A9veloppeuse%20%26%20data%20%E2%80%93%20A-2026-100001&body=Madame%2C%20Monsieur%2C%0D%0A/,
        ),
        "tel:+33199001234",
        "https://drac.example/recrutement",
      ]);
    });
  });

  test("leads back to the results it was found in, and has an address without them", async () => {
    await on("/offres?q=archiviste&page=2", {}, async (page) => {
      await page.locator(".offer-card a").first().click();
      await page.waitForURL("**/offres/S-*?q=archiviste&page=2");
      const canonical = await page.locator("link[rel=canonical]").getAttribute("href");
      expect(canonical).toMatch(/^https:\/\/pass\.example\/offres\/S-2026-2000\d\d$/);
      await page.getByRole("link", { name: "Retour aux résultats" }).click();
      await page.waitForURL("**/offres?q=archiviste&page=2");
    });
  });

  test("takes nothing but a search from its address", async () => {
    const page = await html(`/offres/${DEVELOPER}?q=a&retour=//evil.example&region=%22onclick%3D`);
    expect(page).toContain('href="/offres?q=a"');
    expect(page).not.toMatch(/evil|onclick/);
  });

  test("written in another case leads to its usual address, search and all", async () => {
    const answer = await site.fetch(`/offres/${DEVELOPER.toLowerCase()}?q=data`);
    expect(answer.status).toBe(301);
    expect(answer.headers.get("Location")).toBe(`/offres/${DEVELOPER}?q=data`);
  });

  test("that is closed says its name and no contact, is gone for machines, and offers a new search", async () => {
    const answer = await site.fetch(`/offres/${CLOSED}`);
    const page = await answer.text();
    expect(answer.status).toBe(410);
    expect(page).toContain("<h1>Juriste en droit public</h1>");
    expect(page).toContain("n’est plus disponible");
    expect(page).toContain('<meta name="robots" content="noindex"/>');
    expect(page).toContain('<form class="search-form" action="/offres"');
    expect(page).not.toContain("mailto:");
    expect(page).not.toContain("Vous participez");
  });

  test.each([
    ["a reference of the right form", "/offres/A-2026-999999"],
    ["another one", "/offres/X-0"],
    ["a control character", "/offres/%00"],
    ["what cannot be decoded", "/offres/%E0%A4%A"],
    ["a very long one", `/offres/${"9".repeat(3000)}`],
    ["a script", "/offres/%3Cscript%3E"],
  ])("that never was is not found: %s", async (_, path) => {
    const answer = await site.fetch(path);
    expect(answer.status).toBe(404);
    const page = await answer.text();
    expect(page).toContain('<meta name="robots" content="noindex"/>');
    expect(page).toContain("introuvable</h1>");
    expect(page).not.toContain("<script>");
  });
});
