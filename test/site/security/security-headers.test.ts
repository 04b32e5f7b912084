import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { untilQuiet } from "#test/support/accounts-dump.ts";
import { type Site, startSite } from "#test/support/site.ts";
import { anOwner, formFor, type Owned, PRIVATE } from "#test/support/spaces/account-routes.ts";
import { type Browser, linkIn, mailTo, openBrowser, PASSWORD, person } from "#test/support/spaces/candidate.ts";

let site: Site;
let owner: Browser;
let owned: Owned;
const printed: string[] = [];
beforeAll(async () => {
  site = await startSite({}, (lines) => printed.push(lines));
  ({ owner, owned } = await anOwner(site));
});
afterAll(() => site.stop());

const shownAfter = Object.keys(PRIVATE).filter((route) => route !== "compte/supprimer");

function expectSecured(path: string, { headers }: Response): void {
  const said = Object.fromEntries(headers);
  const policy = headers.get("Content-Security-Policy") ?? "";
  expect(
    policy.startsWith("default-src 'none'; script-src 'self';") || policy === "sandbox; default-src 'none'",
    path,
  ).toBe(true);
  if (headers.get("Content-Type")?.startsWith("text/html")) expect(policy, path).toContain("frame-ancestors 'none'");
  expect([path, said]).toEqual([
    path,
    expect.objectContaining({
      "strict-transport-security": "max-age=63072000; includeSubDomains",
      "x-content-type-options": "nosniff",
      "referrer-policy": expect.stringMatching(/^(strict-origin-when-cross-origin|same-origin)$/),
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "cross-origin-embedder-policy": "require-corp",
      "x-frame-options": "DENY",
    }),
  ]);
}

test("3.4.1, 3.4.3–3.4.8, 4.1.1, 14.3.2: every answer of a candidate's pages, to a GET and to a form, right or wrong", async () => {
  for (const route of shownAfter) {
    const path = PRIVATE[route]?.path(owned) ?? "";
    const wrong = await owner.send(path, { method: "POST", body: new URLSearchParams({ csrf: "x" }) });
    const right =
      PRIVATE[route]?.post && route !== "compte/mot-de-passe"
        ? [await owner.send(path, { method: "POST", body: await formFor(route, owned, owner) })]
        : [];
    for (const response of [await owner.get(path), wrong, ...right, await openBrowser(site).get(path)]) {
      expectSecured(path, response);
      expect([path, response.headers.get("Cache-Control")]).toEqual([path, "private, no-store"]);
      const type = response.headers.get("Content-Type");
      const body = await response.arrayBuffer();
      if (body.byteLength > 0)
        expect([path, type]).toEqual([
          path,
          expect.stringMatching(/^text\/html; charset=utf-8$|^application\/(zip|pdf|json)(; charset=utf-8)?$/),
        ]);
      if (type?.startsWith("text/html"))
        expect(() => new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(body)).not.toThrow();
    }
  }
});

test("3.3.1–3.3.4: each cookie that is set is ours, secure, out of the reach of scripts, of this site alone", async () => {
  const set: string[] = [];
  const visitor = openBrowser(site);
  const note = (response: Response) => set.push(...cookiesOf(response));
  note(await visitor.get("/"));
  note(await visitor.get("/connexion"));
  note(await visitor.post("/connexion", { login: "owner", password: PASSWORD }));
  note(await visitor.get("/compte"));
  note(await visitor.send("/deconnexion", { method: "POST" }));
  visitor.setCookie(`__Host-session=${"a".repeat(22)}.b`);
  note(await visitor.get("/compte"));
  expect(set).toHaveLength(3);
  for (const cookie of set) {
    expect(cookie).toMatch(
      /^__Host-session=([\w-]+\.[\w-]+)?; HttpOnly; Max-Age=(43200|0); Path=\/; SameSite=Lax; Secure$/,
    );
    expect(cookie).not.toMatch(/Domain/i);
  }
});

test("14.2.1: no page bears a secret in the query of an address, nor in a link", async () => {
  const [, secret = "x"] = owner.cookie().split(".");
  for (const route of shownAfter) {
    const response = await owner.get(PRIVATE[route]?.path(owned) ?? "");
    if (!response.headers.get("Content-Type")?.startsWith("text/html")) continue;
    const html = await response.text();
    expect(html).not.toContain(secret);
    for (const [, address = ""] of html.matchAll(/(?:href|action|src)="([^"]+)"/g)) {
      expect(address).not.toMatch(/[?&](csrf|token|jeton|session|password|secret)=/);
    }
  }
});

test("a page for everyone that is asked for with a session is the same for every session, and holds nothing of it", async () => {
  const cached = await startSite({ EDGE_CACHE: "on" });
  try {
    const hers = await (await cached.fetch("/offres", { headers: { Cookie: "__Host-session=hers.secret" } })).text();
    const his = await cached.fetch("/offres", {
      headers: { Cookie: "__Host-session=<script>.x; autre=1", "X-Forwarded-Host": "ailleurs.example" },
    });
    expect(await his.text()).toBe(hers);
    expect(hers).not.toMatch(/secret|hers|ailleurs/);
    expect(cookiesOf(his)).toEqual([]);
    expect(his.headers.get("Vary")).toContain("Cookie");
    const anonymous = await (await cached.fetch("/offres")).text();
    expect(anonymous).not.toBe(hers);
    for (const path of ["/compte", "/connexion", "/inscription", "/mes-offres"]) {
      const { headers } = await cached.fetch(path, { headers: { Cookie: "__Host-session=hers.secret" } });
      expect([path, headers.get("Cache-Control")]).toEqual([path, "private, no-store"]);
    }
  } finally {
    await cached.stop();
  }
});

