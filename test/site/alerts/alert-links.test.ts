import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { snapshotToken, unsubscribeToken } from "#app/services/alerts/alert-links.ts";
import { aPosting } from "#test/support/postings.ts";
import { publish } from "#test/support/publish.ts";
import { type Site, startSite } from "#test/support/site.ts";
import { aCandidate, type Browser } from "#test/support/spaces/candidate.ts";

const KEY = "a-key-that-signs-links";
const DAY = 86_400_000;
const WRITTEN = new Date(Date.now() - DAY);

let site: Site;
let lea: Browser;
let candidateId = 0;
const searches: number[] = [];
beforeAll(async () => {
  site = await startSite({ SIGNING_KEY: KEY });
  await publish(site, [
    aPosting({ reference: "S-2026-1001", title: "Archiviste & co" }),
    aPosting({ reference: "S-2026-1002", title: "Juriste" }),
    aPosting({ reference: "S-2026-1003", title: "Comptable" }),
    aPosting({ reference: "S-2026-1004", title: "Soudeur" }),
  ]);
  lea = await aCandidate(site, "lea.martin");
  for (const [query, name] of [
    ["q=archiviste", "Archives & papiers"],
    ["q=juriste", "Droit"],
  ] as const) {
    const saved = await lea.post(`/mes-recherches/nouvelle?${query}`, { name });
    searches.push(Number(/recherche=(\d+)/.exec(saved.headers.get("Location") ?? "")?.[1]));
  }
  candidateId = (await first<{ id: number }>("SELECT id FROM candidates")).id;
});
afterAll(() => site.stop());
beforeEach(async () => {
  const accounts = await site.accounts();
  await accounts.batch([
    accounts.prepare("UPDATE saved_searches SET cadence = 'immediate'"),
    accounts.prepare("DELETE FROM throttles"),
  ]);
});

async function first<Row>(sql: string): Promise<Row> {
  const row = await (await site.accounts()).prepare(sql).first<Row>();
  if (!row) throw new Error(sql);
  return row;
}

const bells = async () =>
  (await (await site.accounts()).prepare("SELECT cadence FROM saved_searches ORDER BY id").all()).results.map(
    ({ cadence }) => cadence !== null,
  );
const stopping = async (savedSearchId: number | null, writtenAt = WRITTEN) =>
  `/desinscription/${await unsubscribeToken(KEY, { candidateId, savedSearchId }, writtenAt)}`;
/** What mail providers send (RFC 8058): no cookie, no Origin. */
const oneClick = (path: string) =>
  site.fetch(path, { method: "POST", body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }) });
const said = (html: string) =>
  html
    .slice(html.indexOf("<main"))
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll(/\s+/g, " ");

