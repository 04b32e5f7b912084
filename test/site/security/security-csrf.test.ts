import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { heldBy, untilQuiet } from "#test/support/accounts-dump.ts";
import { type Site, startSite } from "#test/support/site.ts";
import { anOwner, formFor, type Owned, PRIVATE } from "#test/support/spaces/account-routes.ts";
import {
  aCandidate,
  type Browser,
  hiddenFields,
  linkIn,
  mailTo,
  openBrowser,
  PASSWORD,
  person,
} from "#test/support/spaces/candidate.ts";
import { FOREIGN, withToken } from "#test/support/spaces/foreign-forms.ts";

describe("3.5.1, 3.5.3: state changes only by a form of ours", () => {
  let site: Site;
  let owner: Browser;
  let owned: Owned;
  /** Forms without a session, each of which would do something. */
  const open: Record<string, { path: string; body: () => BodyInit }> = {};

  beforeAll(async () => {
    site = await startSite();
    ({ owner, owned } = await anOwner(site));
    const visitor = openBrowser(site);
    await visitor.upload("/inscription", person("waiting"));
    const activation = linkIn(await mailTo(site, "waiting@exemple.fr", "Activez"), "activation");
    await visitor.post("/mot-de-passe-oublie", { login: "owner" });
    const reset = linkIn(await mailTo(site, "owner@exemple.fr", "nouveau mot de passe"), "reinitialisation");
    await owner.post("/compte/adresse-mail", { email: "owner@ailleurs.fr" });
    const confirmation = linkIn(await mailTo(site, "owner@ailleurs.fr", "Confirmez"), "compte/adresse-mail");
    await untilQuiet(site);
    const chosen = { password: "cinq chaises rouges", passwordAgain: "cinq chaises rouges" };
    const { draft = "" } = hiddenFields(await visitor.text("/inscription"));
    const fields = (said: Record<string, string>) => () => new URLSearchParams(said);
    Object.assign(open, {
      connexion: { path: "/connexion", body: fields({ login: "owner", password: PASSWORD }) },
      inscription: {
        path: "/inscription",
        body: () => {
          const form = new FormData();
          for (const [name, value] of Object.entries({ draft, ...person("newcomer") })) form.append(name, value);
          return form;
        },
      },
      activation: { path: "/activation", body: fields({ login: "waiting@exemple.fr" }) },
      "activation/:token": { path: activation, body: fields({}) },
      "mot-de-passe-oublie": { path: "/mot-de-passe-oublie", body: fields({ login: "owner" }) },
      "compte/adresse-mail/:token": { path: confirmation, body: fields({}) },
      "reinitialisation/:token": { path: reset, body: fields(chosen) },
      deconnexion: { path: "/deconnexion", body: fields({}) },
    });
  });
  afterAll(() => site.stop());

  const withForms = Object.keys(PRIVATE).filter((route) => PRIVATE[route]?.post);
  const OPEN_FORMS = [
    "connexion",
    "inscription",
    "activation",
    "activation/:token",
    "mot-de-passe-oublie",
    "compte/adresse-mail/:token",
    "reinitialisation/:token",
    "deconnexion",
  ];
  const target = (route: string) => open[route]?.path ?? PRIVATE[route]?.path(owned) ?? "";
  const bodyOf = async (route: string) => open[route]?.body() ?? (await formFor(route, owned, owner));
  /** The cookie is kept whatever is answered: only this request is tried. */
  const send = async (route: string, headers: Record<string, string>, body: BodyInit) => {
    const cookie = owner.cookie();
    const { Origin = site.site, ...others } = headers;
    const answered = await owner.send(target(route), { method: "POST", body, headers: { Origin, ...others } });
    owner.setCookie(cookie);
    return answered;
  };

  test.each([...OPEN_FORMS, ...withForms])(
    "the form of /%s, with a good token, is refused from elsewhere",
    async (route) => {
      const before = await heldBy(site);
      for (const [name, headers] of Object.entries(FOREIGN)) {
        const answered = await send(route, headers, await bodyOf(route));
        expect(answered.status, name).toBe(403);
        expect(answered.headers.get("Set-Cookie"), name).toBeNull();
        expect(await answered.text(), name).toContain("Accès refusé");
      }
      expect(await heldBy(site)).toBe(before);
    },
  );

  test.each(withForms)("the form of /%s is refused without the token of this very session", async (route) => {
    const other = await anotherSession();
    const stranger = await anotherCandidate();
    const mine = await formFor(route, owned, owner);
    const { csrf = "" } = Object.fromEntries([...(mine as URLSearchParams)].filter(([name]) => name === "csrf"));
    const tokens: [string, string[]][] = [
      ["no token", []],
      ["an empty one", [""]],
      ["one of another session of hers", [await tokenOf(other)]],
      ["one of another candidate", [await tokenOf(stranger)]],
      ["all of it but the last letter", [csrf.slice(0, -1)]],
      ["in capitals", [csrf.toUpperCase()]],
      ["a wrong one, then the right one", ["x".repeat(43), csrf]],
    ];
    const before = await heldBy(site);
    for (const [name, values] of tokens) {
      const answered = await send(route, {}, withToken(mine, values));
      expect(answered.status, name).toBe(403);
    }
    expect(await heldBy(site)).toBe(before);
  });

  test.each([
    ["a proxy asks for under another host", {}],
    ["a proxy says that it asked for", { "X-Forwarded-Host": "interne.example" }],
  ])("a form of the site's public address is taken, that %s", async (_, headers: Record<string, string>) => {
    const visitor = openBrowser(site);
    const ours = { Origin: "https://pass.example", ...headers };
    const body = new URLSearchParams({ login: "owner", password: "" });
    const typed = await visitor.send("/connexion", { method: "POST", body, headers: ours });
    expect([typed.status, await typed.text()]).toEqual([422, expect.stringContaining("Saisissez votre mot de passe")]);
    const files = new FormData();
    files.append("lastName", "Martin");
    const sent = await visitor.send("/inscription", { method: "POST", body: files, headers: ours });
    expect([sent.status, await sent.text()]).toEqual([422, expect.stringContaining('value="Martin"')]);
  });

  // Last, since they do what they say: what was refused above was refused for where it came from alone.
  test.each([...OPEN_FORMS, ...withForms])("the form of /%s is taken from here", async (route) => {
    await owner.post("/connexion", { login: "owner", password: PASSWORD });
    if (!owner.cookie()) await owner.post("/connexion", { login: "owner", password: "cinq chaises rouges" });
    const answered = await owner.send(target(route), {
      method: "POST",
      body: await bodyOf(route),
      headers: { "Sec-Fetch-Site": "same-origin" },
    });
    expect([200, 303, 422]).toContain(answered.status);
    await answered.arrayBuffer();
  });

  let second: Browser | null = null;
  let third: Browser | null = null;
  async function anotherSession(): Promise<Browser> {
    if (!second) {
      second = openBrowser(site);
      await second.post("/connexion", { login: "owner", password: PASSWORD });
    }
    return second;
  }
  async function anotherCandidate(): Promise<Browser> {
    third ??= await aCandidate(site, "stranger");
    return third;
  }
  const tokenOf = async (browser: Browser) => hiddenFields(await browser.text("/compte/sessions")).csrf ?? "";
});
