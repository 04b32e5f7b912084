import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { heldBy, untilQuiet } from "#test/support/accounts-dump.ts";
import { writeIncoming } from "#test/support/imports/incoming.ts";
import { type Site, startSite } from "#test/support/site.ts";
import { aCandidate, type Browser, hiddenFields, linkIn, mailTo, openBrowser } from "#test/support/spaces/candidate.ts";
import { FOREIGN, withToken } from "#test/support/spaces/foreign-forms.ts";
import {
  OPERATOR_PAGES,
  operatorCsrf,
  operatorForm,
  publishForOperators,
} from "#test/support/spaces/operator-routes.ts";
import {
  aHalfLoggedIn,
  anOperator,
  anOperatorLink,
  anOperatorRow,
  whatOperatorsLookAt,
} from "#test/support/spaces/operators.ts";
import { aRecruiter } from "#test/support/spaces/recruiters.ts";

const MINUTE = 60_000;
const at = (ms: number) => ({ headers: { "x-test-now": new Date(Date.now() + ms).toISOString() } });
const ROUTES = Object.keys(OPERATOR_PAGES);
const FORMS = ROUTES.filter((route) => OPERATOR_PAGES[route]?.post);
const CONFIRMED = ROUTES.filter((route) => OPERATOR_PAGES[route]?.confirmed);
const addressOf = (route: string) => OPERATOR_PAGES[route]?.path ?? "";
const EMAIL = "ada@pass.example";

let site: Site;
let operator: Browser;
let colleague: Browser;
let codeAt: (moment: Date) => Promise<string>;
/** Each with the cookie that it says, and the moment at which it comes. */
const strangers: Record<string, { browser: Browser; init?: RequestInit }> = {};

beforeAll(async () => {
  site = await startSite();
  await writeIncoming(site);
  ({ browser: operator, codeAt } = await anOperator(site, EMAIL));
  ({ browser: colleague } = await anOperator(site, "bea@pass.example"));
  const candidate = await aCandidate(site, "lea");
  const recruiter = await aRecruiter(site, { role: "administrator" });
  await publishForOperators(site);
  const half = await aHalfLoggedIn(site, "half@pass.example");
  const { browser: removed } = await anOperator(site, "removed@pass.example");
  await operator.post("/exploitation/operateurs", { action: "retirer", email: "removed@pass.example" });
  const { browser: old } = await anOperator(site, "old@pass.example");
  await (await site.accounts())
    .prepare(
      "UPDATE operator_sessions SET created_at = ? WHERE operator_id = (SELECT id FROM operators WHERE email = ?)",
    )
    .bind(new Date(Date.now() - 720 * MINUTE - 1000).toISOString(), "old@pass.example")
    .run();
  Object.assign(strangers, {
    anonymous: { browser: openBrowser(site) },
    "a candidate's session under an operator's name": { browser: renamed(candidate, "__Host-session") },
    "a recruiter's session under an operator's name": { browser: renamed(recruiter, "__Host-recruiter") },
    "an operator who has not given her code": { browser: half },
    "a login that waits for its code, under the name of a session": {
      browser: renamed(half, "__Host-operator-challenge"),
    },
    "the id of a session with a secret that is not its own": { browser: forged(operator) },
    "an operator who was removed": { browser: removed },
    "a session idle for thirty minutes": { browser: operator, init: at(30 * MINUTE + 1000) },
    "a session of twelve hours": { browser: old },
  });
  await whatOperatorsLookAt(site);
  await untilQuiet(site);
});
afterAll(() => site.stop());

function renamed(browser: Browser, name: string): Browser {
  return withCookie(browser.cookie().replace(`${name}=`, "__Host-operator="));
}

function forged(browser: Browser): Browser {
  return withCookie(`${browser.cookie().split(".")[0]}.${"A".repeat(43)}`);
}

function withCookie(cookie: string): Browser {
  const browser = openBrowser(site);
  browser.setCookie(cookie);
  return browser;
}

describe.each([
  "anonymous",
  "a candidate's session under an operator's name",
  "a recruiter's session under an operator's name",
  "an operator who has not given her code",
  "a login that waits for its code, under the name of a session",
  "the id of a session with a secret that is not its own",
  "an operator who was removed",
  "a session idle for thirty minutes",
  "a session of twelve hours",
])("%s", (name) => {
  test.each(ROUTES)("is led from /%s to the login of operators, and writes nothing", async (route) => {
    const stranger = strangers[name];
    if (!stranger) throw new Error(`Nobody is « ${name} »`);
    const { browser, init } = stranger;
    const form = await operatorForm(route, operator);
    const before = await heldBy(site);
    for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]) {
      const had = browser.cookie();
      const sent = /GET|HEAD/.test(method) ? {} : { body: form };
      const answered = await browser.send(addressOf(route), { ...sent, method, ...init });
      browser.setCookie(had);
      const taken = OPERATOR_PAGES[route]?.post || /GET|HEAD/.test(method);
      expect([method, answered.status]).toEqual([method, taken ? 302 : 405]);
      if (taken) expect(answered.headers.get("Location")).toMatch(/^\/exploitation\/connexion\?retour=%2Fexploitation/);
    }
    expect(await heldBy(site)).toBe(before);
  });
});

