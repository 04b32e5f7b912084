import { describe, expect, test } from "vitest";
import { ABROAD, APPRENTICE, BARE, CLOSED, DEVELOPER, openSearchPages, plain } from "#test/support/search-pages.ts";

const { html, on, site, text } = openSearchPages();

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
    const answer = await site().fetch(`/offres/${DEVELOPER.toLowerCase()}?q=data`);
    expect(answer.status).toBe(301);
    expect(answer.headers.get("Location")).toBe(`/offres/${DEVELOPER}?q=data`);
  });

  test("that is closed says its name and no contact, is gone for machines, and offers a new search", async () => {
    const answer = await site().fetch(`/offres/${CLOSED}`);
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
    const answer = await site().fetch(path);
    expect(answer.status).toBe(404);
    const page = await answer.text();
    expect(page).toContain('<meta name="robots" content="noindex"/>');
    expect(page).toContain("introuvable</h1>");
    expect(page).not.toContain("<script>");
  });
});
