import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { heldBy, untilQuiet } from "#test/support/accounts-dump.ts";
import { type Site, startSite } from "#test/support/site.ts";
import { aCandidate, type Browser, hiddenFields, openBrowser } from "#test/support/spaces/candidate.ts";
import {
  aPublisher,
  csrfOf,
  OWNER,
  type Published,
  RECRUITER_PAGES,
  recruiterForm,
} from "#test/support/spaces/recruiter-routes.ts";
import { aRecruiter, logInAs } from "#test/support/spaces/recruiters.ts";

const MINUTE = 60_000;
const later = (ms: number) => ({ headers: { "x-test-now": new Date(Date.now() + ms).toISOString() } });

describe("8.2.1, 8.2.2, 8.2.3, 8.3.1: who may open what of the recruiters', for every page of theirs", () => {
  let site: Site;
  let owner: Browser;
  let published: Published;
  let colleague: Browser;
  let candidate: Browser;
  const strangers: Record<string, { browser: Browser; init?: RequestInit }> = {};
  const others: Record<string, Browser> = {};

  beforeAll(async () => {
    site = await startSite();
    ({ owner, published } = await aPublisher(site));
    colleague = await logInAs(site, { email: "colleague@culture.gouv.fr", administration: "ministere-de-la-culture" });
    candidate = await aCandidate(site, "owner");
    const forged = openBrowser(site);
    forged.setCookie(`${owner.cookie().split(".")[0]}.${"A".repeat(43)}`);
    // The value of a candidate's session under the name of a recruiter's.
    const renamed = openBrowser(site);
    renamed.setCookie(candidate.cookie().replace("__Host-session", "__Host-recruiter"));
    const removed = await aRecruiter(site, { email: "removed@culture.gouv.fr" });
    await removeMember("removed@culture.gouv.fr");
    Object.assign(strangers, {
      anonymous: { browser: openBrowser(site) },
      "a candidate": { browser: candidate },
      "a candidate's session under a recruiter's name": { browser: renamed },
      "the id of a session with a secret that is not its own": { browser: forged },
      "a session of eight hours": { browser: await logInAs(site, ownerRow), init: later(480 * MINUTE + 1000) },
      "somebody who was removed": { browser: removed },
    });
    Object.assign(others, {
      "an administrator of another administration": await aRecruiter(site, {
        administration: "prefecture-du-rhone",
        role: "administrator",
        email: "other@rhone.gouv.fr",
      }),
    });
    await untilQuiet(site);
  });
  afterAll(() => site.stop());

  const STRANGERS = [
    "anonymous",
    "a candidate",
    "a candidate's session under a recruiter's name",
    "the id of a session with a secret that is not its own",
    "a session of eight hours",
    "somebody who was removed",
  ];
  const ROUTES = Object.keys(RECRUITER_PAGES);
  const FOR_ADMINISTRATORS = ROUTES.filter((route) => RECRUITER_PAGES[route]?.administrators);

  describe.each(STRANGERS)("%s", (name) => {
    test.each(ROUTES)("is led from /%s to the login of recruiters, and writes nothing", async (route) => {
      const { browser, init } = name === "anonymous" ? { browser: openBrowser(site) } : named(strangers, name);
      const form = await recruiterForm(route, published, owner);
      const before = await heldBy(site);
      for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]) {
        const had = browser.cookie();
        const sent = /GET|HEAD/.test(method) ? {} : { body: form };
        const answered = await browser.send(addressOf(route), { ...sent, method, ...init });
        browser.setCookie(had);
        const taken = RECRUITER_PAGES[route]?.post || /GET|HEAD/.test(method);
        expect([method, answered.status]).toEqual([method, taken ? 302 : 405]);
        if (taken) expect(answered.headers.get("Location")).toMatch(/^\/recruteurs\/connexion\?retour=%2Frecruteurs/);
      }
      expect(await heldBy(site)).toBe(before);
    });
  });

  test.each(ROUTES)(
    "another administration finds nothing of the owner's at /%s, and changes nothing",
    async (route) => {
      const other = named(others, "an administrator of another administration");
      const { object, post } = RECRUITER_PAGES[route] ?? {};
      const before = await heldAnywhere();
      const shown = await other.get(addressOf(route));
      if (object) expect(shown.status).toBe(404);
      const text = await shown.text();
      expect(text).not.toContain(OWNER);
      expect(text).not.toContain("Clé d’owner");
      if (post) {
        const withHers = await recruiterForm(route, published, owner);
        expect((await other.send(addressOf(route), { method: "POST", body: withHers })).status).toBe(403);
        expect(await heldAnywhere()).toBe(before);
        const withOwn = await recruiterForm(route, published, other);
        const answered = await other.send(addressOf(route), { method: "POST", body: withOwn });
        if (object) expect(answered.status).toBe(404);
        await answered.arrayBuffer();
        expect(ofOwner(await heldAnywhere())).toBe(ofOwner(before));
      }
    },
  );

  test.each(FOR_ADMINISTRATORS)("a recruiter who is no administrator is refused /%s", async (route) => {
    const before = await heldAnywhere();
    const shown = await colleague.get(addressOf(route));
    expect([shown.status, await shown.text()]).toEqual([
      403,
      expect.stringContaining("Page réservée aux administrateurs"),
    ]);
    const body = await recruiterForm(route, published, colleague);
    expect((await colleague.send(addressOf(route), { method: "POST", body })).status).toBe(403);
    expect(await heldAnywhere()).toBe(before);
  });

  test.each(FOR_ADMINISTRATORS)("an administrator logs in again for /%s ten minutes later", async (route) => {
    const browser = await logInAs(site, ownerRow);
    const body = await recruiterForm(route, published, browser);
    const before = await heldAnywhere();
    const shown = await browser.send(addressOf(route), later(10 * MINUTE + 1000));
    expect(shown.headers.get("Location")).toBe(
      `/recruteurs/connexion?retour=${encodeURIComponent(addressOf(route))}&fait=confirmer`,
    );
    const sent = await browser.send(addressOf(route), { method: "POST", body, ...later(10 * MINUTE + 1000) });
    expect(sent.headers.get("Location")).toMatch(/&fait=confirmer-trop-tard$/);
    expect(await heldAnywhere()).toBe(before);
  });

  test("a recruiter's session opens nothing of candidates', even under the name of theirs", async () => {
    const renamed = openBrowser(site);
    for (const cookie of [owner.cookie(), owner.cookie().replace("__Host-recruiter", "__Host-session")]) {
      renamed.setCookie(cookie);
      const answered = await renamed.get("/compte");
      expect(answered.headers.get("Location")).toBe("/connexion?retour=%2Fcompte");
    }
  });

  test("a browser with both sessions is each in its own space", async () => {
    const both = openBrowser(site);
    both.setCookie(`${candidate.cookie()}; ${owner.cookie()}`);
    expect((await both.get("/compte")).status).toBe(200);
    expect((await both.get("/recruteurs/activite")).status).toBe(200);
    const candidates = hiddenFields(await both.text("/compte/sessions")).csrf ?? "";
    const send = (path: string, csrf: string) =>
      both.send(path, { method: "POST", body: new URLSearchParams({ csrf, name: "Autre" }) });
    expect((await send("/recruteurs/activite", candidates)).status).toBe(403);
    expect((await send("/compte/sessions", await csrfOf(owner))).status).toBe(403);
  });

  // Last: the owner's own forms do what they say.
  test.each(ROUTES)("the owner opens /%s, and its form is taken", async (route) => {
    const { get, post } = RECRUITER_PAGES[route] ?? {};
    const shown = await owner.get(addressOf(route));
    expect([shown.status, shown.headers.get("Cache-Control")]).toEqual([get, "private, no-store"]);
    const before = await heldAnywhere();
    const body = post ? await recruiterForm(route, published, owner) : new URLSearchParams();
    const answered = await owner.send(addressOf(route), { method: "POST", body });
    expect(answered.status).toBe(post?.status ?? 405);
    await answered.arrayBuffer();
    if (post?.status === 303) expect(await heldAnywhere()).not.toBe(before);
  });

  const ownerRow = { email: OWNER, administration: "ministere-de-la-culture" };
  const addressOf = (route: string) => RECRUITER_PAGES[route]?.path(published) ?? "";
  const removeMember = async (email: string) => {
    const id = await (await site.accounts())
      .prepare("SELECT id FROM recruiters WHERE email = ?")
      .bind(email)
      .first<{ id: number }>();
    await owner.post("/recruteurs/membres", { action: "retirer", membre: String(id?.id) });
  };
  /** All that the accounts hold, and the keys and the offers of the catalogue. */
  const heldAnywhere = async () => {
    const db = await site.catalogue();
    const [keys, offers] = await db.batch([
      db.prepare("SELECT * FROM api_keys"),
      db.prepare("SELECT reference, title, withdrawn_at, expires_on FROM offers"),
    ]);
    return `${await heldBy(site)}${JSON.stringify([keys?.results, offers?.results], null, 1)}`;
  };
  /** What of this is the owner's administration's. */
  const ofOwner = (held: string) =>
    held
      .split(/\n(?= {0,2}[{"[])/)
      .filter((row) => /culture/.test(row))
      // What follows the last row of a table is not of that row.
      .map((row) => row.replace(/[\s\],]+$/, ""))
      .join("\n");
});

/** What stands under a name. A name that is misspelt must not become another test. */
function named<What>(all: Record<string, What>, name: string): What {
  const found = all[name];
  if (!found) throw new Error(`Nobody is « ${name} »`);
  return found;
}
