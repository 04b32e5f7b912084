import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openAccounts } from "#db/accounts/database.ts";
import { untilQuiet } from "#test/support/accounts-dump.ts";
import { linkIn, mailTo, openBrowser } from "#test/support/candidate.ts";
import { type ARecruiter, aRecruiter, aRecruiterRow } from "#test/support/recruiters.ts";
import { type Site, startSite } from "#test/support/site.ts";

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());

const invited = async (who: ARecruiter) => aRecruiterRow(openAccounts(await site.accounts()), who);
const ask = (email: string, back = "") => {
  const path = `/recruteurs/connexion${back && `?retour=${encodeURIComponent(back)}`}`;
  return openBrowser(site).post(path, { email });
};
const linkFor = async (email: string) =>
  linkIn(await mailTo(site, email, "Votre lien de connexion"), "recruteurs/connexion");
const MINUTE = 60_000;

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
});

test("a recruiter of the tests is logged in, for eight hours and not longer", async () => {
  const at = new Date();
  const browser = await aRecruiter(site, { email: "eight@culture.gouv.fr" }, { at });
  const later = (ms: number) => ({ headers: { "x-test-now": new Date(at.getTime() + ms).toISOString() } });
  expect((await browser.send("/recruteurs/activite", later(480 * MINUTE - 1000))).status).toBe(200);
  const late = await browser.send("/recruteurs/activite", later(480 * MINUTE + 1000));
  expect(late.headers.get("Location")).toBe("/recruteurs/connexion?retour=%2Frecruteurs%2Factivite");
  await untilQuiet(site);
});
