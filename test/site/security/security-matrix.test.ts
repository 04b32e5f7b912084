import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { heldBy, untilQuiet } from "#test/support/accounts-dump.ts";
import { type Site, startSite } from "#test/support/site.ts";
import { anOwner, formFor, OPEN, type Owned, PRIVATE, PUBLIC, ROUTES } from "#test/support/spaces/account-routes.ts";
import { aCandidate, type Browser, hiddenFields, openBrowser, PASSWORD } from "#test/support/spaces/candidate.ts";
import { OPERATOR_OPEN, OPERATOR_PAGES } from "#test/support/spaces/operator-routes.ts";
import { RECRUITER_OPEN, RECRUITER_PAGES } from "#test/support/spaces/recruiter-routes.ts";

describe("8.2.1, 8.2.2, 8.2.3, 8.3.1: who may open what, for every route of routes.ts", () => {
  let site: Site;
  let owned: Owned;
  /** Each with the session that it says, and the moment at which it comes. */
  const people: Record<string, { browser: Browser; at?: Date }> = {};
  let owner: Browser;

  beforeAll(async () => {
    site = await startSite();
    ({ owner, owned } = await anOwner(site));
    const other = await aCandidate(site, "other");
    const deleted = await aCandidate(site, "deleted");
    const cookie = deleted.cookie();
    await deleted.post("/compte/supprimer", { sure: "oui" });
    deleted.setCookie(cookie);
    const idle = openBrowser(site);
    await idle.post("/connexion", { login: "owner", password: PASSWORD });
    const forged = openBrowser(site);
    forged.setCookie(`${owner.cookie().split(".")[0]}.${"A".repeat(43)}`);
    Object.assign(people, {
      anonymous: { browser: openBrowser(site) },
      "another's account that is deleted": { browser: deleted },
      "the id of a session with a secret that is not its own": { browser: forged },
      "a session idle for two hours": { browser: idle, at: later(2 * HOUR + 1000) },
      "a session of twelve hours, used all along": {
        browser: await usedFor(site, 12 * HOUR),
        at: later(12 * HOUR + 1000),
      },
      other: { browser: other },
    });
    await untilQuiet(site);
  });
  afterAll(() => site.stop());

  test("every route is classified", () => {
    const known = { ...PRIVATE, ...RECRUITER_PAGES, ...OPERATOR_PAGES };
    const open = new Set([...OPEN, ...RECRUITER_OPEN, ...OPERATOR_OPEN]);
    expect(ROUTES.filter((path) => !(path in known) && !open.has(path) && !PUBLIC.test(path))).toEqual([]);
    expect(Object.keys(known).filter((path) => !ROUTES.includes(path))).toEqual([]);
  });

  const strangers = [
    "anonymous",
    "another's account that is deleted",
    "the id of a session with a secret that is not its own",
    "a session idle for two hours",
    "a session of twelve hours, used all along",
  ];

  describe.each(strangers)("%s", (name) => {
    test.each(Object.keys(PRIVATE))("is led from /%s to the login, and writes nothing", async (route) => {
      const { browser, at } = people[name] ?? { browser: openBrowser(site) };
      const asked = PRIVATE[route]?.path(owned) ?? "";
      const post = await postOf(route, owner);
      const before = await heldBy(site);
      for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]) {
        const had = browser.cookie();
        const sent = /GET|HEAD/.test(method) ? {} : post;
        const response = await browser.send(asked, { ...sent, method, ...clock(at) });
        browser.setCookie(had);
        const to = response.headers.get("Location") ?? "";
        // A form's own address leads to the page that holds the form, which leads to the login.
        if (response.status === 303 && (method === "GET" || method === "HEAD")) {
          expect((await browser.send(to, clock(at))).headers.get("Location")).toMatch(/^\/connexion\?retour=/);
          browser.setCookie(had);
          continue;
        }
        expect([method, response.status]).toEqual([
          method,
          PRIVATE[route]?.post || /GET|HEAD/.test(method) ? 302 : 405,
        ]);
        if (response.status === 302) expect(to).toMatch(/^\/connexion\?retour=%2F/);
      }
      expect(await heldBy(site)).toBe(before);
    });
  });

  test.each(Object.keys(PRIVATE))(
    "another candidate finds nothing of the owner at /%s, and changes nothing of hers",
    async (route) => {
      const other = people.other?.browser ?? owner;
      const { object, post } = PRIVATE[route] ?? {};
      const asked = PRIVATE[route]?.path(owned) ?? "";
      const before = await heldBy(site);
      const shown = await other.get(asked);
      if (object) expect(shown.status).toBe(404);
      const text = await shown.text();
      expect(text).not.toContain("owner@exemple.fr");
      expect(text).not.toContain(owned.document);
      expect(text).not.toContain("Communication d’owner");
      // With the owner's token the form is not hers; with her own the object is not.
      const answered = await other.send(asked, await postOf(route, owner));
      expect([403, 404, 405]).toContain(answered.status);
      if (object && post) {
        const form = await postOf(route, other);
        expect((await other.send(asked, form)).status).toBe(404);
      }
      expect(await heldBy(site)).toBe(before);
    },
  );

  test("another's documents are not in the zip of an application that names them", async () => {
    const other = people.other?.browser ?? owner;
    await other.post("/mes-offres/ajouter?ref=S-2026-000001", {});
    const zip = "/mes-offres/S-2026-000001/documents.zip";
    const { csrf = "" } = hiddenFields(await other.text("/compte/sessions"));
    const body = new URLSearchParams({ csrf, [`document-${owned.document}`]: "oui" });
    const answered = await other.send(zip, { method: "POST", body });
    expect(answered.headers.get("Location")).toBe("/mes-offres/S-2026-000001/candidature?erreur=aucun");
  });

  test("another's saved search is not renamed, rung, run, deleted or taken back by who names it", async () => {
    const other = people.other?.browser ?? owner;
    const { csrf = "" } = hiddenFields(await other.text("/mes-recherches/nouvelle?q=x"));
    const before = await heldBy(site);
    for (const action of ["renommer", "alerte", "relancer", "supprimer", "annuler"]) {
      const said = { csrf, action, recherche: owned.search, name: "Pris", cadence: "immediate" };
      const answered = await other.send("/mes-recherches", { method: "POST", body: new URLSearchParams(said) });
      expect(answered.headers.get("Location")).toBe("/mes-recherches?fait=disparue");
    }
    expect(await heldBy(site)).toBe(before);
  });

  test("another's session is not ended by who names it", async () => {
    const other = people.other?.browser ?? owner;
    const { csrf = "" } = hiddenFields(await other.text("/compte/sessions"));
    const session = owner.cookie().replace(/^.*=|\..*$/g, "");
    await other.send("/compte/sessions", { method: "POST", body: new URLSearchParams({ csrf, session }) });
    expect((await owner.get("/compte")).status).toBe(200);
  });

  // Last: the owner's own forms do what they say, the account's deletion after all.
  test.each(Object.keys(PRIVATE))("the owner opens /%s, and its form is taken", async (route) => {
    const { path, get, post } = PRIVATE[route] ?? {};
    const asked = path?.(owned) ?? "";
    const shown = await owner.get(asked);
    expect(shown.status).toBe(get);
    expect(shown.headers.get("Cache-Control")).toBe("private, no-store");
    const before = await heldBy(site);
    const answered = await owner.send(asked, await postOf(route, owner));
    expect(answered.status).toBe(post?.status ?? 405);
    await answered.arrayBuffer();
    if (post?.status === 303 && route !== "compte/sessions") expect(await heldBy(site)).not.toBe(before);
  });

  const postOf = async (route: string, whose: Browser): Promise<RequestInit> => ({
    method: "POST",
    ...(PRIVATE[route]?.post ? { body: await formFor(route, owned, whose) } : {}),
  });
});

const HOUR = 3_600_000;
const later = (ms: number) => new Date(Date.now() + ms);
const clock = (at: Date | undefined) => (at ? { headers: { "x-test-now": at.toISOString() } } : {});

/** A session that is used every 110 minutes, so that it is never idle. */
async function usedFor(site: Site, ms: number): Promise<Browser> {
  const browser = openBrowser(site);
  await browser.post("/connexion", { login: "owner", password: PASSWORD });
  const step = 110 * 60_000;
  for (let at = step; at < ms; at += step) {
    const used = await browser.send("/compte", clock(later(at)));
    expect(used.status).toBe(200);
    await used.text();
    // That it was used is written once the answer is on its way.
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const last = await browser.send("/compte", clock(later(ms - 60_000)));
  expect(last.status).toBe(200);
  return browser;
}
