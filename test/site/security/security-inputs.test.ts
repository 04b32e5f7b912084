import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openWire } from "#test/fuzz/wire.ts";
import { heldBy, untilQuiet } from "#test/support/accounts-dump.ts";
import { ELSEWHERE } from "#test/support/hostile-text.ts";
import { type Site, startSite } from "#test/support/site.ts";
import { anOwner, type Owned, PRIVATE } from "#test/support/spaces/account-routes.ts";
import { type Browser, hiddenFields, openBrowser, PASSWORD, person } from "#test/support/spaces/candidate.ts";
import { ensureLocalKey } from "#workers/local/local-key.ts";

let site: Site;
let owner: Browser;
let owned: Owned;
beforeAll(async () => {
  site = await startSite();
  ({ owner, owned } = await anOwner(site));
  await untilQuiet(site);
});
afterAll(() => site.stop());

let networks = 0;
/** A visitor whom no limit by network stops. */
const somebody = () => {
  networks += 1;
  return openBrowser(site, `198.51.${networks >> 8}.${networks & 255}`);
};

describe("3.7.2: whoever logs in comes back to a page of this site, or to « Mon compte »", () => {
  test.each(ELSEWHERE.map((asked) => [JSON.stringify(asked).slice(0, 60), asked]))("%s", async (_, asked) => {
    const browser = somebody();
    const form = await browser.text(`/connexion?retour=${encodeURIComponent(asked)}`);
    const shown = hiddenFields(form).retour;
    if (shown !== undefined) expect(new URL(shown, site.site).origin).toBe(site.site);
    const body = new URLSearchParams({ login: "owner", password: PASSWORD, retour: asked });
    const answered = await browser.send("/connexion", { method: "POST", body });
    expect(answered.status).toBe(303);
    const to = answered.headers.get("Location") ?? "";
    expect(to).toMatch(/^\/(?![/\\])/);
    expect(new URL(to, site.site).origin).toBe(site.site);
    expect(new URL(to, "https://autre.example").origin).toBe("https://autre.example");
    // Logged in already, the address alone leads there too.
    const again = await browser.get(`/connexion?retour=${encodeURIComponent(asked)}`);
    expect(new URL(again.headers.get("Location") ?? "", site.site).origin).toBe(site.site);
  });
});

/** Names that a form knows, and others that a language might take for its own. */
const NAMES = [
  "login",
  "password",
  "passwordAgain",
  "current",
  "email",
  "username",
  "lastName",
  "firstName",
  "phone",
  "civility",
  "level",
  "domain",
  "availableOn",
  "consent",
  "draft",
  "retirer",
  "retour",
  "csrf",
  "session",
  "toutes",
  "sure",
  "action",
  "nom",
  "avis",
  "ref",
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "id",
  "emailKey",
  "document-",
];

const field = fc.tuple(
  fc.oneof(fc.constantFrom(...NAMES), fc.string({ maxLength: 20, unit: "binary" })),
  fc.oneof(
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.constantFrom("", "oui", "a@b.fr", "\u0000", "\uD800", "%", "NaN", "-1", "1e999", "null", "[object Object]"),
    fc.constantFrom("x".repeat(5000), "é".repeat(5000), "\u202e".repeat(300)),
  ),
);
const body = fc.array(field, { maxLength: 40 }).map((fields) => new URLSearchParams(fields).toString());

const OPEN_FORMS = [
  "/connexion",
  "/inscription",
  "/activation",
  "/activation/x",
  "/mot-de-passe-oublie",
  "/reinitialisation/x",
  "/compte/adresse-mail/x",
  "/deconnexion",
];

