import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Site, startSite } from "#test/support/site.ts";
import {
  aCandidate,
  type Browser,
  hiddenFields,
  linkIn,
  mailTo,
  openBrowser,
  PASSWORD,
} from "#test/support/spaces/candidate.ts";

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const at = (ms: number) => ({ headers: { "x-test-now": new Date(Date.now() + ms).toISOString() } });
const location = (response: Response) => response.headers.get("Location") ?? "";
const NEW = { password: "cinq chaises rouges", passwordAgain: "cinq chaises rouges" };

/** Whether a cookie opens « Mon compte », without anything being kept of the answer. */
async function opens(cookie: string, init: RequestInit = {}): Promise<boolean> {
  const headers = new Headers(init.headers);
  headers.set("Cookie", cookie);
  return (await site.fetch("/compte", { ...init, headers })).status === 200;
}

describe("7.2.3, 7.2.4: the token of a session", () => {
  test("has 128 random bits and a secret of 256, of which only the SHA-256 is kept", async () => {
    const browser = await aCandidate(site, "token");
    const [, id = "", secret = ""] = /^__Host-session=([\w-]+)\.([\w-]+)$/.exec(browser.cookie()) ?? [];
    expect([id.length, secret.length]).toEqual([22, 43]);
    const row = await (await site.accounts())
      .prepare("SELECT * FROM sessions WHERE id = ?")
      .bind(id)
      .first<Record<string, string>>();
    expect(JSON.stringify(row)).not.toContain(secret);
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(secret));
    expect(row?.secret_hash).toBe(Buffer.from(digest).toString("hex"));
  });

  test("is new at each login, and the one that the browser had ends: nobody goes on under a cookie that was planted", async () => {
    const attacker = await aCandidate(site, "planter");
    const planted = attacker.cookie();
    await aCandidate(site, "victim");
    const victim = openBrowser(site);
    victim.setCookie(planted);
    // The form of whoever has a session is not shown, but may be sent.
    const body = new URLSearchParams({ login: "victim", password: PASSWORD });
    expect(location(await victim.send("/connexion", { method: "POST", body }))).toBe("/compte");
    expect(victim.cookie()).not.toBe(planted);
    expect(victim.cookie().split(".")[0]).not.toBe(planted.split(".")[0]);
    expect(await opens(planted)).toBe(false);
    expect(await victim.text("/compte")).toContain("victim@exemple.fr");
  });

  test("a cookie that we never gave is not taken over by the login", async () => {
    const browser = openBrowser(site);
    const invented = `__Host-session=${"a".repeat(22)}.${"b".repeat(43)}`;
    browser.setCookie(invented);
    await browser.post("/connexion", { login: "victim", password: PASSWORD });
    expect(browser.cookie()).not.toBe(invented);
    expect(await opens(invented)).toBe(false);
  });

  test("has another secret once the password was given again; the forms of the session stay good", async () => {
    const browser = await aCandidate(site, "renewed");
    const before = browser.cookie();
    const later = at(11 * MINUTE);
    const form = hiddenFields(await (await browser.send("/compte/adresse-mail", later)).text());
    const ask = (current: string) =>
      browser.send("/compte/adresse-mail", {
        ...later,
        method: "POST",
        body: new URLSearchParams({ ...form, email: "renewed@nouveau.fr", current }),
      });
    expect((await ask("pas le bon du tout")).status).toBe(422);
    expect(browser.cookie()).toBe(before);
    expect(location(await ask(PASSWORD))).toBe("/compte/adresse-mail?fait=envoi");
    expect(browser.cookie()).not.toBe(before);
    expect(await opens(before, later)).toBe(false);
    expect((await browser.send("/compte", later)).status).toBe(200);
    const again = new URLSearchParams({ ...form, email: "renewed@encore.fr" });
    const answered = await browser.send("/compte/adresse-mail", { ...later, method: "POST", body: again });
    expect(location(answered)).toBe("/compte/adresse-mail?fait=envoi");
  });
});

