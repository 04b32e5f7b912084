import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aPdf } from "#test/support/documents.ts";
import { dangersIn, XSS } from "#test/support/hostile-text.ts";
import { aPosting } from "#test/support/postings.ts";
import { publish } from "#test/support/publish.ts";
import { type Site, startSite } from "#test/support/site.ts";
import { aCandidate, type Browser } from "#test/support/spaces/candidate.ts";
import { aRecruiter } from "#test/support/spaces/recruiters.ts";

const OFFER = "S-2026-000001";

describe("1.2.1, 1.2.3: what people write in their spaces renders inert", () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite();
    await publish(site, [aPosting({ reference: OFFER, title: "Offre" })]);
  });
  afterAll(() => site.stop());

  test("of a candidate, in every page that shows it, whatever the database holds", async () => {
    const lea = await aCandidate(site, "lea");
    await lea.upload("/compte/documents", {}, { cv: [aPdf()] });
    await lea.post(`/mes-offres/ajouter?ref=${OFFER}`, {});
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
      const documents = ["/compte/documents", `/compte/documents/${id}`, `/mes-offres/${OFFER}/candidature`];
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