describe("2.2.1, 2.2.2: a form that nobody of ours has filled in is answered, and never breaks anything", () => {
  const forms = [
    ...OPEN_FORMS.map((path) => [path, null] as const),
    ...Object.entries(PRIVATE).flatMap(([route, { post }]) =>
      post && route !== "compte/supprimer" ? [[route, post] as const] : [],
    ),
  ];

  test.each(forms)(
    "%s",
    async (route, post) => {
      const path = post ? (PRIVATE[route]?.path(owned) ?? "") : route;
      await fc.assert(
        fc.asyncProperty(body, fc.constantFrom("urlencoded", "multipart", "raw", "json"), async (text, shape) => {
          const browser = post ? owner : somebody();
          const cookie = browser.cookie();
          const { csrf = "" } = post ? hiddenFields(await browser.text("/compte/sessions")) : {};
          const fields = [["csrf", csrf], ...new URLSearchParams(text)] as [string, string][];
          const answered = await browser.send(path, { method: "POST", ...shaped(fields, text, shape) });
          browser.setCookie(cookie);
          await answered.arrayBuffer();
          expect([text.slice(0, 200), answered.status < 500]).toEqual([text.slice(0, 200), true]);
        }),
        { numRuns: 25 },
      );
    },
    60_000,
  );

  test.each(["%5c", "%5C/", "%5c%5c", "%5c%5b", "%5ca:99999999", "%09/", "%09%5c", "%0a/%5b", "%2f%5c", "/", "//["])(
    "the address /%s, which decodes to another host, is an unknown page",
    async (path) => {
      const { status } = await site.fetch(`/${path}`, { headers: { Accept: "text/html" } });
      expect(status).toBe(404);
    },
  );

  test("any first character of an address gives a page or none", async () => {
    for (let code = 0; code < 128; code++) {
      const path = `/%${code.toString(16).padStart(2, "0")}`;
      for (const end of ["", "/", "%5c", "/["]) {
        const { status } = await site.fetch(path + end, { redirect: "manual" });
        expect([path + end, status < 500]).toEqual([path + end, true]);
      }
    }
  });

  test("addresses too: any text in any place and any parameter", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(
          "/compte/documents/",
          "/activation/",
          "/reinitialisation/",
          "/compte/adresse-mail/",
          "/mes-offres/",
          "/compte?fait=",
          "/connexion?fait=",
          "/compte/documents?fait=",
          "/mes-offres?fait=retiree&ref=",
          "/compte/export?refus=tentatives&attente=",
          "/mes-offres/ajouter?ref=",
        ),
        fc.oneof(
          fc.string({ unit: "binary", maxLength: 100 }),
          fc.constantFrom(...NAMES, "\r\nA: b", "\u0000", "../..", "%", "%0d%0a"),
        ),
        fc.constantFrom("GET", "HEAD", "POST"),
        async (start, text, method) => {
          const cookie = owner.cookie();
          const answered = await owner.send(start + encodeURIComponent(text.toWellFormed()), { method });
          owner.setCookie(cookie);
          await answered.arrayBuffer();
          expect([start, text, answered.status < 500]).toEqual([start, text, true]);
        },
      ),
      { numRuns: 300 },
    );
  }, 60_000);
});

describe("cookies that are not ours", () => {
  test.each([
    "%",
    "%E0%A4%A",
    "a.%",
    "..",
    ".",
    "a",
    `${"x".repeat(4000)}.y`,
    "a.b.c",
    "é.é",
    "%0d%0a.x",
    "[object Object]",
    "a=b.c=d",
  ])("%s: nobody is logged in, every page answers", async (value) => {
    for (const path of ["/", "/offres", "/compte", "/connexion", "/inscription"]) {
      const { status } = await site.fetch(path, {
        headers: { Cookie: `autre=%; __Host-session=${encodeURI(value).replaceAll("%25", "%")}; b` },
      });
      expect([path, status]).toEqual([path, path === "/compte" ? 302 : 200]);
    }
  });
});

describe("routes of the framework that no page of ours uses", () => {
  test.each([
    "/compte.data",
    "/connexion.data",
    "/offres.data",
    "/_root.data",
    "/connexion?_data=routes/account/log-in",
    "/compte?_data=",
    "/__manifest?p=/compte",
    "/offres/S-2026-000001.data",
  ])("%s is not there, with a session or without", async (path) => {
    for (const method of ["GET", "POST"]) {
      const answered = await owner.send(path, { method });
      expect([method, answered.status]).toEqual([method, 404]);
      expect(await answered.text()).not.toContain("owner@exemple.fr");
    }
  });

  test.each(["OPTIONS", "PROPFIND", "LINK"])("the method %s gives and changes nothing", async (method) => {
    const before = await heldBy(site);
    for (const path of ["/compte", "/compte/supprimer", "/mes-offres"]) {
      const answered = await owner.send(path, { method });
      expect([405, 501, 400]).toContain(answered.status);
      expect(await answered.text()).not.toContain("owner@exemple.fr");
    }
    expect(await heldBy(site)).toBe(before);
  });

  test("headers that would change the method, the address or the host change nothing", async () => {
    const before = await heldBy(site);
    const said = {
      "X-HTTP-Method-Override": "POST",
      "X-Method-Override": "DELETE",
      "X-Original-URL": "/compte/supprimer",
      "X-Rewrite-URL": "/compte/supprimer",
      "X-Forwarded-Host": "ailleurs.example",
      "X-Forwarded-Proto": "http",
      Forwarded: "host=ailleurs.example",
    };
    for (const path of [
      "/",
      "/offres",
      "/connexion",
      "/compte",
      "/pass/compte",
      "/offres.rss",
      "/robots.txt",
      "/sitemap.xml",
    ]) {
      const answered = await owner.send(path, { headers: said });
      expect(answered.status).toBeLessThan(400);
      expect(answered.headers.get("Location") ?? "").not.toContain("ailleurs");
      expect(await answered.text()).not.toContain("ailleurs.example");
    }
    expect(await heldBy(site)).toBe(before);
  });
});

