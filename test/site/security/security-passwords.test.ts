import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Site, startSite } from "#test/support/site.ts";
import { aCandidate, openBrowser, PASSWORD, person } from "#test/support/spaces/candidate.ts";

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());

let networks = 0;
const somebody = () => {
  networks += 1;
  return openBrowser(site, `198.51.100.${networks}`);
};
const location = (response: Response) => response.headers.get("Location") ?? "";

/** Signs up with a password. @returns the answer's page when it is refused, null when it is taken */
async function signUp(name: string, password: string, passwordAgain = password): Promise<string | null> {
  const answered = await somebody().upload("/inscription", { ...person(name), password, passwordAgain });
  return answered.status === 303 ? null : answered.text();
}

test("6.2.1: eleven characters are refused and twelve are taken, whatever their bytes", async () => {
  expect(await signUp("short", "rivage noir")).toContain("il en faut 12 au moins");
  expect(await signUp("short.two", "🐙🌵🧦🎺🪁🧊🥝🦔🛶🎲🪐")).toContain("il en faut 12 au moins");
  expect(await signUp("twelve", "rivage noirs")).toBeNull();
});

test("6.2.2, 6.2.3: a password is changed by whoever gives the one of today, and by nobody else", async () => {
  const browser = await aCandidate(site, "changer");
  const chosen = { password: "cinq chaises rouges", passwordAgain: "cinq chaises rouges" };
  for (const current of ["", "cinq chaises rouges", PASSWORD.toUpperCase()]) {
    const refused = await browser.post("/compte/mot-de-passe", { ...chosen, current });
    expect([refused.status, await refused.text()]).toEqual([
      422,
      expect.stringContaining("pas votre mot de passe actuel"),
    ]);
  }
  expect(location(await browser.post("/compte/mot-de-passe", { ...chosen, current: PASSWORD }))).toContain("fait=");
});

test("6.2.5: no kind of character is asked for", async () => {
  for (const [name, password] of [
    ["kind.a", "uniquement des lettres minuscules"],
    ["kind.b", "739201846502"],
    ["kind.c", "ÀÉÎÕÜÇŒŁÞŠŽĦ"],
    ["kind.d", "пароль из слов"],
  ] as const) {
    expect([name, await signUp(name, password)]).toEqual([name, null]);
  }
});

