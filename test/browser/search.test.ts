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

/** Thirty archivists, enough for two pages, then four offers to look at; the last one is the newest. */
const OFFERS: Posting[] = [
  ...Array.from({ length: 30 }, (_, index) =>
    aPosting({
      reference: `S-2026-2000${String(index).padStart(2, "0")}`,
      title: `Archiviste ${index}`,
      publishedAt: `2026-10-${String(index + 1).padStart(2, "0")}T08:00:00.000Z`,
      startsOn: `2027-03-${String(30 - index).padStart(2, "0")}`,
    }),
  ),
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
  "/offres?q=jardinier+juriste+attach%C3%A9",
  `/offres/${DEVELOPER}?q=data`,
  `/offres/${BARE}`,
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

  test("weighs less than 12 kB once compressed, though it holds every list of criteria", async () => {
    for (const path of PAGES) {
      expect(brotliCompressSync(await html(path)).length, path).toBeLessThan(12_000);
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
    expect(developer).toContain("Paris 14e (75) Niveau 6 Début le 4 janvier 2027 De 12 à 24 mois Publiée aujourd’hui");
    expect(abroad).toMatch(/^STAGE PLUS QUE 2 JOURS Attaché culturel .* Berlin \(Allemagne\) .* Publiée hier$/);
    expect(bare).toBe("STAGE Jardinier Employeur non précisé Niveau non précisé Publiée le 20 novembre 2026");
  });
});

describe("the search form", () => {
  test("has the eight criteria, and labels countries as for posts abroad only", async () => {
    const page = await html("/");
    for (const name of ["q", "type", "niveau", "domaine", "administration", "region", "departement", "pays"]) {
      expect(page, name).toContain(`name="${name}"`);
    }
    expect(page).toContain("À ne renseigner que pour les postes à l’étranger");
    expect(page).toContain('value="DEU"');
    expect(page).not.toContain('value="ESP"');
  });

  test("works by keyboard and without JavaScript, and shows what was chosen", async () => {
    await on("/", { javaScriptEnabled: false }, async (page) => {
      await page.getByLabel("Mots-clés").pressSequentially("archiviste");
      await page.getByRole("checkbox", { name: "Stage" }).press("Space");
      await page.locator("summary", { hasText: "Plus de critères" }).press("Enter");
      await page.locator("summary", { hasText: "Région" }).press("Enter");
      await page.getByRole("checkbox", { name: "Bretagne" }).press("Space");
      await page.getByRole("button", { name: "Rechercher", exact: true }).press("Enter");
      await page.waitForURL("**/offres?*");
      const asked = new URL(page.url()).searchParams;
      expect([asked.get("q"), asked.get("type"), asked.get("region")]).toEqual(["archiviste", "stage", "53"]);
      expect(await page.getByRole("heading", { level: 2 }).first().innerText()).toContain("30 offres");
      expect(await page.getByLabel("Mots-clés").inputValue()).toBe("archiviste");
      expect(await page.getByRole("checkbox", { name: "Stage" }).isChecked()).toBe(true);
      await page.locator("summary", { hasText: "Plus de critères (1 choisi)" }).click();
      await page.locator("summary", { hasText: "Région (1)" }).click();
      expect(await page.locator("input[name=region]").first().isChecked()).toBe(true);
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
    await on("/", {}, async (page) => {
      await unfold(page);
      const field = page.getByLabel("Filtrer la liste : Région");
      await field.pressSequentially("reun");
      const regions = page.getByRole("group", { name: "Région" });
      expect(await regions.getByRole("checkbox").count()).toBe(1);
      expect(await regions.getByRole("status").innerText()).toBe("1 choix");
      await field.press("Enter");
      expect(new URL(page.url()).pathname).toBe("/");
      await field.fill("");
      expect(await regions.getByRole("checkbox").count()).toBeGreaterThan(12);
    });
  });

  test("filtering a long list keeps the counts of the search that is shown, which changing a criterion takes away", async () => {
    await on("/offres?q=archiviste", {}, async (page) => {
      await unfold(page);
      const counts = page.locator("form .criterion__count:visible");
      const shown = await counts.count();
      expect(shown).toBeGreaterThan(0);
      await page.getByLabel("Filtrer la liste : Région").fill("e");
      expect(await counts.count()).toBeGreaterThan(0);
      await page.getByLabel("Filtrer la liste : Région").fill("");
      expect(await counts.count()).toBe(shown);
      await page.getByRole("checkbox", { name: "Stage" }).press("Space");
      expect(await counts.count()).toBe(0);
    });
  });

  test("a choice that has no open offer any more stays, and can be taken away", async () => {
    const page = await html("/offres?pays=ESP&administration=disparue");
    expect(page).toMatch(/name="pays" checked="" value="ESP"\/>/);
    expect(page).toMatch(/<label[^>]*><span>Espagne <span class="criterion__count">0/);
    expect(page).toMatch(/name="administration" checked="" value="disparue"\/>/);
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
      expect(await page.getByRole("heading", { level: 2 }).first().innerText()).toBe("Aucune offre");
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
      await near.getByRole("link", { name: "Jardinier" }).focus();
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
      "Ville\nParis 14e",
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

  test("says « non précisé » for what the employer did not say, and invents nothing", async () => {
    const said = (await text(`/offres/${BARE}`)).replaceAll(/\n+/g, "\n");
    for (const name of ["Niveau de diplôme", "Domaine d’activité", "Administration", "Employeur", "Service", "Ville"]) {
      expect(said).toContain(`${name}\nnon précisé\n`);
    }
    for (const name of ["Département", "Région", "Début", "Durée", "Date limite de candidature"]) {
      expect(said).toContain(`${name}\nnon précisé\n`);
    }
    expect(said).toContain("Non précisé : le poste, le profil recherché, l’employeur, informations complémentaires.");
    expect(said).toContain("Contact non précisé par l’employeur.");
  });

  test("tells whom to contact, by links that a mailer and a phone understand", async () => {
    await on(`/offres/${DEVELOPER}`, {}, async (page) => {
      const contacts = page.getByRole("region", { name: "Pour candidater" });
      expect(await contacts.innerText()).toContain("La candidature ne se fait pas en ligne.");
      expect(await contacts.innerText()).toContain("Joignez impérativement votre CV et votre lettre de motivation");
      const hrefs = await contacts.getByRole("link").evaluateAll((links) => links.map((a) => a.getAttribute("href")));
      expect(hrefs).toEqual([
        "mailto:ada%2Bstage@drac.example?subject=Candidature%20%E2%80%93%20D%C3%A9veloppeuse%20%26%20data%20%E2%80%93%20A-2026-100001",
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