describe("13.4.2, 16.5.1: when a database is broken", () => {
  const LEAKS =
    /SQLITE|no such table|D1_ERROR|SELECT |\bat \w+ \(|\.ts\b|node_modules|\/work\/|index\.js|stack|TypeError/;

  test("every page and form of a candidate says so in French and nothing of what broke; then all goes on, nothing lost", async () => {
    const db = await site.accounts();
    const visitor = openBrowser(site);
    await db.prepare("ALTER TABLE candidates RENAME TO broken").run();
    try {
      for (const route of [...shownAfter, "connexion", "inscription"]) {
        const path = PRIVATE[route]?.path(owned) ?? `/${route}`;
        const form = new URLSearchParams({ login: "owner", password: PASSWORD });
        const upload = new FormData();
        for (const [name, value] of Object.entries(person("unlucky"))) upload.append(name, value);
        const answers = [
          route in PRIVATE ? await owner.get(path) : null,
          PRIVATE[route]?.post
            ? await owner.send(path, { method: "POST", body: new URLSearchParams({ csrf: "x" }) })
            : null,
          route === "connexion" ? await visitor.send(path, { method: "POST", body: form }) : null,
          route === "inscription" ? await visitor.send(path, { method: "POST", body: upload }) : null,
        ];
        for (const answer of answers) {
          if (!answer || answer.status === 303) continue;
          expect([path, answer.status]).toEqual([path, 500]);
          const html = await answer.text();
          expect(html).toContain("Une erreur est survenue");
          expect(html).not.toMatch(LEAKS);
          expect(html).not.toContain("owner@exemple.fr");
          expectSecured(path, answer);
        }
      }
      // Pages for everyone know nothing of it.
      expect((await site.fetch("/offres")).status).toBe(200);
    } finally {
      await db.prepare("ALTER TABLE broken RENAME TO candidates").run();
    }
    expect((await owner.get("/compte")).status).toBe(200);
  });

  test("so does every page for everyone when it is theirs", async () => {
    const db = await site.catalogue();
    await db.prepare("ALTER TABLE offers RENAME TO broken").run();
    try {
      for (const path of [
        "/",
        "/offres",
        "/offres/S-2026-000001",
        "/offres?q=archives",
        "/offres.rss",
        "/mes-offres",
        "/api/v1/offres",
        "/sitemap/pages.xml",
      ]) {
        const answer = await owner.get(path);
        const text = await answer.text();
        expect([path, LEAKS.test(text)]).toEqual([path, false]);
        expectSecuredUnlessPublic(path, answer);
      }
    } finally {
      await db.prepare("ALTER TABLE broken RENAME TO offers").run();
    }
  });

  function expectSecuredUnlessPublic(path: string, { headers }: Response): void {
    expect([path, headers.get("X-Content-Type-Options")]).toEqual([path, "nosniff"]);
    expect([path, headers.get("Strict-Transport-Security")]).toEqual([path, "max-age=63072000; includeSubDomains"]);
  }
});

test("16.2.5, 16.3.1–16.3.4, 16.4.1: what is logged is one JSON line an event, without anybody's words, addresses or secrets", async () => {
  const chosen = { password: "cinq chaises rouges", passwordAgain: "cinq chaises rouges" };
  const attack = 'x\r\n{"event":"logged-in","candidate":1}';
  const visitor = openBrowser(site, "192.0.2.77");
  await visitor.post("/connexion", { login: attack, password: "pas le bon du tout" });
  await visitor.send("/connexion", {
    method: "POST",
    body: new URLSearchParams({ login: "owner", password: "pas le bon" }),
    headers: { "User-Agent": attack.replace(/\r\n/, " ") },
  });
  await visitor.post("/mot-de-passe-oublie", { login: "owner" });
  const reset = linkIn(await mailTo(site, "owner@exemple.fr", "nouveau mot de passe"), "reinitialisation");
  await visitor.post(reset, chosen);
  await visitor.post("/connexion", { login: "owner", password: chosen.password });
  await visitor.post("/compte/adresse-mail", { email: "owner@autre.fr" });
  const confirmation = linkIn(await mailTo(site, "owner@autre.fr", "Confirmez"), "compte/adresse-mail");
  const cookie = visitor.cookie();
  await visitor.post(confirmation, {});
  await visitor.post("/connexion", { login: "owner", password: chosen.password });
  await visitor.post("/compte/mot-de-passe", { current: chosen.password, password: PASSWORD, passwordAgain: PASSWORD });
  await visitor.post("/compte/supprimer", { sure: "oui" });
  await untilQuiet(site);
  await new Promise((resolve) => setTimeout(resolve, 300));

  const log = printed.join("");
  const lines = log.split("\n").filter(Boolean);
  const events = lines
    .filter((line) => line.startsWith("{"))
    .map((line) => (JSON.parse(line) as { event: string }).event);
  for (const event of [
    "registered",
    "activated",
    "logged-in",
    "log-in-refused",
    "password-reset",
    "email-changed",
    "password-changed",
    "account-erased",
  ]) {
    expect(events).toContain(event);
  }
  const secrets = [reset, confirmation].map((link) => link.split("/").at(-1) ?? "");
  for (const secret of [
    ...secrets,
    cookie.split(".")[1] ?? "",
    PASSWORD,
    chosen.password,
    "pas le bon",
    "@exemple.fr",
    "@autre.fr",
    "Léa",
    "Martin",
    "192.0.2.77",
  ]) {
    expect([secret, log.includes(secret)]).toEqual([secret, false]);
  }
  // Nothing that was typed made a line of its own.
  expect(events.filter((event) => event === "logged-in")).toHaveLength(4);
});

function cookiesOf({ headers }: Response): string[] {
  return [...headers].flatMap(([name, value]) => (name === "set-cookie" ? [value] : []));
}
