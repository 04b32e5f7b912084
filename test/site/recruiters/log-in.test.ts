import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openAccounts } from "#db/accounts/database.ts";
import { untilQuiet } from "#test/support/accounts-dump.ts";
import { type Site, startSite } from "#test/support/site.ts";
import { linkIn, mailTo, openBrowser } from "#test/support/spaces/candidate.ts";
import { type ARecruiter, aRecruiter, aRecruiterRow } from "#test/support/spaces/recruiters.ts";

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());

const MINUTE = 60_000;
const later = (ms: number) => ({ headers: { "x-test-now": new Date(Date.now() + ms).toISOString() } });
const invited = async (who: ARecruiter) => aRecruiterRow(openAccounts(await site.accounts()), who);
const ask = (email: string, back = "") => {
  const path = `/recruteurs/connexion${back && `?retour=${encodeURIComponent(back)}`}`;
  return openBrowser(site).post(path, { email });
};
const linkFor = async (email: string) =>
  linkIn(await mailTo(site, email, "Votre lien de connexion"), "recruteurs/connexion");
const rows = async (query: string, ...values: string[]) =>
  (
    await (
      await site.accounts()
    )
      .prepare(query)
      .bind(...values)
      .all()
  ).results;

describe("the link of a mail", () => {
  test("logs a recruiter in, and leads back to the page that asked for it", async () => {
    await invited({ email: "ada@culture.gouv.fr" });
    const asked = await ask("Ada@culture.gouv.fr", "/recruteurs/activite");
    expect(asked.headers.get("Location")).toBe("/recruteurs/connexion?retour=%2Frecruteurs%2Factivite&fait=envoi");
    const link = await linkFor("ada@culture.gouv.fr");
    const browser = openBrowser(site);
    const shown = await browser.get(link);
    expect(shown.headers.get("Referrer-Policy")).toBe("same-origin");
    expect(await shown.text()).toContain("ada@culture.gouv.fr");
    const used = await browser.post(link, {});
    expect([used.status, used.headers.get("Location")]).toEqual([303, "/recruteurs/activite"]);
    expect(used.headers.get("Set-Cookie")).toMatch(
      /^__Host-recruiter=[\w-]{22}\.[\w-]{43}; HttpOnly; Max-Age=28800; Path=\/; SameSite=Lax; Secure$/,
    );
    expect(await browser.text("/recruteurs/activite")).toContain("<strong>Connexion</strong>");
  });

  test("is not used up by being opened, and once only by being used, even twice at once", async () => {
    await invited({ email: "twice@culture.gouv.fr" });
    await ask("twice@culture.gouv.fr");
    const link = await linkFor("twice@culture.gouv.fr");
    for (let opened = 0; opened < 3; opened++) expect((await openBrowser(site).get(link)).status).toBe(200);
    const uses = await Promise.all(Array.from({ length: 8 }, () => openBrowser(site).send(link, { method: "POST" })));
    expect(uses.filter((used) => used.headers.has("Set-Cookie"))).toHaveLength(1);
    const late = await openBrowser(site).get(link);
    expect([late.status, await late.text()]).toEqual([404, expect.stringContaining("Recevoir un nouveau lien")]);
  });

  test("is worth nothing after fifteen minutes", async () => {
    await invited({ email: "late@culture.gouv.fr" });
    await ask("late@culture.gouv.fr", "/recruteurs/membres");
    const link = await linkFor("late@culture.gouv.fr");
    await untilQuiet(site);
    const browser = openBrowser(site);
    expect((await browser.send(link, later(14 * MINUTE))).status).toBe(200);
    const used = await browser.send(link, { method: "POST", ...later(15 * MINUTE + 1000) });
    expect([used.headers.get("Location"), used.headers.get("Set-Cookie")]).toEqual([link, null]);
    const shown = await browser.send(link, later(15 * MINUTE + 1000));
    // The page that it was to lead to is not forgotten.
    expect(await shown.text()).toContain('href="/recruteurs/connexion?retour=%2Frecruteurs%2Fmembres"');
  });

  test("replaces the one that was sent before", async () => {
    await invited({ email: "newer@culture.gouv.fr" });
    await ask("newer@culture.gouv.fr");
    const first = await linkFor("newer@culture.gouv.fr");
    await ask("newer@culture.gouv.fr", "/recruteurs/activite");
    await untilQuiet(site);
    expect((await openBrowser(site).get(first)).status).toBe(404);
    expect(await rows("SELECT 1 FROM recruiter_tokens WHERE email_key = 'newer@culture.gouv.fr'")).toHaveLength(1);
  });

  test("gives the browser another session than the one that it had, which ends", async () => {
    const browser = await aRecruiter(site, { email: "again@culture.gouv.fr" });
    const before = browser.cookie();
    await ask("again@culture.gouv.fr");
    await browser.post(await linkFor("again@culture.gouv.fr"), {});
    expect(browser.cookie().split(".")[0]).not.toBe(before.split(".")[0]);
    const old = openBrowser(site);
    old.setCookie(before);
    expect((await old.get("/recruteurs/activite")).status).toBe(302);
  });

  test("leads to pages of recruiters only, wherever it was asked to lead", async () => {
    await invited({ email: "away@culture.gouv.fr" });
    const places = ["https://ailleurs.example/recruteurs/x", "//ailleurs.example", "/compte", "/recruteurs/../compte"];
    for (const place of places) {
      const answered = await openBrowser(site, "192.0.2.40").post(
        `/recruteurs/connexion?retour=${encodeURIComponent(place)}`,
        { email: "nobody@culture.gouv.fr" },
      );
      expect(answered.headers.get("Location")).toBe("/recruteurs/connexion?fait=envoi");
    }
    await ask("away@culture.gouv.fr");
    const link = await linkFor("away@culture.gouv.fr");
    const used = await openBrowser(site).post(`${link}?retour=${encodeURIComponent("/compte")}`, {});
    expect(used.headers.get("Location")).toBe("/recruteurs/offres");
  });

  test("is in no mail to an address that nobody knows", async () => {
    await ask("nobody@ailleurs.fr");
    await untilQuiet(site);
    expect(await rows("SELECT 1 FROM mails WHERE recipient = 'nobody@ailleurs.fr'")).toEqual([]);
  });
});

