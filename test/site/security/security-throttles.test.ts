import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aPdf } from "#test/support/documents.ts";
import { type Site, startSite } from "#test/support/site.ts";
import { aCandidate, hiddenFields, openBrowser, PASSWORD, person } from "#test/support/spaces/candidate.ts";

let site: Site;
beforeAll(async () => {
  site = await startSite();
  await aCandidate(site, "owner", "192.0.2.250");
});
afterAll(() => site.stop());

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Every test begins with nothing tried. */
beforeEach(async () => {
  await (await site.accounts()).prepare("DELETE FROM throttles").run();
});

type Try = { network?: string; headers?: Record<string, string>; at?: number };

/** Sends a form of one field or more, from a network, at a moment from now. */
function send(path: string, fields: Record<string, string>, { network = "192.0.2.1", headers = {}, at = 0 }: Try = {}) {
  return openBrowser(site, network).send(path, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: { ...headers, "x-test-now": new Date(Date.now() + at).toISOString() },
  });
}

const logIn = (login: string, said: Try = {}, password = "pas le bon du tout") =>
  send("/connexion", { login, password }, said);

/** Refused for coming too often: a page in French that says for how long, and the header that programs read. */
async function expectWait(response: Response, upTo: number): Promise<void> {
  expect(response.status).toBe(429);
  const wait = Number(response.headers.get("Retry-After"));
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(upTo / 1000);
  expect(await response.text()).toMatch(/Trop de .*Réessayez dans \d+ (minutes?|heures?)/);
}

/** Does something so many times, ten at once. */
async function times(count: number, act: (n: number) => Promise<Response>): Promise<number[]> {
  const statuses: number[] = [];
  for (let start = 0; start < count; start += 10) {
    const answers = await Promise.all(Array.from({ length: Math.min(10, count - start) }, (_, n) => act(start + n)));
    statuses.push(...answers.map(({ status }) => status));
  }
  return statuses;
}

describe("6.1.1, 6.3.1: tries of passwords", () => {
  test("ten of one account from one network, then a wait of at most 15 minutes, for an account or for none", async () => {
    for (const login of ["owner", "personne"]) {
      expect(new Set(await times(10, () => logIn(login)))).toEqual(new Set([422]));
      await expectWait(await logIn(login), 15 * MINUTE);
      // The right password does not pass either, nor does the address of the same account under other capitals.
      if (login === "owner") await expectWait(await logIn("OWNER", {}, PASSWORD), 15 * MINUTE);
    }
    // Elsewhere, she is not shut out; and here never for good.
    expect((await logIn("owner", { network: "192.0.2.2" }, PASSWORD)).status).toBe(303);
    expect((await logIn("owner", { at: 15 * MINUTE + 1000 }, PASSWORD)).status).toBe(303);
  });

  test("a login that succeeds begins the count anew", async () => {
    await times(9, () => logIn("owner"));
    expect((await logIn("owner", {}, PASSWORD)).status).toBe(303);
    expect(new Set(await times(10, () => logIn("owner")))).toEqual(new Set([422]));
  });

  test("a hundred of one account from as many networks, then a wait, never for good", async () => {
    const statuses = await times(100, (n) => logIn("owner", { network: `198.51.100.${n}` }));
    expect(new Set(statuses)).toEqual(new Set([422]));
    await expectWait(await logIn("owner", { network: "203.0.113.1" }), 15 * MINUTE);
    expect((await logIn("owner", { network: "203.0.113.1", at: 15 * MINUTE + 1000 }, PASSWORD)).status).toBe(303);
  }, 60_000);

  test("a hundred of one network, whatever the accounts, then a wait; another network goes on", async () => {
    const statuses = await times(100, (n) => logIn(`personne${n}`));
    expect(new Set(statuses)).toEqual(new Set([422]));
    await expectWait(await logIn("encore"), 15 * MINUTE);
    expect((await logIn("encore", { network: "192.0.2.2" })).status).toBe(422);
    expect((await logIn("encore", { at: 15 * MINUTE + 1000 })).status).toBe(422);
  }, 60_000);

  test("an IPv6 network is its first 64 bits, however they are written", async () => {
    const written = ["2001:db8:0:1::1", "2001:db8:0:1:ffff::", "2001:0DB8:0000:0001::2", "2001:db8:0:1:1:2:3:4"];
    await times(10, (n) => logIn("owner", { network: written[n % written.length] ?? "" }));
    await expectWait(await logIn("owner", { network: "2001:db8:0:1:abcd::1" }), 15 * MINUTE);
    expect((await logIn("owner", { network: "2001:db8:0:2::1" })).status).toBe(422);
  });

  test("4.1.3, 15.3.4: the network is what Cloudflare saw, whatever the request says of itself", async () => {
    const lies = (n: number) => ({
      "X-Forwarded-For": `203.0.113.${n}`,
      "X-Real-IP": `203.0.113.${n}`,
      "True-Client-IP": `203.0.113.${n}`,
      "X-Client-IP": `203.0.113.${n}`,
      Forwarded: `for=203.0.113.${n}`,
    });
    await times(10, (n) => logIn("owner", { headers: lies(n) }));
    await expectWait(await logIn("owner", { headers: lies(200) }), 15 * MINUTE);
  });

  test("the password that is asked for again: ten tries", async () => {
    const browser = openBrowser(site);
    await browser.post("/connexion", { login: "owner", password: PASSWORD });
    const { csrf = "" } = hiddenFields(await browser.text("/compte/mot-de-passe"));
    const chosen = { csrf, password: "cinq chaises rouges", passwordAgain: "cinq chaises rouges" };
    const change = (current: string, at = 0) =>
      browser.send("/compte/mot-de-passe", {
        method: "POST",
        body: new URLSearchParams({ ...chosen, current }),
        headers: { "x-test-now": new Date(Date.now() + at).toISOString() },
      });
    expect(new Set(await times(10, () => change("pas le bon du tout")))).toEqual(new Set([422]));
    await expectWait(await change(PASSWORD), 15 * MINUTE);
    expect((await browser.get("/compte")).status).toBe(200);
    expect((await change("pas le bon du tout", 15 * MINUTE + 1000)).status).toBe(422);
  });
});

