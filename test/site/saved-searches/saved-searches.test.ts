import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MAX_SAVED_SEARCHES } from "#app/domain/alerts/alert.ts";
import { aPosting } from "#test/support/postings.ts";
import { publish } from "#test/support/publish.ts";
import { type Site, startSite } from "#test/support/site.ts";
import { aCandidate, type Browser, openBrowser, PASSWORD } from "#test/support/spaces/candidate.ts";

let site: Site;
let lea: Browser;
let zoe: Browser;
beforeAll(async () => {
  site = await startSite();
  await publish(site, [
    aPosting({ reference: "S-2026-1001", title: "Archiviste" }),
    aPosting({ reference: "S-2026-1002", title: "Juriste" }),
    ...[3, 4, 5].map((number) =>
      aPosting({
        reference: `S-2026-100${number}`,
        title: "Technicien",
        description: `<p>Vous travaillez avec un harpiste (${number}).</p>`,
        publishedAt: null,
      }),
    ),
    aPosting({ reference: "S-2026-1006", title: "Harpiste", publishedAt: null }),
  ]);
  lea = await aCandidate(site, "lea.martin");
  zoe = await aCandidate(site, "zoe.petit", "192.0.2.2");
});
afterAll(() => site.stop());

const LIST = "/mes-recherches";
const saving = (query: string) => `/mes-recherches/nouvelle?${query}`;
const location = (response: Response) => response.headers.get("Location") ?? "";
const numberIn = (address: string) => new URL(address, "https://x.invalid").searchParams.get("recherche") ?? "";
/** What a page says, without its markup, spaces tidied. */
const said = (html: string) =>
  html
    .slice(html.indexOf("<main"))
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll("&#x27;", "'")
    .replaceAll(/\s+/g, " ");

async function save(browser: Browser, query: string, name: string): Promise<string> {
  const answer = await browser.post(saving(query), { name });
  expect(location(answer)).toContain("fait=sauvegardee");
  return numberIn(location(answer));
}

const act = (browser: Browser, action: string, recherche: string, more: Record<string, string> = {}) =>
  browser.post(LIST, { action, recherche, ...more });
/** The token that the forms of a session carry. */
const csrfOf = async (browser: Browser) =>
  /name="csrf" value="([^"]+)"/.exec(await browser.text("/compte/sessions"))?.[1] ?? "";
const rows = async (sql: string) => (await (await site.accounts()).prepare(sql).all()).results;