describe("a mail domain that an administration allows", () => {
  test("lets somebody in, who becomes a recruiter when she uses her link", async () => {
    await invited({ email: "chief@rhone.gouv.fr", administration: "prefecture-du-rhone", role: "administrator" });
    await rows("INSERT INTO publisher_domains VALUES ('rhone.gouv.fr', 'prefecture-du-rhone', '2026-01-01')");
    await ask("New@Rhone.gouv.fr");
    const link = await linkFor("new@rhone.gouv.fr");
    expect(await rows("SELECT 1 FROM recruiters WHERE email_key = 'new@rhone.gouv.fr'")).toEqual([]);
    const browser = openBrowser(site);
    await browser.post(link, {});
    expect(await browser.text("/recruteurs/activite")).toMatch(/Personne arrivée par son adresse mail/);
    expect(
      await rows("SELECT email, role, administration FROM recruiters WHERE email_key = 'new@rhone.gouv.fr'"),
    ).toEqual([{ email: "new@rhone.gouv.fr", role: "recruiter", administration: "prefecture-du-rhone" }]);
  });

  test("lets nobody in any more by a link that was sent before it was taken away", async () => {
    await invited({ email: "chief@ain.gouv.fr", administration: "prefecture-de-l-ain", role: "administrator" });
    await rows("INSERT INTO publisher_domains VALUES ('ain.gouv.fr', 'prefecture-de-l-ain', '2026-01-01')");
    await ask("new@ain.gouv.fr");
    const link = await linkFor("new@ain.gouv.fr");
    await rows("DELETE FROM publisher_domains WHERE domain = 'ain.gouv.fr'");
    expect((await openBrowser(site).post(link, {})).headers.get("Set-Cookie")).toBeNull();
  });

  test("lets in no address of a domain that only ends or begins like it", async () => {
    const others = ["x@faux-rhone.gouv.fr", "x@a.rhone.gouv.fr", "rhone.gouv.fr@ailleurs.fr"];
    for (const email of others) await ask(email);
    await untilQuiet(site);
    const told = await rows("SELECT recipient FROM mails WHERE kind = 'recruiter-log-in'");
    expect(told.filter(({ recipient }) => others.includes(String(recipient)))).toEqual([]);
  });
});

test("a session lasts eight hours and not longer, however it is used", async () => {
  const browser = await aRecruiter(site, { email: "eight@culture.gouv.fr" });
  expect((await browser.send("/recruteurs/activite", later(480 * MINUTE - 60_000))).status).toBe(200);
  const late = await browser.send("/recruteurs/activite", later(480 * MINUTE + 1000));
  expect(late.headers.get("Location")).toBe("/recruteurs/connexion?retour=%2Frecruteurs%2Factivite");
});

test("« Se déconnecter » ends the session for good, and says so", async () => {
  const browser = await aRecruiter(site, { email: "leaving@culture.gouv.fr" });
  const cookie = browser.cookie();
  const left = await browser.post("/recruteurs/activite", {}, "/recruteurs/deconnexion");
  expect(left.headers.get("Set-Cookie")).toMatch(/^__Host-recruiter=; .*Max-Age=0/);
  expect(await browser.text(left.headers.get("Location") ?? "")).toContain("Vous êtes déconnecté.");
  browser.setCookie(cookie);
  expect((await browser.get("/recruteurs/activite")).status).toBe(302);
});

test("who is logged in is led from the login on, but for a page that asks for another login", async () => {
  const browser = await aRecruiter(site, { email: "here@culture.gouv.fr" });
  const led = await browser.get("/recruteurs/connexion?retour=%2Frecruteurs%2Factivite");
  expect(led.headers.get("Location")).toBe("/recruteurs/activite");
  const again = await browser.text("/recruteurs/connexion?retour=%2Frecruteurs%2Fmembres&fait=confirmer");
  expect(again).toContain("Votre connexion a plus de 10 minutes");
  expect(again).toContain('value="here@culture.gouv.fr"');
});

test("an address is sent six links an hour at most to one network, and the seventh is refused to anybody", async () => {
  await invited({ email: "many@culture.gouv.fr" });
  const asked = async (email: string, network: string) =>
    (await openBrowser(site, network).post("/recruteurs/connexion", { email })).status;
  for (const email of ["many@culture.gouv.fr", "unknown@culture.gouv.fr"]) {
    const statuses: number[] = [];
    for (let time = 0; time < 7; time++) statuses.push(await asked(email, "192.0.2.50"));
    expect(statuses).toEqual([303, 303, 303, 303, 303, 303, 429]);
    expect(await asked(email, "192.0.2.51")).toBe(303);
  }
});