test("6.2.6, 6.2.7: fields are passwords, named for managers, and nothing keeps one from pasting", async () => {
  const signUpPage = await somebody().text("/inscription");
  const fields = [...signUpPage.matchAll(/<input[^>]*name="password(?:Again)?"[^>]*>/g)].map(([field]) => field);
  expect(fields).toHaveLength(2);
  for (const field of fields) {
    expect(field).toContain('type="password"');
    expect(field).toContain('autoComplete="new-password"');
    expect(field).not.toMatch(/onpaste|oncopy|pattern=|readonly/i);
  }
  expect(await somebody().text("/connexion")).toMatch(/name="password"[^>]*autoComplete="current-password"/);
  const scripts = [...signUpPage.matchAll(/src="(\/assets\/[^"]+)"/g)].map(([, path = ""]) => path);
  expect(scripts.length).toBeGreaterThan(0);
  for (const path of scripts) expect(await (await site.fetch(path)).text()).not.toMatch(/["'`]paste["'`]|onpaste/);
});

test("6.2.8: a password is taken as it is: no space, capital or accent is changed", async () => {
  const password = "  Trois Cailloux E\u0301  ";
  const visitor = somebody();
  await visitor.upload("/inscription", { ...person("verbatim"), password, passwordAgain: password });
  const answerTo = async (tried: string) =>
    (await somebody().post("/connexion", { login: "verbatim", password: tried })).text();
  expect(await answerTo(password)).toContain("n’est pas encore confirmée");
  for (const other of [
    password.trim(),
    password.toLowerCase(),
    password.normalize("NFC"),
    `${password} `,
    password.slice(0, -1),
  ]) {
    expect(other).not.toBe(password);
    expect(await answerTo(other)).toContain("ne vont pas ensemble");
  }
});

test("6.2.9: 128 characters are taken, of any alphabet, and 129 refused rather than cut", async () => {
  const letters = Array.from({ length: 129 }, (_, n) => String.fromCodePoint(0x1f300 + n));
  expect(await signUp("long", letters.slice(0, 128).join(""))).toBeNull();
  const again = async (password: string) => (await somebody().post("/connexion", { login: "long", password })).text();
  expect(await again(letters.slice(0, 128).join(""))).toContain("n’est pas encore confirmée");
  expect(await again(letters.slice(0, 127).join(""))).toContain("ne vont pas ensemble");
  expect(await again(letters.join(""))).toContain("ne vont pas ensemble");
  expect(await signUp("longer", letters.join(""))).toContain("128 caractères au plus");
});

test("6.2.4, 6.2.12: a password that everybody uses is refused, with the reason", async () => {
  for (const password of ["123456789012", "motdepasse123", "azertyuiop123", "qwertyuiop12", "Password1234"]) {
    expect([password, await signUp("common", password)]).toEqual([
      password,
      expect.stringMatching(/courants|suite que l’on devine|on le devinerait/),
    ]);
  }
});

describe("6.2.11: a password made of what is known of the person or the site is refused", () => {
  test.each([
    "lea.martin2027",
    "MartinMartin1",
    "Léa Martin 99",
    "lea.martin@exemple.fr",
    "PASS-apprentissage",
    "fonctionpublique",
    "motdepassepass",
  ])("%s, at sign-up", async (password) => {
    const answered = await somebody().upload("/inscription", {
      ...person("lea.martin"),
      password,
      passwordAgain: password,
    });
    expect(await answered.text()).toMatch(/fait de votre nom|plus courants/);
  });

  test("at a change", async () => {
    const browser = await aCandidate(site, "context");
    for (const password of ["Martin-context-1", "context@exemple.fr"]) {
      const refused = await browser.post("/compte/mot-de-passe", {
        password,
        passwordAgain: password,
        current: PASSWORD,
      });
      expect(await refused.text()).toContain("fait de votre nom");
    }
  });
});

test("a password is never written in a page again, nor in a mail", async () => {
  const secret = "un secret trop bien gardé";
  const refused = await somebody().upload("/inscription", {
    ...person("kept"),
    email: "x",
    password: secret,
    passwordAgain: secret,
  });
  expect([refused.status, (await refused.text()).includes("bien gardé")]).toEqual([422, false]);
  expect(
    (await (await somebody().post("/connexion", { login: "kept", password: secret })).text()).includes("bien gardé"),
  ).toBe(false);
  await signUp("kept", secret);
  await expect
    .poll(async () => (await fetch(`${site.mailbox}/mails.json`)).text(), { timeout: 10_000 })
    .toContain("kept@exemple.fr");
  expect(await (await fetch(`${site.mailbox}/mails.json`)).text()).not.toContain("bien gardé");
});

test("6.2.10: a password that is two years old, less a day, opens the account, and no other is asked for", async () => {
  await aCandidate(site, "unchanged");
  site.setClock(new Date(Date.now() + 729 * 86_400_000));
  const browser = somebody();
  const answered = await browser.post("/connexion", { login: "unchanged", password: PASSWORD });
  expect([answered.status, location(answered)]).toEqual([303, "/compte"]);
  expect((await browser.get("/compte")).status).toBe(200);
});

test("more log-ins at once than can wait are told to come back, in French, and the next ones are answered", async () => {
  const answers = await Promise.all(
    Array.from({ length: 90 }, (_, n) =>
      openBrowser(site, `203.0.113.${n}`).send("/connexion", {
        method: "POST",
        body: new URLSearchParams({ login: `personne${n}`, password: PASSWORD }),
      }),
    ),
  );
  const busy = answers.filter(({ status }) => status === 503);
  expect(busy.length).toBeGreaterThan(0);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([422, 503]));
  for (const answer of busy) {
    expect(answer.headers.get("Retry-After")).toBe("5");
    expect(await answer.text()).toContain("Service momentanément indisponible");
  }
  expect((await somebody().post("/connexion", { login: "personne", password: PASSWORD })).status).toBe(422);
}, 60_000);