describe("2.4.1: what sends mails", () => {
  const MAILS = ["/mot-de-passe-oublie", "/activation"];

  test.each(MAILS)("%s: three an hour to one address, whoever asks, whether it has an account or not", async (path) => {
    for (const login of ["owner@exemple.fr", "personne@exemple.fr"]) {
      const ask = (n: number, at = 0) => send(path, { login }, { network: `198.51.100.${n}`, at });
      expect(await times(3, ask)).toEqual([303, 303, 303]);
      await expectWait(await send(path, { login: ` ${login.toUpperCase()} ` }, { network: "203.0.113.1" }), HOUR);
      expect((await ask(9, HOUR + 1000)).status).toBe(303);
    }
  });

  test.each(MAILS)("%s: sixty an hour from one network", async (path) => {
    const statuses = await times(60, (n) => send(path, { login: `personne${n}@exemple.fr` }));
    expect(new Set(statuses)).toEqual(new Set([303]));
    await expectWait(await send(path, { login: "encore@exemple.fr" }), HOUR);
    expect((await send(path, { login: "encore@exemple.fr" }, { at: HOUR + 1000 })).status).toBe(303);
  });

  test("sign-up: five an hour to one address, whether it has an account or not, and nothing typed is lost", async () => {
    for (const email of ["owner@exemple.fr", "neuf@exemple.fr"]) {
      const signUp = (n: number, at = 0) => {
        const browser = openBrowser(site, `198.51.100.${n}`);
        const body = new FormData();
        for (const [name, value] of Object.entries({ ...person(`p${n}.${email.slice(0, 4)}`), email }))
          body.append(name, value);
        const headers = { "x-test-now": new Date(Date.now() + at).toISOString() };
        return browser.send("/inscription", { method: "POST", body, headers });
      };
      expect(await times(5, signUp)).toEqual([303, 303, 303, 303, 303]);
      const refused = await signUp(6);
      expect(await refused.clone().text()).toContain('value="Martin"');
      await expectWait(refused, HOUR);
      expect((await signUp(7, HOUR + 1000)).status).toBe(303);
    }
  });

  test("sign-up: sixty forms an hour from one network, right or wrong", async () => {
    const form = () => {
      const body = new FormData();
      body.append("lastName", "Martin");
      return openBrowser(site).send("/inscription", { method: "POST", body });
    };
    expect(new Set(await times(60, form))).toEqual(new Set([422]));
    await expectWait(await form(), HOUR);
  });
});

