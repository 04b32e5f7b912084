import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hashSecret, randomSecret } from "#app/services/secrets.ts";
import { heldBy, untilQuiet } from "#test/support/accounts-dump.ts";
import { type Site, startSite } from "#test/support/site.ts";
import type { Browser } from "#test/support/spaces/candidate.ts";
import { FOREIGN, withToken } from "#test/support/spaces/foreign-forms.ts";
import {
  aPublisher,
  csrfOf,
  OWNER,
  type Published,
  RECRUITER_PAGES,
  recruiterForm,
} from "#test/support/spaces/recruiter-routes.ts";
import { logInAs } from "#test/support/spaces/recruiters.ts";

describe("3.5.1, 3.5.3: the state of recruiters changes only by a form of ours", () => {
  let site: Site;
  let owner: Browser;
  let published: Published;
  let colleague: Browser;
  const token = randomSecret();

  beforeAll(async () => {
    site = await startSite();
    ({ owner, published } = await aPublisher(site));
    const administration = "ministere-de-la-culture";
    colleague = await logInAs(site, { email: "colleague@culture.gouv.fr", administration });
    await (await site.accounts())
      .prepare("INSERT INTO recruiter_tokens VALUES ('owner', ?, ?, ?, '2099-01-01T00:00:00.000Z')")
      .bind(await hashSecret(token), OWNER, administration)
      .run();
    await untilQuiet(site);
  });
  afterAll(() => site.stop());

  /** Forms without a session, each of which would do something. */
  const OPEN: Record<string, { path: () => string; fields: Record<string, string> }> = {
    "recruteurs/connexion": { path: () => "/recruteurs/connexion", fields: { email: OWNER } },
    "recruteurs/connexion/:token": { path: () => `/recruteurs/connexion/${token}`, fields: {} },
    "recruteurs/deconnexion": { path: () => "/recruteurs/deconnexion", fields: {} },
  };
  const PRIVATE = Object.keys(RECRUITER_PAGES).filter((route) => RECRUITER_PAGES[route]?.post);
  const addressOf = (route: string) => OPEN[route]?.path() ?? RECRUITER_PAGES[route]?.path(published) ?? "";
  const bodyOf = async (route: string) =>
    OPEN[route] ? new URLSearchParams(OPEN[route].fields) : recruiterForm(route, published, owner);
  /** The cookie is kept whatever is answered: only this request is tried. */
  const send = async (route: string, headers: Record<string, string>, body: BodyInit) => {
    const cookie = owner.cookie();
    const { Origin = site.site, ...others } = headers;
    const answered = await owner.send(addressOf(route), { method: "POST", body, headers: { Origin, ...others } });
    owner.setCookie(cookie);
    return answered;
  };

  test.each([...Object.keys(OPEN), ...PRIVATE])("the form of /%s is refused from elsewhere", async (route) => {
    const before = await heldBy(site);
    for (const [name, headers] of Object.entries(FOREIGN)) {
      const answered = await send(route, headers, await bodyOf(route));
      expect(answered.status, name).toBe(403);
      expect(answered.headers.get("Set-Cookie"), name).toBeNull();
      await answered.arrayBuffer();
    }
    expect(await heldBy(site)).toBe(before);
  });

  test.each(PRIVATE)("the form of /%s is refused without the token of this very session", async (route) => {
    const other = await logInAs(site, { email: OWNER, administration: "ministere-de-la-culture" });
    const mine = await recruiterForm(route, published, owner);
    const csrf = mine.get("csrf") ?? "";
    const tokens: [string, string[]][] = [
      ["no token", []],
      ["an empty one", [""]],
      ["one of another session of hers", [await csrfOf(other)]],
      ["one of a colleague", [await csrfOf(colleague)]],
      ["all of it but the last letter", [csrf.slice(0, -1)]],
      ["a wrong one, then the right one", ["x".repeat(43), csrf]],
    ];
    const before = await heldBy(site);
    for (const [name, values] of tokens) {
      const answered = await send(route, {}, withToken(mine, values));
      expect(answered.status, name).toBe(403);
      await answered.arrayBuffer();
    }
    expect(await heldBy(site)).toBe(before);
  });

  // Last, since they do what they say.
  test.each([...PRIVATE, ...Object.keys(OPEN)])("the form of /%s is taken from here", async (route) => {
    const answered = await send(route, { "Sec-Fetch-Site": "same-origin" }, await bodyOf(route));
    expect([200, 201, 303, 422]).toContain(answered.status);
    await answered.arrayBuffer();
  });
});