describe("the link that stops an alert", () => {
  test("opened, by anybody and any program, shows what it would stop, and stops nothing", async () => {
    const path = await stopping(searches[0] ?? 0);
    for (const method of ["GET", "HEAD", "GET"]) {
      const page = await site.fetch(path, { method, headers: { "User-Agent": "LinkScanner/1.0" } });
      expect(page.status).toBe(200);
      expect(page.headers.get("Cache-Control")).toBe("private, no-store");
      expect(page.headers.get("Referrer-Policy")).toBe("same-origin");
      expect(page.headers.has("Set-Cookie")).toBe(false);
    }
    for (const method of ["PUT", "DELETE", "OPTIONS"]) await site.fetch(path, { method });
    expect(await bells()).toEqual([true, true]);
    const html = await (await site.fetch(path)).text();
    expect(html).toContain('content="noindex"');
    expect(said(html)).toContain("Vous allez désactiver l’alerte « Archives &amp; papiers »");
    for (const hers of ["lea.martin", "exemple.fr", "Léa", "Martin", "archiviste", "Droit"]) {
      expect(html, hers).not.toContain(hers);
    }
  });

  test("pressed, stops that alert alone, without login or cookie; twice is no harm, and it is shown in her activity", async () => {
    const path = await stopping(searches[0] ?? 0);
    const page = await site.fetch(path, {
      method: "POST",
      headers: { Origin: site.site, "Content-Type": "application/x-www-form-urlencoded" },
      body: "",
    });
    expect(page.status).toBe(200);
    const html = await page.text();
    expect(html).toMatch(/role="status"[^>]*>\s*<p>L’alerte/);
    expect(said(html)).toContain("L’alerte « Archives &amp; papiers » est désactivée.");
    expect(html).toContain('href="/mes-recherches"');
    expect(await bells()).toEqual([false, true]);
    expect((await oneClick(path)).status).toBe(200);
    expect(await bells()).toEqual([false, true]);
    expect(said(await (await site.fetch(path)).text())).toContain("est désactivée");
    const activity = said(await lea.text("/compte/activite"));
    expect(activity.split("Alertes désactivées par le lien d’un mail")).toHaveLength(2);
  });

  test("stops by one click of the mail provider, in either encoding, without a redirection", async () => {
    const path = await stopping(null);
    const form = new FormData();
    form.append("List-Unsubscribe", "One-Click");
    const answer = await site.fetch(path, { method: "POST", body: form });
    expect(answer.status).toBe(200);
    expect(await bells()).toEqual([false, false]);
    expect(said(await answer.text())).toContain("Toutes vos alertes sont désactivées.");
    for (const origin of ["https://mail.example", "null"]) {
      await (await site.accounts()).prepare("UPDATE saved_searches SET cadence = 'daily'").run();
      const headers = { Origin: origin, "Sec-Fetch-Site": "cross-site" };
      const body = new URLSearchParams({ "List-Unsubscribe": "One-Click" });
      expect((await site.fetch(path, { method: "POST", body, headers })).status, origin).toBe(200);
      expect(await bells(), origin).toEqual([false, false]);
    }
  });

  test("is good for a year; then, or forged, it stops nothing and says how to", async () => {
    const token = await unsubscribeToken(KEY, { candidateId, savedSearchId: null }, WRITTEN);
    const old = await stopping(null, new Date(Date.now() - 365 * DAY));
    const almost = await stopping(null, new Date(Date.now() - 364 * DAY));
    const [, , end, signature] = token.split(".");
    const forged = [
      "x",
      "...",
      `${candidateId}.0.${end}.`,
      `${candidateId}.0.zzzzzzzzz.${signature}`,
      `${candidateId}.${searches[0]}.${end}.${signature}`,
      `${candidateId + 1}.0.${end}.${signature}`,
      await unsubscribeToken("another key", { candidateId, savedSearchId: null }, WRITTEN),
      encodeURIComponent("1.0.x' OR 1=1 --.x"),
    ].map((each) => `/desinscription/${each}`);
    for (const path of [old, ...forged]) {
      expect((await oneClick(path)).status, path).toBe(404);
      const page = await site.fetch(path);
      expect(page.status, path).toBe(404);
      expect(page.headers.get("Referrer-Policy"), path).toBe("same-origin");
      expect(said(await page.text())).toMatch(/Ce lien n’est plus valable.*connectez-vous/);
    }
    expect(await bells()).toEqual([true, true]);
    expect((await oneClick(almost)).status).toBe(200);
    expect(await bells()).toEqual([false, false]);
  });

  test("of a search that is deleted, or of somebody who is gone, answers as if it had stopped, and names nothing", async () => {
    for (const path of [
      await stopping(999),
      `/desinscription/${await unsubscribeToken(KEY, { candidateId: 999, savedSearchId: searches[0] ?? 0 }, WRITTEN)}`,
    ]) {
      const page = await oneClick(path);
      expect(page.status).toBe(200);
      expect(said(await page.text())).toContain("Cette alerte est désactivée.");
    }
    expect(await bells()).toEqual([true, true]);
  });

  test("pressed without end is told to wait", async () => {
    const path = await stopping(null);
    for (let n = 0; n < 60; n++) expect((await oneClick(path)).status).toBe(200);
    const late = await oneClick(path);
    expect(late.status).toBe(429);
    expect(Number(late.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect(late.headers.get("Referrer-Policy")).toBe("same-origin");
  });
});

describe("the page of the offers of a mail", () => {
  const MAIL = "0b6a6f0e-2c1c-4b7c-9c0d-000000000001";
  let path = "";
  beforeAll(async () => {
    path = `/alertes/${await snapshotToken(KEY, MAIL)}`;
    await (await site.accounts())
      .prepare(
        "INSERT INTO snapshots (mail_id, candidate_id, offer_ids, created_at) VALUES (?, ?, '[3,1,2]', '2026-11-20T09:00:00.000Z')",
      )
      .bind(MAIL, candidateId)
      .run();
  });

  test("shows exactly these, in the order of the mail, without login, and tells nothing of whose mail it was", async () => {
    const page = await site.fetch(path);
    expect(page.status).toBe(200);
    expect(page.headers.get("Cache-Control")).toBe("private, no-store");
    expect(page.headers.get("Referrer-Policy")).toBe("same-origin");
    const html = await page.text();
    expect(html).toContain('content="noindex"');
    expect(said(html)).toContain("3 offres du mail du 20 novembre 2026");
    expect(said(html)).toMatch(/Comptable.*Archiviste &amp; co.*Juriste/);
    expect(html.match(/<article/g)).toHaveLength(3);
    expect(html).not.toContain("Soudeur");
    expect(html).toContain('href="/mes-recherches"');
    for (const hers of ["lea.martin", "exemple.fr", "Léa", "Martin", "Archives"])
      expect(html, hers).not.toContain(hers);
  });

  test("says which have closed since, and does not link to them", async () => {
    const catalogue = await site.catalogue();
    await catalogue.prepare("UPDATE offers SET withdrawn_at = '2026-11-21T09:00:00.000Z' WHERE id = 1").run();
    await catalogue.prepare("UPDATE offers SET expires_on = '2026-11-01' WHERE id = 2").run();
    const html = await (await site.fetch(path)).text();
    expect(said(html).split("Plus disponible")).toHaveLength(3);
    expect(html).not.toContain('href="/offres/S-2026-1001"');
    expect(html).not.toContain('href="/offres/S-2026-1002"');
    expect(html).toContain('href="/offres/S-2026-1003"');
  });

  test("has several pages when they are many", async () => {
    const many = `${MAIL}-many`;
    await publish(
      site,
      Array.from({ length: 60 }, (_, n) => aPosting({ reference: `S-2026-${2000 + n}`, title: `Poste ${n}` })),
    );
    const ids = Array.from({ length: 60 }, (_, n) => n + 5);
    await (await site.accounts())
      .prepare(
        "INSERT INTO snapshots (mail_id, candidate_id, offer_ids, created_at) VALUES (?, ?, ?, '2026-11-20T09:00:00.000Z')",
      )
      .bind(many, candidateId, JSON.stringify(ids))
      .run();
    const token = await snapshotToken(KEY, many);
    const countOn = async (page: string) =>
      (await (await site.fetch(`/alertes/${token}${page}`)).text()).match(/<article/g)?.length;
    expect([await countOn(""), await countOn("?page=2"), await countOn("?page=9")]).toEqual([50, 10, 10]);
  });

  test("that is not kept, or whose address is forged, is a page that leads on", async () => {
    const paths = [
      "/alertes/x",
      `/alertes/${MAIL}.`,
      `/alertes/${await snapshotToken("another key", MAIL)}`,
      `/alertes/${await snapshotToken(KEY, "unknown")}`,
    ];
    for (const unknown of paths) {
      const page = await site.fetch(unknown);
      expect(page.status, unknown).toBe(404);
      expect(page.headers.get("Referrer-Policy"), unknown).toBe("same-origin");
      const html = await page.text();
      expect(html).toContain("Ces offres ne sont plus réunies ici");
      expect(html).toContain('href="/mes-recherches"');
    }
  });
});