test("an operator's session opens nothing of candidates and recruiters, even under the name of theirs", async () => {
  for (const [name, page] of [
    ["__Host-session", "/compte"],
    ["__Host-recruiter", "/recruteurs/offres"],
  ]) {
    const answered = await withCookie(operator.cookie().replace("__Host-operator=", `${name}=`)).get(page ?? "");
    expect(answered.headers.get("Location")).toMatch(/\/connexion\?retour=/);
  }
});

describe("a form", () => {
  const send = async (route: string, headers: Record<string, string>, body: BodyInit) => {
    const { Origin = site.site, ...others } = headers;
    return operator.send(addressOf(route), { method: "POST", body, headers: { Origin, ...others } });
  };

  test.each(FORMS)("of /%s is refused from elsewhere", async (route) => {
    const form = await operatorForm(route, operator);
    const before = await heldBy(site);
    for (const [name, headers] of Object.entries(FOREIGN)) {
      expect((await send(route, headers, form)).status, name).toBe(403);
    }
    expect(await heldBy(site)).toBe(before);
  });

  test.each(FORMS)("of /%s is refused without the token of this very session", async (route) => {
    const form = await operatorForm(route, operator);
    const csrf = form.get("csrf") ?? "";
    const tokens = [[], [""], [await operatorCsrf(colleague)], [csrf.slice(0, -1)], ["x".repeat(43), csrf]];
    const before = await heldBy(site);
    for (const values of tokens) expect((await send(route, {}, withToken(form, values))).status).toBe(403);
    expect(await heldBy(site)).toBe(before);
  });

  test("of the code is refused from elsewhere, and without its token", async () => {
    const half = await aHalfLoggedIn(site, "half@pass.example");
    const { csrf = "" } = hiddenFields(await half.text("/exploitation/second-facteur"));
    const before = await heldBy(site);
    const body = new URLSearchParams({ csrf, code: "000000" });
    const away = { method: "POST", body, headers: { Origin: "https://ailleurs.example" } };
    expect((await half.send("/exploitation/second-facteur", away)).status).toBe(403);
    const bare = { method: "POST", body: new URLSearchParams({ code: "000000" }) };
    expect((await half.send("/exploitation/second-facteur", bare)).status).toBe(403);
    expect(await heldBy(site)).toBe(before);
  });
});

test.each(CONFIRMED)("/%s asks for a login of the last ten minutes", async (route) => {
  const body = await operatorForm(route, operator);
  const before = await heldBy(site);
  const shown = await operator.send(addressOf(route), at(10 * MINUTE + 1000));
  expect(shown.headers.get("Location")).toMatch(/^\/exploitation\/connexion\?retour=.*&fait=confirmer$/);
  const sent = await operator.send(addressOf(route), { method: "POST", body, ...at(10 * MINUTE + 1000) });
  expect(sent.headers.get("Location")).toMatch(/&fait=confirmer-trop-tard$/);
  expect(await heldBy(site)).toBe(before);
});