describe("15.3.3, 15.3.6, 15.3.7: a form sets what its page shows, and nothing else", () => {
  const row = async (username: string) =>
    (await site.accounts()).prepare("SELECT * FROM candidates WHERE username = ?").bind(username).first();

  test("columns that are not in the form are not set by it", async () => {
    const before = await row("owner");
    const extra = {
      id: "1000",
      email: "autre@exemple.fr",
      emailKey: "autre@exemple.fr",
      email_key: "autre@exemple.fr",
      passwordHash: "x",
      password_hash: "x",
      createdAt: "2000-01-01",
      lastLoginAt: "2999-01-01",
      keptOfferNotices: "1",
      candidateId: "2",
      __proto__x: "x",
    };
    const changed = await owner.post("/compte/modifier", {
      ...extra,
      lastName: "Neuf",
      firstName: "Prénom",
      username: "owner",
    });
    expect(changed.status).toBe(303);
    expect(await row("owner")).toEqual({ ...before, last_name: "Neuf", first_name: "Prénom" });
  });

  test("a sign-up confirms nothing by itself, whatever it says", async () => {
    const browser = somebody();
    const said = {
      ...person("masse"),
      emailVerifiedAt: "2026-01-01",
      id: "1",
      token_hash: "x",
      expiresAt: "2999-01-01",
      candidate_id: "1",
    };
    expect((await browser.upload("/inscription", said)).headers.get("Location")).toBe("/inscription/envoyee");
    expect(await row("masse")).toBeNull();
    const registration = await (await site.accounts())
      .prepare("SELECT expires_at < '2900' AS ends, id FROM registrations WHERE username = 'masse'")
      .first();
    expect(registration).toMatchObject({ ends: 1 });
  });

  test("names that a language takes for its own are names like others", async () => {
    const names = ["__proto__", "__proto__[admin]", "constructor", "constructor.prototype", "prototype"];
    const before = await row("owner");
    for (const name of names) {
      const answered = await owner.post("/compte/modifier", {
        [name]: "x",
        lastName: "Neuf",
        firstName: "Prénom",
        username: "owner",
      });
      expect(answered.status, name).toBe(303);
    }
    expect(await row("owner")).toEqual(before);
    // Nothing that every object has was changed.
    expect((await site.fetch("/connexion")).status).toBe(200);
    expect((await site.fetch("/connexion?fait=__proto__")).status).toBe(200);
    expect((await site.fetch("/connexion?fait=constructor")).status).toBe(200);
  });

  test("of a parameter that is repeated the first counts, in forms and in what they come back with", async () => {
    const { csrf = "" } = hiddenFields(await owner.text("/compte/modifier"));
    const repeated = new URLSearchParams([
      ["csrf", csrf],
      ["lastName", "Premier"],
      ["lastName", "Second"],
      ["firstName", "Prénom"],
      ["username", "owner"],
      ["username", "masse"],
    ]);
    expect((await owner.send("/compte/modifier", { method: "POST", body: repeated })).status).toBe(303);
    expect(await row("owner")).toMatchObject({ last_name: "Premier", username: "owner" });
    const twice = new URLSearchParams([
      ["login", "owner"],
      ["login", "masse"],
      ["password", "pas le bon du tout"],
      ["password", PASSWORD],
    ]);
    expect((await somebody().send("/connexion", { method: "POST", body: twice })).status).toBe(422);
  });
});

/** The same fields as a browser would send them in one way or another, or as none would. */
function shaped(fields: [string, string][], text: string, shape: string): RequestInit {
  if (shape === "urlencoded") return { body: new URLSearchParams(fields) };
  if (shape === "raw")
    return { body: text, headers: { "Content-Type": "application/x-www-form-urlencoded; charset=x" } };
  if (shape === "json") {
    return { body: JSON.stringify(Object.fromEntries(fields)), headers: { "Content-Type": "application/json" } };
  }
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return { body: form };
}

test.each(["GET", "HEAD"])("%s with a body, which HTTP allows, is answered as without one", async (method) => {
  const wire = openWire(new URL(site.site));
  const request = `${method} /aide HTTP/1.1\r\nHost: pass.example\r\nContent-Length: 5\r\n\r\nq=abc`;
  const { heard } = await wire.send(Buffer.from(request), { head: method === "HEAD", last: false });
  wire.close();
  expect(heard).toMatchObject({ status: 200 });
});

describe("2.2.1: a body that ends before its announced length is refused in French", () => {
  const FORM = "Origin: https://pass.example\r\nContent-Type: application/x-www-form-urlencoded\r\n";
  test.each([
    ["a form", "POST /connexion", FORM, "Demande incomprise"],
    ["an offer", "PUT /api/v1/offres/A-2026-1", "", "Le corps doit être une offre en JSON"],
    ["an import", "POST /api/v1/imports", "", "L’envoi s’est interrompu."],
    ["a compressed import", "POST /api/v1/imports", "Content-Encoding: gzip\r\n", "Rien n’a été importé."],
    ["what the mail provider reports", "POST /api/v1/mails/evenements", "", "Le corps n’est pas de l’UTF-8 valide."],
  ])("%s", async (_, asked, headers, said) => {
    const wire = openWire(new URL(site.site));
    const key = await ensureLocalKey(site, null);
    const head = `${asked} HTTP/1.1\r\nHost: pass.example\r\nAuthorization: Bearer ${key}\r\n${headers}`;
    const { heard } = await wire.send(Buffer.from(`${head}Content-Length: 500\r\n\r\n`), { head: false, last: true });
    wire.close();
    expect(heard).toMatchObject({ status: 400, body: expect.stringContaining(said) });
  });
});
