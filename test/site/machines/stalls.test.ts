import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type FaultyD1, startFaultyD1 } from "#test/support/faulty-d1.ts";
import { aPosting } from "#test/support/postings.ts";
import { publish } from "#test/support/publish.ts";
import { type Site, startSite } from "#test/support/site.ts";
import { openBrowser, PASSWORD, person } from "#test/support/spaces/candidate.ts";

let site: Site;
let d1: FaultyD1;
const start = Date.parse("2026-01-15T12:00:00Z");
/** From now on, requests come so many minutes after noon. */
const at = (minutes: number) => site.setClock(new Date(start + minutes * 60_000));
const HTML = { Accept: "text/html" };
const REFERENCE = "S-2026-000001";

beforeAll(async () => {
  d1 = await startFaultyD1();
  site = await startSite({ EDGE_CACHE: "on" }, () => {}, null, d1.between);
  at(0);
  await publish(site, [aPosting({ reference: REFERENCE, title: "Archiviste" })]);
});
/** The circuit is closed again before the next test. */
afterEach(async () => {
  d1.state = { is: "well" };
  const again = async () => (await site.fetch("/api/v1/offres?q=rien&region=atlantide")).status;
  await expect.poll(again, { timeout: 15_000, interval: 500 }).toBe(200);
}, 20_000);
afterAll(async () => {
  await site?.stop();
  await d1?.stop();
});

test("pages, feeds and the API that were seen are answered as they were, and say how old they are", async () => {
  const paths = ["/", "/offres?q=archiviste", `/offres/${REFERENCE}`, "/offres.rss?q=archiviste", "/api/v1/offres"];
  for (const path of paths) expect((await site.fetch(path)).status, path).toBe(200);
  d1.state = { is: "gone" };
  at(12.5);
  for (const path of paths) {
    const response = await site.fetch(path, { headers: HTML });
    expect(response.status, path).toBe(200);
    expect(response.headers.get("Age"), path).toBe("750");
    expect(response.headers.get("Cache-Status"), path).toBe("pass; hit; fwd=stale; detail=failed");
    const page = await response.text();
    if (page.startsWith("<!doctype")) expect(page).toContain(">Mise à jour il y a 12 minutes</p>");
    // A browser that holds the page as it was must not be told that it is the same.
    if (page.startsWith("<!doctype")) expect(response.headers.get("ETag")).toBeNull();
  }
});

test("a page that takes longer than two seconds is answered as it was", async () => {
  at(20);
  expect((await site.fetch("/offres?q=lent")).status).toBe(200);
  d1.state = { is: "hangs", ms: 20_000 };
  at(22);
  const response = await site.fetch("/offres?q=lent");
  expect(response.status).toBe(200);
  expect(response.headers.get("Cache-Status")).toContain("detail=slow");
});

test("a page of more than a day ago, or never seen, is the error page that says when to come back", async () => {
  at(30);
  expect((await site.fetch("/offres?q=hier")).status).toBe(200);
  d1.state = { is: "gone" };
  at(30 + 24 * 60);
  for (const path of ["/offres?q=hier", "/offres?q=jamais", "/offres?q=jamais&region=atlantide", "/connexion?x"]) {
    const response = await site.fetch(path, { headers: { ...HTML, Cookie: "__Host-session=someone.secret" } });
    expect(response.status, path).toBe(503);
    expect(response.headers.get("Retry-After"), path).toBe("30");
    expect(await response.text(), path).toContain("<h1>Service momentanément indisponible</h1>");
  }
  const program = await site.fetch("/api/v1/offres?q=jamais");
  expect(program.status).toBe(503);
  expect(program.headers.get("Content-Type")).toContain("application/problem+json");
});

test("an offer that was withdrawn before the database failed is not shown again", async () => {
  at(40);
  await publish(site, [aPosting({ reference: "S-2026-000002", title: "Xylophoniste" })]);
  expect((await site.fetch("/offres/S-2026-000002")).status).toBe(200);
  const db = await site.catalogue();
  await db.prepare("UPDATE offers SET expires_on = '2026-01-14' WHERE reference = 'S-2026-000002'").run();
  at(42);
  expect((await site.fetch("/offres/S-2026-000002")).status).toBe(410);
  d1.state = { is: "gone" };
  at(44);
  expect((await site.fetch("/offres/S-2026-000002", { headers: HTML })).status).toBe(503);
});

test("a form that cannot be written comes back with what was typed, without its passwords, and can be sent again", async () => {
  const browser = openBrowser(site);
  const { draft = "" } = Object.fromEntries(
    [...(await browser.text("/inscription")).matchAll(/name="(draft)" value="([^"]+)"/g)].map(([, n = "", v = ""]) => [
      n,
      v,
    ]),
  );
  const fields = { ...person("lea"), password: PASSWORD, passwordAgain: PASSWORD, consent: "oui", draft };
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("cv", new File(["%PDF-1.4 secret"], "cv.pdf", { type: "application/pdf" }));
  d1.state = { is: "read-only" };
  const response = await browser.send("/inscription?retour=/offres", { method: "POST", body: form });
  expect(response.status).toBe(503);
  expect(response.headers.get("Retry-After")).toBe("30");
  const page = await response.text();
  expect(page).toContain("<title>Erreur – Nous n’avons pas pu enregistrer");
  expect(page).toContain('action="/inscription?retour=/offres" encType="multipart/form-data"');
  expect(page).toContain('<input type="hidden" name="email" value="lea@exemple.fr"/>');
  expect(page).toContain('name="passwordAgain" type="password"');
  expect(page).toContain("Vos fichiers, eux, ne sont pas gardés");
  expect(page).not.toContain(PASSWORD);
  expect(page).not.toContain("secret");

  d1.state = { is: "well" };
  const again = new FormData();
  for (const [, name = "", value = ""] of page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)) {
    again.append(name, value);
  }
  again.append("password", PASSWORD);
  again.append("passwordAgain", PASSWORD);
  expect((await browser.send("/inscription?retour=/offres", { method: "POST", body: again })).status).toBe(303);
});

test("a form without files keeps what was typed too, even when the database is gone before it is read", async () => {
  d1.state = { is: "gone" };
  const body = new URLSearchParams({ login: "lea & léo", password: PASSWORD });
  const response = await openBrowser(site).send("/connexion", { method: "POST", body });
  expect(response.status).toBe(503);
  const page = await response.text();
  expect(page).toContain('<input type="hidden" name="login" value="lea &amp; léo"/>');
  expect(page).not.toContain(PASSWORD);
});

test("the page of a form that was not stored is nobody's otherwise", async () => {
  expect((await site.fetch("/formulaire-non-enregistre", { headers: HTML })).status).toBe(404);
});