describe("7.3.1, 7.3.2: a session ends by itself, on the server", () => {
  test("after two hours without use, and not a second before", async () => {
    const browser = await aCandidate(site, "idle");
    const cookie = browser.cookie();
    expect(await opens(cookie, at(2 * HOUR + 5000))).toBe(false);
    expect(await opens(cookie, at(2 * HOUR - 5000))).toBe(true);
  });

  test("after twelve hours, however much it is used", async () => {
    const browser = await aCandidate(site, "long");
    const cookie = browser.cookie();
    for (let hours = 1.5; hours < 12; hours += 1.5) {
      expect(await opens(cookie, at(hours * HOUR))).toBe(true);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(await opens(cookie, at(12 * HOUR - 10_000))).toBe(true);
    expect(await opens(cookie, at(12 * HOUR + 1000))).toBe(false);
  });
});

describe("7.4.1, 7.4.2, 7.4.3: what ends sessions ends them at once, wherever their cookies are played again", () => {
  /** Two sessions of one candidate: the browser that acts, and the cookie of another. */
  async function twoSessions(name: string): Promise<{ browser: Browser; mine: string; other: string }> {
    const browser = await aCandidate(site, name);
    const second = openBrowser(site);
    await second.post("/connexion", { login: name, password: PASSWORD });
    expect(await opens(second.cookie())).toBe(true);
    return { browser, mine: browser.cookie(), other: second.cookie() };
  }

  test("logging out ends the session; others go on", async () => {
    const { browser, mine, other } = await twoSessions("ends.one");
    await browser.send("/deconnexion", { method: "POST" });
    expect([await opens(mine), await opens(other)]).toEqual([false, true]);
  });

  test("logging out everywhere ends all", async () => {
    const { browser, mine, other } = await twoSessions("ends.two");
    await browser.post("/compte/sessions", { toutes: "oui" });
    expect([await opens(mine), await opens(other)]).toEqual([false, false]);
  });

  test("changing the password ends all, and opens a new one here", async () => {
    const { browser, mine, other } = await twoSessions("ends.three");
    await browser.post("/compte/mot-de-passe", { ...NEW, current: PASSWORD });
    expect([await opens(mine), await opens(other), await opens(browser.cookie())]).toEqual([false, false, true]);
  });

  test("resetting the password ends all", async () => {
    const { mine, other } = await twoSessions("ends.four");
    const visitor = openBrowser(site);
    await visitor.post("/mot-de-passe-oublie", { login: "ends.four" });
    const link = linkIn(await mailTo(site, "ends.four@exemple.fr", "nouveau mot de passe"), "reinitialisation");
    expect(location(await visitor.post(link, NEW))).toBe("/connexion?fait=mot-de-passe");
    expect([await opens(mine), await opens(other)]).toEqual([false, false]);
  });

  test("changing the address ends all", async () => {
    const { browser, mine, other } = await twoSessions("ends.five");
    await browser.post("/compte/adresse-mail", { email: "ends.five@nouveau.fr" });
    const link = linkIn(await mailTo(site, "ends.five@nouveau.fr", "Confirmez"), "compte/adresse-mail");
    await openBrowser(site).post(link, {});
    expect([await opens(mine), await opens(other)]).toEqual([false, false]);
  });

  test("deleting the account ends all", async () => {
    const { browser, mine, other } = await twoSessions("ends.six");
    await browser.post("/compte/supprimer", { sure: "oui" });
    expect([await opens(mine), await opens(other)]).toEqual([false, false]);
  });
});

describe("7.5.1, 7.5.2: what is sensitive asks for the password again after ten minutes", () => {
  const SENSITIVE: [string, string, Record<string, string>][] = [
    ["the address", "/compte/adresse-mail", { email: "sensitive@nouveau.fr" }],
    ["the copy of one's data", "/compte/export/archive", {}],
    ["the deletion", "/compte/supprimer", { sure: "oui" }],
    ["the password", "/compte/mot-de-passe", NEW],
  ];

  test.each(SENSITIVE)("%s: refused without it and with a wrong one", async (_, path, fields) => {
    const name = `sensitive.${path.split("/")[2]}`;
    const browser = await aCandidate(site, name);
    const later = at(11 * MINUTE);
    const { csrf = "" } = hiddenFields(await (await browser.send("/compte/sessions", later)).text());
    const mails = await countMails();
    for (const current of [{}, { current: "" }, { current: "pas le bon du tout" }]) {
      const body = new URLSearchParams({ csrf, ...fields, ...current });
      const answered = await browser.send(path, { ...later, method: "POST", body });
      const refused = answered.status === 422 || location(answered).endsWith("?refus=mot-de-passe");
      expect([answered.status, refused]).toEqual([answered.status, true]);
    }
    expect(await countMails()).toEqual(mails);
    expect((await openBrowser(site).post("/connexion", { login: name, password: PASSWORD })).status).toBe(303);
    // Within ten minutes, only the change of the password asks for it.
    expect(await (await browser.send(path.replace("/archive", ""), at(9 * MINUTE))).text()).toMatch(
      path === "/compte/mot-de-passe" ? /name="current"/ : /^(?![\s\S]*name="current")/,
    );
  });

  test("sessions are listed to their owner alone, without what would open them", async () => {
    const browser = await aCandidate(site, "lister");
    const second = openBrowser(site);
    await second.post("/connexion", { login: "lister", password: PASSWORD });
    const html = await browser.text("/compte/sessions");
    expect(html.match(/name="session"/g)).toHaveLength(2);
    for (const cookie of [browser.cookie(), second.cookie()]) expect(html).not.toContain(cookie.split(".")[1]);
  });
});

async function countMails(): Promise<unknown> {
  return (await site.accounts()).prepare("SELECT count(*) AS mails FROM mails").first();
}
