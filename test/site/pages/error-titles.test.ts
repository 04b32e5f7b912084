import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Site, startSite } from "#test/support/site.ts";
import { anOwner, type Owned, PRIVATE } from "#test/support/spaces/account-routes.ts";
import { type Browser, linkIn, mailTo, openBrowser } from "#test/support/spaces/candidate.ts";

const titleOf = (html: string) => /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? "";

describe("RGAA 8.6: a form that comes back with errors says so at the head of its title", () => {
  let site: Site;
  let owner: Browser;
  let owned: Owned;
  let reset = "";
  beforeAll(async () => {
    site = await startSite();
    ({ owner, owned } = await anOwner(site));
    await owner.post("/mot-de-passe-oublie", { login: "owner" });
    reset = linkIn(await mailTo(site, "owner@exemple.fr", "nouveau mot de passe"), "reinitialisation");
  });
  afterAll(() => site.stop());

  /** Forms for anybody, filled in wrongly. */
  const OPEN: Record<string, Record<string, string>> = {
    "/connexion": { login: "owner", password: "" },
    "/mot-de-passe-oublie": { login: "" },
    "/activation": { login: "" },
  };
  test.each(Object.keys(OPEN))("%s", async (path) => {
    await expectErrorTitle(openBrowser(site), path, (browser) => browser.post(path, OPEN[path] ?? {}));
  });

  test("/inscription, but not when a file is taken out of it", async () => {
    const visitor = openBrowser(site);
    await expectErrorTitle(visitor, "/inscription", (browser) => browser.upload("/inscription", {}));
    const removed = await visitor.upload("/inscription", { retirer: "absent" });
    expect(removed.status).toBe(422);
    expect(titleOf(await removed.text())).toBe("Créer un compte – PASS");
  });

  test("/reinitialisation/:token", async () => {
    await expectErrorTitle(openBrowser(site), reset, (browser) => browser.post(reset, { password: "court" }));
  });

  /** Forms of a candidate, filled in wrongly. */
  const OWN: Record<string, Record<string, string>> = {
    "compte/modifier": { username: "" },
    "compte/mot-de-passe": { password: "court" },
    "compte/adresse-mail": { email: "pas une adresse" },
    "compte/supprimer": {},
    "compte/documents": {},
    "compte/documents/:id": { action: "renommer", nom: " " },
    "mes-recherches": { action: "renommer", recherche: "SEARCH", name: "" },
    "mes-recherches/nouvelle": { name: "" },
    "mes-recherches/:id/modifier": { region: "999" },
  };
  test.each(Object.keys(OWN))("/%s", async (route) => {
    const path = PRIVATE[route]?.path(owned) ?? "";
    const fields = Object.fromEntries(
      Object.entries(OWN[route] ?? {}).map(([name, value]) => [name, value.replace("SEARCH", owned.search)]),
    );
    await expectErrorTitle(owner, path, (browser) =>
      PRIVATE[route]?.post?.files ? browser.upload(path, fields) : browser.post(path, fields),
    );
  });

  test.each([
    "/compte/export?refus=mot-de-passe",
    "/compte/adresse-mail?fait=attente",
    "/mes-offres/S-2026-000001/candidature?erreur=aucun",
  ])("a form whose answer is another page: %s", async (path) => {
    const [page = ""] = path.split("?");
    const title = titleOf(await owner.text(page));
    expect(title).not.toContain("Erreur");
    expect(titleOf(await owner.text(path))).toBe(`Erreur – ${title}`);
  });

  async function expectErrorTitle(browser: Browser, path: string, send: (browser: Browser) => Promise<Response>) {
    const title = titleOf(await browser.text(path));
    expect(title).toMatch(/^(?!Erreur).+ – PASS$/);
    const sent = await send(browser);
    expect(sent.status).toBe(422);
    const html = await sent.text();
    expect(titleOf(html)).toBe(`Erreur – ${title}`);
    const summary = html.slice(html.indexOf("error-summary"), html.indexOf("</ul>", html.indexOf("error-summary")));
    for (const [, id] of summary.matchAll(/href="#([^"]+)"/g)) expect(html).toContain(` id="${id}"`);
  }
});