describe("saving a search", () => {
  test("starts on the page of results, found or not, which is the same for everybody", async () => {
    const page = await lea.text("/offres?q=archiviste&region=53&tri=debut&page=1");
    expect(page).toContain(`href="${saving("q=archiviste&amp;region=53")}"`);
    expect(page).not.toContain("lea.martin");
    const nothing = await lea.text("/offres?q=cosmonaute");
    expect(nothing).toMatch(/href="\/mes-recherches\/nouvelle\?q=cosmonaute">être alerté<\/a>/);
  });

  test("whose words are mostly met in texts proposes to look in titles only, with both forecasts", async () => {
    const page = await lea.text(saving("q=harpiste"));
    expect(said(page).replaceAll("\u00a0", " ")).toMatch(
      /ne font que parler de « harpiste » .* par semaine\)\. Chercher dans l’intitulé seulement : .* par semaine\./,
    );
    expect(page).toContain(`href="${saving("q=harpiste&amp;dans=intitule")}"`);
    expect(said(await lea.text(saving("q=juriste")))).not.toContain("ne font que parler");
    const titlesOnly = await lea.text(saving("q=harpiste&dans=intitule"));
    expect(said(titlesOnly)).not.toContain("ne font que parler");
    expect(titlesOnly).toContain("harpiste dans l’intitulé");
  });

  test("leads somebody who is not logged in to log in, and back to the search", async () => {
    const browser = openBrowser(site, "192.0.2.3");
    const path = saving("q=archiviste&region=53");
    const logIn = location(await browser.get(path));
    expect(logIn).toBe(`/connexion?retour=${encodeURIComponent(path)}`);
    const back = await browser.post(logIn, { login: "zoe.petit", password: PASSWORD });
    expect(location(back)).toBe(path);
    expect(said(await browser.text(path))).toContain("Votre recherche « archiviste » Bretagne");
  });

  test("brings back a search of every criterion that there is, however long its address", async () => {
    const departments = Array.from({ length: 95 }, (_, n) => `departement=${String(n + 1).padStart(2, "0")}`);
    const regions = [11, 24, 27, 28, 32, 44, 52, 53, 75, 76, 84, 93, 94].map((code) => `region=${code}`);
    const path = saving([`q=${encodeURIComponent("é".repeat(200))}`, ...regions, ...departments].join("&"));
    const browser = openBrowser(site, "192.0.2.4");
    const logIn = location(await browser.get(path));
    const back = await browser.post(logIn, { login: "zoe.petit", password: PASSWORD });
    expect(location(back)).toBe(path);
  });

  test("proposes what it asks as its name, says that it is saved, and takes another name with its spaces tidied", async () => {
    const page = await lea.text(saving("q=archiviste&region=53&type=stage&page=4&tri=debut"));
    expect(page).toContain('value="Stage · archiviste · Bretagne"');
    expect(page).not.toContain("Critère ignoré");
    const saved = await lea.post(saving("q=archiviste&region=53&type=stage&page=4&tri=debut"), {
      name: "  Archives\u202e\r\n\u200b de   Bretagne ",
    });
    const list = said(await lea.text(location(saved)));
    expect(list).toContain("Votre recherche est sauvegardée");
    expect(list).toMatch(/Archives de Bretagne .* Stage · archiviste · Bretagne/);
    expect(await rows("SELECT name, criteria FROM saved_searches")).toEqual([
      { name: "Archives de Bretagne", criteria: "q=archiviste&type=stage&region=53" },
    ]);
  });

  test("again is recognised, with the name that it has", async () => {
    const path = saving("region=53&type=stage&q=archiviste");
    expect(said(await lea.text(path))).toContain("Vous avez déjà cette recherche : Archives de Bretagne");
    // Its form was shown before the search was saved in another window.
    const body = new URLSearchParams({ csrf: await csrfOf(lea), name: "Autre" });
    const again = await lea.send(path, { method: "POST", body });
    expect(said(await lea.text(location(again)))).toContain("Vous avez déjà cette recherche");
    expect(await rows("SELECT name FROM saved_searches")).toHaveLength(1);
  });

  test("says which criteria it does not know, and is not done without a name, or with one that is too long", async () => {
    const path = saving("q=juriste&domaine=PERDU&administration=inconnue");
    expect(said(await zoe.text(path))).toMatch(/Critère ignoré : domaine.*« PERDU ».*administration « inconnue »/);
    for (const name of [" \u200b ", "x".repeat(101)]) {
      const refused = await zoe.post(path, { name });
      expect(refused.status).toBe(422);
      expect(await refused.text()).toContain('id="name-erreur"');
    }
    expect(await rows("SELECT * FROM saved_searches WHERE criteria LIKE 'q=juriste%'")).toEqual([]);
  });

  test("is not done without the token of the session, nor from another site", async () => {
    const forged = new URLSearchParams({ csrf: "0".repeat(64), name: "x" });
    const elsewhere = { Origin: "https://ailleurs.example" };
    for (const path of [saving("q=faux"), LIST, `${LIST}/1/modifier`]) {
      expect((await zoe.send(path, { method: "POST", body: forged })).status, path).toBe(403);
      expect((await zoe.send(path, { method: "POST", body: forged, headers: elsewhere })).status, path).toBe(403);
    }
    expect(await rows("SELECT * FROM saved_searches WHERE criteria = 'q=faux'")).toEqual([]);
  });

  test("stops at twenty, and says what to do", async () => {
    const browser = await aCandidate(site, "paul.vingt", "192.0.2.5");
    for (let n = 0; n < MAX_SAVED_SEARCHES; n++) await save(browser, `q=metier${n}`, `Métier ${n}`);
    const path = saving("q=encore");
    expect(said(await browser.text(path))).toContain("Vous avez déjà 20 recherches sauvegardées");
    // Its form was shown before the twentieth was saved in another window.
    const csrf = await csrfOf(browser);
    const body = new URLSearchParams({ csrf, name: "Encore" });
    const refused = await browser.send(path, { method: "POST", body });
    expect(refused.status).toBe(422);
    expect(said(await refused.text())).toContain("Supprimez-en une");
  });

  test("too often is told to wait, and for how long", async () => {
    const browser = await aCandidate(site, "trop.souvent", "192.0.2.6");
    const csrf = await csrfOf(browser);
    const attempt = (path: string, fields: Record<string, string>) =>
      browser.send(path, { method: "POST", body: new URLSearchParams({ csrf, ...fields }) });
    for (let n = 0; n < 60; n++) await attempt(saving("q=a"), { name: "" });
    const late = await attempt(saving("q=a"), { name: "A" });
    expect(late.status).toBe(429);
    expect(Number(late.headers.get("Retry-After"))).toBeGreaterThan(0);
    for (let n = 0; n < 200; n++) await attempt(LIST, { action: "alerte", recherche: "0" });
    const ringing = await attempt(LIST, { action: "alerte", recherche: "0" });
    expect(ringing.status).toBe(429);
    expect(Number(ringing.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect(said(await ringing.text())).toContain("Trop de tentatives");
  });
});

describe("the list", () => {
  test("is the same from the menu and from « Mon compte », hers alone, and kept by nothing", async () => {
    expect(await zoe.text("/compte")).toMatch(
      /href="\/mes-recherches">Mes recherches sauvegardées et mes alertes<\/a>/,
    );
    expect(await zoe.text("/offres")).toMatch(/href="\/mes-recherches"[^>]*>Mes recherches<\/a>/);
    const mine = await zoe.get(LIST);
    expect(mine.headers.get("Cache-Control")).toBe("private, no-store");
    const html = await mine.text();
    expect(html).toContain('<meta name="robots" content="noindex"');
    expect(said(html)).toContain("Vous n’avez pas encore sauvegardé de recherche.");
    expect(location(await site.fetch(LIST))).toBe("/connexion?retour=%2Fmes-recherches");
  });

  test("counts what is new; running it again shows that first, marked, and nothing is new any more", async () => {
    const id = await save(zoe, "q=archiviste", "Archives");
    expect(said(await zoe.text(LIST))).not.toMatch(/\d nouvelle/);
    await publish(site, [
      aPosting({ reference: "S-2026-2001", title: "Archiviste adjointe" }),
      aPosting({ reference: "S-2026-2002", title: "Comptable" }),
    ]);
    expect(said(await zoe.text(LIST))).toContain("1 nouvelle offre");
    // Looking at the page itself notes nothing: only « Relancer » does.
    expect(said(await zoe.text(`${LIST}/${id}`))).toContain("2 offres – 1 nouvelle offre");
    const again = location(await act(zoe, "relancer", id));
    const results = said(await zoe.text(again));
    expect(results).toMatch(/2 offres – 1 nouvelle offre.*Nouvelle Archiviste adjointe.* Archiviste /);
    expect(results.split(/\bNouvelle\b/)).toHaveLength(2);
    expect(said(await zoe.text(LIST))).not.toMatch(/\d nouvelle/);
    expect(said(await zoe.text(`${LIST}/${id}`))).not.toContain("nouvelle");
    expect(await zoe.text(again)).toContain('href="/offres?q=archiviste"');
  });

  test("renames, and says so on the line; an empty name is refused", async () => {
    const id = await save(zoe, "q=comptable", "Comptes");
    const renamed = await act(zoe, "renommer", id, { name: "<b>Comptes & bilans</b>" });
    const html = await zoe.text(location(renamed));
    expect(said(html)).toContain("Le nom est changé. &lt;b&gt;Comptes &amp; bilans&lt;/b&gt;");
    const refused = await act(zoe, "renommer", id, { name: "x".repeat(101) });
    expect(refused.status).toBe(422);
    const again = await refused.text();
    expect(again).toContain(`href="#nom-${id}"`);
    expect(again).toContain(`id="nom-${id}-erreur"`);
    expect(again).toMatch(/<details[^>]* open=""[^>]*>(?:(?!<\/details>).)*value="x{101}"/s);
    expect(again.match(/<details[^>]* open=""/g)).toHaveLength(1);
  });

  test("deletes, takes back within the hour, and forgets what is not taken back", async () => {
    const id = await save(zoe, "q=paie", "Paie");
    const deleted = location(await act(zoe, "supprimer", id));
    const page = said(await zoe.text(deleted));
    expect(page).toContain("La recherche est supprimée. Vous avez une heure pour annuler. Annuler la suppression");
    expect(page).not.toContain("Paie");
    expect((await zoe.get(`${LIST}/${id}`)).status).toBe(404);
    const back = location(await zoe.post(deleted, { action: "annuler", recherche: id }, LIST));
    expect(said(await zoe.text(back))).toMatch(/La recherche est rétablie\..*Paie/);
    // Deleted in another window, then taken back after its row is gone.
    await act(zoe, "supprimer", id);
    await (await site.accounts()).prepare("DELETE FROM saved_searches WHERE id = ?").bind(Number(id)).run();
    const late = location(await act(zoe, "annuler", id));
    expect(said(await zoe.text(late))).toContain("Cette recherche n’existe plus.");
  });

  test("does nothing to somebody else’s searches, nor to numbers that are none", async () => {
    const id = await save(lea, "q=paie", "De Léa");
    const before = await rows("SELECT * FROM saved_searches ORDER BY id");
    for (const number of [id, "0", "-1", "1e9", "abc", "9".repeat(30)]) {
      for (const action of ["alerte", "renommer", "supprimer", "annuler", "relancer"]) {
        const answer = await act(zoe, action, number, { cadence: "daily", name: "Volée" });
        expect(location(answer), `${action} ${number}`).toBe(`${LIST}?fait=disparue`);
      }
      expect((await zoe.get(`${LIST}/${number}`)).status).toBe(404);
      expect((await zoe.get(`${LIST}/${number}/modifier`)).status).toBe(404);
    }
    const csrf = await csrfOf(zoe);
    const body = new URLSearchParams({ csrf, q: "volée" });
    expect((await zoe.send(`${LIST}/${id}/modifier`, { method: "POST", body })).status).toBe(404);
    expect(await rows("SELECT * FROM saved_searches ORDER BY id")).toEqual(before);
    expect((await act(zoe, "autre chose", id)).status).toBe(400);
  });
});

describe("the bell", () => {
  test("is switched on once, off again, and sent twice it stays as it was asked", async () => {
    const id = await save(lea, "q=juriste", "Droit");
    const on = { cadence: "immediate" };
    expect(location(await act(lea, "alerte", id, on))).toBe(`${LIST}?fait=alerte&recherche=${id}`);
    const page = await lea.text(location(await act(lea, "alerte", id, on)));
    expect(page).toMatch(/role="status"[^>]*>\s*<strong>Alerte activée<\/strong>/);
    expect(page).toContain('aria-pressed="true"');
    expect(await rows(`SELECT cadence FROM saved_searches WHERE id = ${id}`)).toEqual([{ cadence: "immediate" }]);
    await act(lea, "alerte", id, { cadence: "weekly" });
    expect(said(await lea.text(LIST))).toContain("Alerte activée – un mail chaque semaine, le lundi à 7 h");
    const off = await lea.text(location(await act(lea, "alerte", id, { cadence: "" })));
    expect(off).toMatch(/role="status"[^>]*>\s*<strong>Alerte désactivée<\/strong>/);
    expect(await rows(`SELECT cadence FROM saved_searches WHERE id = ${id}`)).toEqual([{ cadence: null }]);
  });

  test("starts at the newest offer: the past is never mailed", async () => {
    const id = await save(lea, "q=comptable", "Comptes");
    const catalogue = await site.catalogue();
    await publish(site, [aPosting({ reference: "S-2026-3001", title: "Comptable" })]);
    const newest = (await catalogue.prepare("SELECT max(id) AS id FROM offers").first<{ id: number }>())?.id;
    await act(lea, "alerte", id, { cadence: "daily" });
    expect(await rows(`SELECT since_offer_id FROM saved_searches WHERE id = ${id}`)).toEqual([
      { since_offer_id: newest },
    ]);
  });

  test("says beforehand how many offers a week to expect, with advice when there are none or too many, and never refuses", async () => {
    const browser = await aCandidate(site, "trop.large", "192.0.2.7");
    const today = new Date();
    const recent = new Date(today.getTime() - 86_400_000).toISOString();
    const many = Array.from({ length: 450 }, (_, n) =>
      aPosting({ reference: `A-2026-${5000 + n}`, title: "Jardinier", publishedAt: recent, updatedAt: recent }),
    );
    await publish(site, many);
    const ids = [
      await save(browser, "q=jardinier", "Jardins"),
      await save(browser, "q=cosmonaute", "Espace"),
      await save(browser, "q=jardinier&region=84", "Jardins de Lyon"),
    ];
    const list = said(await browser.text(LIST));
    expect(list).toMatch(/Jardins .* environ 5\d offres par semaine .* C’est beaucoup/);
    expect(list).toMatch(/Espace .* aucune offre ces deux derniers mois .* risque de rester muette/);
    for (const id of ids)
      expect(location(await act(browser, "alerte", id, { cadence: "immediate" }))).toContain("fait=alerte");
  });

  test("says why no alert arrives at an address that refuses them, and what to do", async () => {
    const accounts = await site.accounts();
    for (const [reason, words] of [
      ["bounce", "a refusé nos messages"],
      ["complaint", "signalé comme indésirable"],
    ] as const) {
      await accounts
        .prepare(
          "INSERT OR REPLACE INTO suppressions (email_key, reason, at) VALUES ('lea.martin@exemple.fr', ?, '2026-01-01')",
        )
        .bind(reason)
        .run();
      const page = await lea.text(LIST);
      expect(said(page)).toContain(words);
      expect(page).toContain('href="/compte/adresse-mail"');
    }
    expect(said(await zoe.text(LIST))).not.toContain("Vos alertes n’arrivent plus");
    await accounts.prepare("DELETE FROM suppressions").run();
  });
});

describe("other criteria", () => {
  test("are given in the form of the search, filled with those that it has, to the same search", async () => {
    const id = await save(zoe, "q=cuisinier&region=53&region=11", "Cuisine");
    const form = await zoe.text(`${LIST}/${id}/modifier`);
    expect(form).toMatch(/name="q"[^>]*value="cuisinier"/);
    expect(form).toMatch(/value="53"[^>]*checked|checked[^>]*value="53"/);
    // What no open offer has today can be waited for.
    expect(form.slice(form.indexOf("<main"))).not.toContain("disabled");
    const csrf = await csrfOf(zoe);
    const post = (criteria: [string, string][]) =>
      zoe.send(`${LIST}/${id}/modifier`, { method: "POST", body: new URLSearchParams([["csrf", csrf], ...criteria]) });
    const changed = await post([
      ["q", "pâtissier"],
      ["niveau", ""],
      ["region", "53"],
      ["region", "84"],
    ]);
    expect(location(changed)).toBe(`${LIST}?fait=criteres&recherche=${id}`);
    const list = said(await zoe.text(location(changed)));
    expect(list).toContain("Les critères sont changés. Cuisine");
    expect(list).toContain("pâtissier · Bretagne, Auvergne-Rhône-Alpes");
    const same = await post([["q", "archiviste"]]);
    expect(same.status).toBe(422);
    const answer = await same.text();
    expect(said(answer)).toContain("Vous avez déjà cette recherche : Archives.");
    expect(answer).toMatch(/name="q"[^>]*value="archiviste"/);
    expect((await post([["domaine", "PERDU"]])).status).toBe(422);
  });

  test("mend a search of which something exists no longer: it is said on the list, and never shown wider", async () => {
    const id = await save(zoe, "q=soudeur&region=53", "Soudure");
    const accounts = await site.accounts();
    for (const criteria of ["q=soudeur&domaine=PERDU", "q=soudeur&administration=dissoute"]) {
      await accounts.prepare("UPDATE saved_searches SET criteria = ? WHERE id = ?").bind(criteria, Number(id)).run();
      expect(said(await zoe.text(LIST))).toMatch(
        /Recherche à corriger\. Un critère n’existe plus : (domaine d’activité « PERDU »|administration « dissoute »)/,
      );
      const results = await zoe.text(`${LIST}/${id}`);
      expect(said(results)).toContain("Cette recherche est à corriger");
      expect(results).not.toContain("offer-card");
      expect(said(await zoe.text(`${LIST}/${id}/modifier`))).toContain("N’existe plus :");
    }
    const both = "q=soudeur&domaine=PERDU&administration=dissoute";
    await accounts.prepare("UPDATE saved_searches SET criteria = ? WHERE id = ?").bind(both, Number(id)).run();
    expect(said(await zoe.text(LIST))).toMatch(/Des critères n’existent plus : domaine.*, administration.* Sans eux/);
    expect(said(await zoe.text(`${LIST}/${id}/modifier`))).toMatch(/N’existent plus : .*par quoi les remplacer/);
    await accounts
      .prepare("UPDATE saved_searches SET criteria = 'q=soudeur', broken = 'expression' WHERE id = ?")
      .bind(Number(id))
      .run();
    expect(said(await zoe.text(LIST))).toContain("Elle ne peut plus être lancée telle quelle");
    expect(said(await zoe.text(`${LIST}/${id}`))).not.toContain("critères n’existe plus");
    const mended = await zoe.post(`${LIST}/${id}/modifier`, { q: "soudeur" });
    expect(location(mended)).toContain("fait=criteres");
    expect(said(await zoe.text(LIST))).not.toContain("à corriger");
    expect(await rows(`SELECT broken FROM saved_searches WHERE id = ${id}`)).toEqual([{ broken: null }]);
  });
});