describe("a login", () => {
  test("is a link in a mail, then a code, and leads back to the page that asked for it", async () => {
    const browser = openBrowser(site);
    const asked = await browser.post("/exploitation/connexion?retour=%2Fexploitation%2Fjournal", {
      email: "Ada@pass.example",
    });
    expect(asked.headers.get("Location")).toBe("/exploitation/connexion?retour=%2Fexploitation%2Fjournal&fait=envoi");
    const link = linkIn(await mailTo(site, EMAIL, "Votre lien de connexion"), "exploitation/connexion");
    expect((await browser.get(link)).headers.get("Referrer-Policy")).toBe("same-origin");
    const used = await browser.post(link, {});
    expect(used.headers.get("Location")).toBe("/exploitation/second-facteur?retour=%2Fexploitation%2Fjournal");
    expect((await browser.get(link)).status).toBe(404);
    const refused = await browser.post(used.headers.get("Location") ?? "", { code: "000000" });
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining("Ce code n’est pas le bon")]);
    // The code of this step has opened the session of this operator: the next one is a step ahead.
    const code = await codeAt(new Date(Date.now() + 30_000));
    const given = await browser.post(used.headers.get("Location") ?? "", { code });
    expect(given.headers.get("Location")).toBe("/exploitation/journal");
    expect(given.headers.get("Set-Cookie")).toMatch(
      /^__Host-operator=[\w-]{22}\.[\w-]{43}; HttpOnly; Max-Age=43200; Path=\/; SameSite=Strict; Secure$/,
    );
    // The session that she had elsewhere has ended.
    expect((await operator.get("/exploitation")).status).toBe(302);
    operator = browser;
  });

  test("gives no link to an address that is no operator's, and answers the same", async () => {
    const asked = await openBrowser(site).post("/exploitation/connexion", { email: "nobody@pass.example" });
    expect(asked.headers.get("Location")).toBe("/exploitation/connexion?fait=envoi");
    await untilQuiet(site);
    const sent = await (await site.accounts())
      .prepare("SELECT 1 FROM mails WHERE recipient = 'nobody@pass.example'")
      .first();
    expect(sent).toBeNull();
  });

  test("shows no secret once a phone is enrolled, and is over ten minutes after the link", async () => {
    const browser = openBrowser(site);
    await browser.post(await anOperatorLink(site, EMAIL), {});
    expect(await browser.text("/exploitation/second-facteur")).not.toMatch(/otpauth|<svg class="operator/);
    const late = await browser.send("/exploitation/second-facteur", at(10 * MINUTE + 1000));
    expect(late.headers.get("Location")).toBe("/exploitation/connexion?fait=code-trop-tard");
  });

  test("leads to pages of operators only, wherever it was asked to lead", async () => {
    for (const place of ["//ailleurs.example", "/compte", "/exploitation/../compte", "/exploitations"]) {
      const link = `${await anOperatorLink(site, EMAIL)}?retour=${encodeURIComponent(place)}`;
      const used = await openBrowser(site).post(link, {});
      expect(used.headers.get("Location"), place).toBe("/exploitation/second-facteur");
    }
  });
});

describe("operators", () => {
  test("shows the rescue codes once", async () => {
    const made = await operator.post("/exploitation/codes-de-secours", {});
    const codes = (await made.text()).match(/<code>\d{5} \d{5} \d{5} \d{5}<\/code>/g);
    expect([made.status, made.headers.get("Cache-Control"), codes?.length]).toEqual([201, "private, no-store", 10]);
    const again = await operator.text("/exploitation/codes-de-secours");
    expect(again).toMatch(/Il vous reste 10\scodes de secours\./);
    expect(again).not.toContain("<code>");
  });

  test("invite each other by mail, and the journal says who did", async () => {
    const page = "/exploitation/operateurs";
    const invited = await operator.post(page, { action: "inviter", email: "Grace@pass.example" });
    expect(invited.headers.get("Location")).toBe(`${page}?fait=invitation`);
    expect((await mailTo(site, "Grace@pass.example", "Vous êtes opérateur")).text).toContain(`${EMAIL} vous invite`);
    const known = await operator.post(page, { action: "inviter", email: "bea@pass.example" });
    expect([known.status, await known.text()]).toEqual([422, expect.stringContaining("déjà opérateur")]);
    const journal = await operator.text(`/exploitation/journal?acteur=${EMAIL}`);
    expect(journal).toMatch(/Opérateur invité<\/strong>[^§]*?opérateur grace@pass\.example/);
    expect(journal).not.toMatch(/<br\/>Le [^<]*, bea@pass\.example/);
  });

  test("are never removed by the site when nobody else could log in", async () => {
    await (await site.accounts()).prepare("UPDATE operators SET totp_secret = NULL WHERE email <> ?").bind(EMAIL).run();
    await anOperatorRow(site, "new@pass.example");
    const page = "/exploitation/operateurs";
    const alone = await operator.post(page, { action: "retirer", email: EMAIL });
    expect(alone.headers.get("Location")).toBe(`${page}?fait=inchange`);
    expect(await operator.text(page)).toContain("Seule personne à pouvoir se connecter");
  });
});

// Last, since they do what they say.
test.each(ROUTES)("an operator opens /%s, and its form is taken", async (route) => {
  const { get, post } = OPERATOR_PAGES[route] ?? {};
  const shown = await operator.get(addressOf(route));
  expect([shown.status, shown.headers.get("Cache-Control")]).toEqual([get, "private, no-store"]);
  expect(await shown.text()).toContain('<meta name="robots" content="noindex"/>');
  const before = await heldBy(site);
  const body = await operatorForm(route, operator);
  const answered = await operator.send(addressOf(route), { method: "POST", body });
  expect(answered.status).toBe(post?.status ?? 405);
  await answered.arrayBuffer();
  if (post) expect(await heldBy(site)).not.toBe(before);
});

test("whoever logs out is logged out", async () => {
  const cookie = operator.cookie();
  const left = await operator.post("/exploitation", {}, "/exploitation/deconnexion");
  expect(left.headers.get("Location")).toBe("/exploitation/connexion?fait=deconnexion");
  expect((await withCookie(cookie).get("/exploitation")).status).toBe(302);
});
