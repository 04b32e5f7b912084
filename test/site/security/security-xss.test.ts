import sax from "sax";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aPdf } from "#test/support/documents.ts";
import { dangersIn, XSS } from "#test/support/hostile-text.ts";
import { aPosting } from "#test/support/postings.ts";
import { publish } from "#test/support/publish.ts";
import { type Site, startSite } from "#test/support/site.ts";
import { aCandidate, type Browser, hiddenFields, openBrowser } from "#test/support/spaces/candidate.ts";
import { aRecruiter } from "#test/support/spaces/recruiters.ts";

const reference = (index: number) => `S-2026-${String(index).padStart(6, "0")}`;

describe("1.2.1, 1.2.3: what people write renders inert", () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite();
    await publish(
      site,
      XSS.map((text, index) =>
        aPosting({
          reference: reference(index),
          title: `Offre ${index} ${text}`,
          administration: text.replace(/\s+/g, " ").trim() || "x",
          employer: text,
          service: text,
          city: text,
          description: `<p>${text}</p>${text}`,
          profile: text,
          employerDescription: text,
          more: `<a href="${text}">x</a>`,
          contacts: [
            { name: text, email: "recrutement@drac.example", phone: text, url: "https://drac.example/?a=b" },
            { url: text, email: text },
          ],
        }),
      ),
      "?source=hostile",
    );
  });
  afterAll(() => site.stop());

  const shown = async (path: string) => (await site.fetch(path)).text();

  test("there are at least 200 hostile texts, and each would be noticed in a page that does not escape", () => {
    expect(XSS.length).toBeGreaterThanOrEqual(200);
    const markup = XSS.filter((text) => /<[a-z]/i.test(text) && !/^(\\|&lt;|＜|\+ADw)/.test(text));
    const unnoticed = markup.filter((text) =>
      [
        "<p>x",
        '<input value="x',
        "<input value='x",
        "<script>x",
        "<!-- x",
        "<textarea>x",
        "<title>x",
        "<style>x",
      ].every((page) => dangersIn(page.replace("x", () => text)).length === 0),
    );
    expect(unnoticed.length / markup.length).toBeLessThan(0.05);
  });

  test("of an employer, in the page of each offer", async () => {
    for (let index = 0; index < XSS.length; index++) {
      const html = await shown(`/offres/${reference(index)}`);
      expect(html, XSS[index]).toContain(`Offre ${index}`);
      expect(dangersIn(html), XSS[index]).toEqual([]);
    }
  }, 120_000);

  test("of an employer, in the lists, the landing pages and the suggestions", async () => {
    const pages = Math.ceil(XSS.length / 20);
    const lists = Array.from({ length: pages }, (_, page) => `/offres?page=${page + 1}`);
    for (const path of [
      "/",
      ...lists,
      "/stages-et-apprentissages",
      "/stages-et-apprentissages/bretagne",
      "/suggestions?q=off",
    ]) {
      expect(dangersIn(await shown(path)), path).toEqual([]);
    }
    expect((await shown(`/offres?page=${pages}`)).match(/Offre \d+/g)?.length).toBeGreaterThan(0);
  });

  test("of an employer, in the feeds: well-formed, and inert for a reader that shows HTML", async () => {
    for (const kind of ["rss", "atom"]) {
      const xml = await shown(`/offres.${kind}`);
      const parser = sax.parser(true);
      let open = "";
      parser.onopentag = ({ name }) => {
        open = name;
      };
      const read = (text: string) => {
        if (/description|content|summary/.test(open)) expect(dangersIn(text, { styles: false }), text).toEqual([]);
      };
      parser.ontext = read;
      parser.oncdata = read;
      parser.write(xml).close();
    }
  });

  test("of an employer, in the API and the calendar, which no browser takes for a page", async () => {
    for (const [path, type] of [
      ["/api/v1/offres", "application/json"],
      [`/api/v1/offres/${reference(0)}`, "application/json"],
    ] as const) {
      const { headers } = await site.fetch(path);
      expect(headers.get("Content-Type")).toContain(type);
      expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    }
  });

  test("of a visitor, in every parameter of the search and of the access pages", async () => {
    for (const text of XSS) {
      const typed = encodeURIComponent(text);
      for (const path of [
        `/offres?q=${typed}&region=${typed}&type=${typed}&tri=${typed}&page=${typed}&${typed}=${typed}`,
        `/connexion?retour=${typed}&fait=${typed}`,
        `/offres/${typed}`,
        `/activation/${typed}`,
      ]) {
        const response = await site.fetch(path);
        expect(response.status, path).toBeLessThan(500);
        expect(dangersIn(await response.text()), path).toEqual([]);
      }
    }
  }, 120_000);

  test("of a visitor, in the forms that come back with what was typed", async () => {
    const { draft = "" } = hiddenFields(await openBrowser(site).text("/inscription"));
    for (const [index, text] of XSS.entries()) {
      const browser = openBrowser(site, `192.0.2.${index % 250}`);
      const fields = [
        "lastName",
        "firstName",
        "username",
        "email",
        "phone",
        "civility",
        "level",
        "domain",
        "availableOn",
        "consent",
      ];
      const body = new FormData();
      for (const name of fields) body.append(name, text);
      body.append("draft", index % 2 === 0 ? draft : text);
      const signUp = await browser.send("/inscription", { method: "POST", body });
      expect(signUp.status, text).toBe(422);
      expect(dangersIn(await signUp.text()), text).toEqual([]);
      if (index % 4 > 0) continue;
      for (const path of ["/connexion", "/activation"]) {
        const form = new URLSearchParams({ login: text.replaceAll("@", ""), password: "", retour: text });
        const echoed = await browser.send(path, { method: "POST", body: form });
        expect(echoed.status, text).toBeLessThan(500);
        expect(dangersIn(await echoed.text()), text).toEqual([]);
      }
    }
  }, 120_000);

  test("of a candidate, in every page that shows it, whatever the database holds", async () => {
    const lea = await aCandidate(site, "lea");
    await lea.upload("/compte/documents", {}, { cv: [aPdf()] });
    await lea.post(`/mes-offres/ajouter?ref=${reference(0)}`, {});
    const saved = await lea.post("/mes-recherches/nouvelle?q=offre", { name: "Offres" });
    const search = new URL(saved.headers.get("Location") ?? "", site.site).searchParams.get("recherche") ?? "";
    expect(search).toMatch(/^\d+$/);
    const db = await site.accounts();
    const { id = "" } = (await db.prepare("SELECT id FROM documents").first<{ id: string }>()) ?? {};
    await listAll(db);
    for (const path of ["/compte/sessions", "/mes-offres", "/mes-recherches"]) {
      const html = await (await lea.get(path)).text();
      for (const index of XSS.keys()) expect(html, path).toContain(`Ligne ${index} `);
      expect(dangersIn(html), path).toEqual([]);
    }
    await db.prepare("DELETE FROM saved_searches WHERE id <> ?").bind(search).run();
    // Four texts at once, each in fields of its own: every field has shown a quarter of them in the end.
    for (let index = 0; index < XSS.length; index += 4) {
      const four = XSS.slice(index, index + 4);
      const [first = "", last = first, phone = first, domain = first] = four;
      await db.batch([
        db.prepare("DELETE FROM throttles"),
        db
          .prepare("UPDATE candidates SET first_name = ?, last_name = ?, phone = ?, domain = ?")
          .bind(first, last, phone, domain),
        db.prepare("UPDATE documents SET name = ?").bind(last),
        db.prepare("UPDATE saved_searches SET name = ?").bind(`Ligne ${index} ${phone}`),
        db.prepare("UPDATE saved_searches SET criteria = ?").bind(criteriaOf(domain, index)),
      ]);
      const account = ["/compte", "/compte/modifier"];
      const documents = ["/compte/documents", `/compte/documents/${id}`, `/mes-offres/${reference(0)}/candidature`];
      const searches = [`/mes-recherches/${search}`, `/mes-recherches/${search}/modifier`];
      await Promise.all([
        ...[...account, ...documents].map((path) => expectInert(lea, path, four, "")),
        ...searches.map((path) => expectInert(lea, path, four, `Ligne ${index} `)),
      ]);
      const asked = await lea.post(`/mes-recherches/nouvelle?${criteriaOf(first, index + 3)}`, { name: "" });
      expect(asked.status, first).toBeLessThan(500);
      expect(dangersIn(await asked.text()), `sauvegarder ${first}`).toEqual([]);
      const named = await lea.post("/mes-recherches", { action: "renommer", recherche: search, name: `${last}\n` });
      expect(named.status, last).toBeLessThan(500);
      expect(dangersIn(await named.text()), `renommer ${last}`).toEqual([]);
      const { headers } = await lea.get(`/compte/documents/${id}/fichier`);
      expect(headers.get("Content-Disposition"), last).toMatch(
        /^attachment; filename="[ -!#-~]*"(; filename\*=UTF-8''[\w%.~!#$&+^`|*-]*)?$/,
      );
    }
  }, 400_000);

  test("of a recruiter, in every page of the recruiters, whatever the database holds", async () => {
    const anne = await aRecruiter(site, { role: "administrator", name: "Anne" });
    const administration = "ministere-de-la-culture";
    const at = new Date().toISOString();
    const db = await site.accounts();
    const catalogue = await site.catalogue();
    const insert = (sql: string, texts: readonly string[]) =>
      db.batch(texts.map((text, index) => db.prepare(sql).bind(String(index), text, administration, at)));
    await insert(
      `INSERT INTO recruiters (administration, role, email, email_key, name, created_at)
        VALUES (?3, 'recruiter', ?1 || '@culture.gouv.fr', ?1 || '@culture.gouv.fr', ?2, ?4)`,
      XSS,
    );
    await insert(
      `INSERT INTO drafts (id, administration, recruiter_id, state, typed, title, version, refs, reminded, answer, created_at, updated_at)
        SELECT 'draft-' || ?1, ?3, id, 'draft', json_object('type', 'stage', 'title', ?2, 'service', ?2, 'description', ?2, 'place1', ?2,
          'contact1Name', ?2, 'contact1Email', ?2, 'contact1Url', ?2, 'more', ?2, 'expiresOn', ?2), ?2, 1, '[]', '[]', ?2, ?4, ?4
        FROM recruiters WHERE email = ?1 || '@culture.gouv.fr'`,
      XSS,
    );
    await insert(
      `INSERT INTO publishing_events (administration, actor, event, subject, at)
        VALUES (?3, ?2, iif(?1 % 2, 'draft-deleted', 'key-created'), ?2, ?4)`,
      XSS,
    );
    await catalogue.batch(
      XSS.map((text, index) =>
        catalogue
          .prepare("INSERT INTO api_keys (name, hash, administration, label, created_at) VALUES (?1, ?1, ?2, ?3, ?4)")
          .bind(`@${administration}/${index}`, administration, text, at),
      ),
    );
    const pages = Math.ceil(XSS.length / 20);
    const drafts = Array.from({ length: pages }, (_, page) => `/recruteurs/offres?etat=brouillons&page=${page + 1}`);
    const some = XSS.flatMap((_, index) => (index % 8 === 0 ? [`/recruteurs/brouillons/draft-${index}`] : []));
    const each = some.flatMap((path) => [path, `${path}/apercu`, `${path}/publier`]);
    for (const path of ["/recruteurs/membres", "/recruteurs/cles", "/recruteurs/activite", ...drafts, ...each]) {
      const answered = await anne.get(path);
      expect([path, answered.status]).toEqual([path, 200]);
      expect(dangersIn(await answered.text()), path).toEqual([]);
    }
    for (const text of XSS.filter((_, index) => index % 16 === 0)) {
      const typed = {
        title: text,
        description: text,
        place1: text,
        contact1Email: text,
        contact1Url: text,
        version: "9",
      };
      for (const [path, fields] of [
        ["/recruteurs/brouillons/draft-0", { action: "enregistrer", ...typed }],
        ["/recruteurs/membres", { action: "inviter", email: text, role: text }],
        ["/recruteurs/cles", { action: "creer", label: `${text}\n` }],
        ["/recruteurs/connexion", { login: text, email: text }],
      ] as const) {
        const answered = await anne.post(path, fields);
        expect(answered.status, `${path} ${text}`).toBeLessThan(500);
        expect(dangersIn(await answered.text()), `${path} ${text}`).toEqual([]);
      }
    }
  }, 120_000);

  /** Every text as a session, a kept offer that is closed, and a saved search of the only candidate. */
  async function listAll(db: D1Database): Promise<void> {
    const { candidate } =
      (await db.prepare("SELECT id AS candidate FROM candidates").first<{ candidate: number }>()) ?? {};
    const at = new Date().toISOString();
    await db.batch(
      XSS.flatMap((text, index) => {
        const line = `Ligne ${index} ${text}`;
        return [
          db
            .prepare("INSERT INTO sessions VALUES (?1, ?1, ?2, ?3, ?4, ?4, ?4)")
            .bind(`session-${index}`, candidate, line, at),
          db
            .prepare(
              "INSERT INTO kept_offers (candidate_id, offer_id, reference, title, kept_at) VALUES (?, ?, ?, ?, ?)",
            )
            .bind(candidate, 1_000_000 + index, `S-2025-${index}`, line, at),
          db
            .prepare(`INSERT INTO saved_searches (candidate_id, name, criteria, match, text_version, since_offer_id, seen_offer_id, created_at)
              SELECT candidate_id, ?, ?, match, text_version, since_offer_id, seen_offer_id, created_at FROM saved_searches LIMIT 1`)
            .bind(line, criteriaOf(text, index)),
        ];
      }),
    );
  }

  /** In turn: words that are searched, and every criterion that names something, each of which no longer exists. */
  function criteriaOf(text: string, index: number): string {
    const words = new URLSearchParams({ q: text });
    const places = new URLSearchParams({ region: text, departement: text, pays: text, administration: text });
    const kinds = new URLSearchParams({ type: text, niveau: text, domaine: text });
    return String([words, places, kinds][Math.floor(index / 3) % 3]);
  }

  /** @param name is in the page, or what stands beside it was not tried */
  async function expectInert(browser: Browser, path: string, texts: string[], name: string): Promise<void> {
    const response = await browser.get(path);
    expect([path, response.status, texts]).toEqual([path, 200, texts]);
    const html = await response.text();
    expect(html).toContain(name);
    expect(dangersIn(html), [path, ...texts].join("\n")).toEqual([]);
  }
});
