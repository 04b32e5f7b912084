import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Site, startSite } from "#test/support/site.ts";

const NOW = new Date("2026-11-24T12:00:00.000Z");
const LONG_AGO = "2026-11-24T11:45:00.000Z";
const WRONG = `$argon2id$v=19$m=19456,t=2,p=1$${"A".repeat(22)}$${"A".repeat(43)}`;
let site: Site;

beforeAll(async () => {
  site = await startSite();
  site.setClock(NOW);
});
afterAll(() => site.stop());

beforeEach(async () => {
  const accounts = await site.accounts();
  await accounts.batch([accounts.prepare("DELETE FROM candidates"), accounts.prepare("DELETE FROM throttles")]);
  await accounts
    .prepare(
      `INSERT INTO candidates (id, username, username_key, email, email_key, password_hash, first_name, last_name,
        consented_at, created_at, last_login_at) VALUES (7, 'lea', 'lea', 'lea@a.fr', 'lea@a.fr', ?1, 'Léa', 'M', ?2, ?2, ?2)`,
    )
    .bind(WRONG, NOW.toISOString())
    .run();
});

test("the page says what is inside, is kept by nobody, and leads whoever is not logged in to the login", async () => {
  const page = await ask("/compte/export", await logIn(NOW.toISOString()));
  expect(page.headers.get("Cache-Control")).toBe("private, no-store");
  const html = await page.text();
  expect(html).toContain("donnees.json");
  expect(html).not.toContain('name="current"');
  const anonymous = await site.fetch("/compte/export");
  expect(anonymous.headers.get("Location")).toBe("/connexion?retour=%2Fcompte%2Fexport");
});

test("the archive is a download that nothing keeps", async () => {
  const answer = await download(await logIn(NOW.toISOString()));
  expect(answer.status).toBe(200);
  expect(answer.headers.get("Content-Type")).toBe("application/zip");
  expect(answer.headers.get("Content-Disposition")).toContain('attachment; filename="mes-donnees-pass-2026-11-24.zip"');
  expect(answer.headers.get("Cache-Control")).toBe("private, no-store");
  expect(Buffer.from(await answer.arrayBuffer()).toString()).toContain('"nom_utilisateur": "lea"');
});

test("without the token of the session, nothing is given", async () => {
  const cookie = await logIn(NOW.toISOString());
  expect((await post(cookie, "csrf=wrong")).status).toBe(403);
});

test("a password that was given long ago is asked for again, and a wrong one is said on the page", async () => {
  const cookie = await logIn(LONG_AGO);
  expect(await (await ask("/compte/export", cookie)).text()).toContain('name="current"');
  const refused = await download(cookie, "&current=not+the+password");
  expect([refused.status, refused.headers.get("Location")]).toEqual([303, "/compte/export?refus=mot-de-passe"]);
  expect(await (await ask("/compte/export?refus=mot-de-passe", cookie)).text()).toContain(
    "Ce n’est pas votre mot de passe.",
  );
});

test("the sixth archive of a day is refused, and the page says when to come back", async () => {
  const cookie = await logIn(NOW.toISOString());
  for (let n = 0; n < 5; n++) await (await download(cookie)).arrayBuffer();
  const location = (await download(cookie)).headers.get("Location") ?? "";
  expect(location).toBe("/compte/export?refus=archives&attente=86400");
  expect(await (await ask(location, cookie)).text()).toContain("Réessayez dans 24 heures.");
});

test("whoever opens the address of the archive is shown the page", async () => {
  const answer = await ask("/compte/export/archive", await logIn(NOW.toISOString()));
  expect(answer.headers.get("Location")).toBe("/compte/export");
});

/** A session of hers. @param confirmedAt when the password was last given in it */
async function logIn(confirmedAt: string): Promise<string> {
  const accounts = await site.accounts();
  await accounts
    .prepare(
      "INSERT OR REPLACE INTO sessions (id, secret_hash, candidate_id, device, created_at, seen_at, confirmed_at) VALUES ('s', ?, 7, 'Firefox', ?, ?, ?)",
    )
    .bind(createHash("sha256").update("secret").digest("hex"), NOW.toISOString(), NOW.toISOString(), confirmedAt)
    .run();
  return "__Host-session=s.secret";
}

async function download(cookie: string, more = ""): Promise<Response> {
  const html = await (await ask("/compte/export", cookie)).text();
  const csrf = /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? "";
  return post(cookie, `csrf=${encodeURIComponent(csrf)}${more}`);
}

function post(cookie: string, body: string): Promise<Response> {
  const headers = { Cookie: cookie, "Content-Type": "application/x-www-form-urlencoded", Origin: site.site };
  return site.fetch("/compte/export/archive", { method: "POST", headers, body });
}

function ask(path: string, cookie: string): Promise<Response> {
  return site.fetch(path, { headers: { Cookie: cookie } });
}