test("2.4.1: sixty uploads an hour", async () => {
  const browser = openBrowser(site);
  await browser.post("/connexion", { login: "owner", password: PASSWORD });
  const { csrf = "" } = hiddenFields(await browser.text("/compte/documents"));
  const upload = () => {
    const body = new FormData();
    body.append("csrf", csrf);
    return browser.send("/compte/documents", { method: "POST", body });
  };
  expect(new Set(await times(60, upload))).toEqual(new Set([422]));
  await expectWait(await upload(), HOUR);
});

test("what sends no file is no upload: after sixty, a document is still renamed and removed, and not replaced", async () => {
  const browser = openBrowser(site);
  await browser.post("/connexion", { login: "owner", password: PASSWORD });
  await browser.upload("/compte/documents", {}, { cv: [aPdf("CV.pdf")] });
  const [, page = ""] = /href="(\/compte\/documents\/[^"/]+)"/.exec(await browser.text("/compte/documents")) ?? [];
  for (let n = 0; n < 70; n++) {
    expect((await browser.upload(page, { action: "renommer", nom: `CV ${n}` })).status).toBe(303);
  }
  expect((await browser.upload(page, { action: "remplacer" }, { fichier: [aPdf("Autre.pdf")] })).status).toBe(303);
  const [, other = ""] = /href="(\/compte\/documents\/[^"/]+)"/.exec(await browser.text("/compte/documents")) ?? [];
  await (await site.accounts()).prepare("UPDATE throttles SET count = 60 WHERE count = 2").run();
  const replacing = await browser.upload(other, { action: "remplacer" }, { fichier: [aPdf("Encore.pdf")] });
  await expectWait(replacing, HOUR);
  expect((await browser.upload(other, { action: "retirer" })).status).toBe(303);
  expect(await browser.text("/compte/documents")).not.toContain("Autre.pdf");
});

test("6.3.8: whether a username is taken is asked twenty times an hour, and changing other things goes on", async () => {
  const browser = openBrowser(site);
  await browser.post("/connexion", { login: "owner", password: PASSWORD });
  const { csrf = "" } = hiddenFields(await browser.text("/compte/modifier"));
  await (await site.accounts())
    .prepare(
      "INSERT INTO registrations (username, username_key, email, email_key, password_hash, first_name, last_name, draft, consented_at, created_at, expires_at) SELECT 'prise', 'prise', 'prise@exemple.fr', 'prise@exemple.fr', '', '', '', 'prise', created_at, created_at, '2999-01-01T00:00:00.000Z' FROM candidates WHERE username_key = 'owner'",
    )
    .run();
  const save = (username: string, at = 0) =>
    browser.send("/compte/modifier", {
      method: "POST",
      body: new URLSearchParams({ csrf, lastName: "Martin", firstName: "Léa", username }),
      headers: { "x-test-now": new Date(Date.now() + at).toISOString() },
    });
  expect(new Set(await times(20, () => save("prise")))).toEqual(new Set([422]));
  const refused = await save("prise");
  expect(await refused.clone().text()).toContain('value="prise"');
  await expectWait(refused, HOUR);
  // One that is free is no way round it, and her own name asks nothing.
  await expectWait(await save("libre"), HOUR);
  expect((await save("Owner")).status).toBe(303);
  expect((await save("owner", HOUR + 1000)).status).toBe(303);
});

test("what is counted tells nothing of anybody: keys are signatures", async () => {
  await logIn("owner");
  await send("/mot-de-passe-oublie", { login: "owner@exemple.fr" });
  const { results } = await (await site.accounts()).prepare("SELECT key FROM throttles").all<{ key: string }>();
  expect(results.length).toBeGreaterThan(3);
  for (const { key } of results) expect(key).toMatch(/^[A-Za-z0-9_-]{43}$/);
});
