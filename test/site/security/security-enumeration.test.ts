import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openAccounts } from "#db/accounts/database.ts";
import { type Site, startSite } from "#test/support/site.ts";
import { aCandidate, hiddenFields, mailTo, openBrowser, PASSWORD, person } from "#test/support/spaces/candidate.ts";
import { aRecruiterRow } from "#test/support/spaces/recruiters.ts";

let site: Site;
beforeAll(async () => {
  site = await startSite();
  await aCandidate(site, "known");
});
afterAll(() => site.stop());

let networks = 0;
/** All that an answer says: its status, its headers, its text without what differs from one form to the next. */
async function answerTo(path: string, fields: Record<string, string>, multipart = false) {
  networks += 1;
  const browser = openBrowser(site, `198.51.100.${networks}`);
  const all = { ...hiddenFields(await browser.text(path)), ...fields };
  const form = new FormData();
  for (const [name, value] of Object.entries(all)) form.append(name, value);
  const response = await browser.send(path, { method: "POST", body: multipart ? form : new URLSearchParams(all) });
  const { date, ...headers } = Object.fromEntries(response.headers);
  const said = Object.values(fields).filter((value) => value.length > 3);
  const text = said.reduce(
    (rest, value) => rest.replaceAll(value, "…"),
    (await response.text()).replace(/name="draft" value="[^"]*"/g, ""),
  );
  return { status: response.status, headers: { ...headers, "content-length": "" }, text };
}

const KNOWN = "known@exemple.fr";
const UNKNOWN = "nobody@exemple.fr";

describe("6.3.8: what is answered is the same whether there is an account or not", () => {
  test.each([
    ["log-in by address", "/connexion", (login: string) => ({ login, password: "pas le bon du tout" })],
    ["reset", "/mot-de-passe-oublie", (login: string) => ({ login })],
    ["resend", "/activation", (login: string) => ({ login })],
  ])("%s", async (_, path, fields) => {
    const [one, other] = [await answerTo(path, fields(KNOWN)), await answerTo(path, fields(UNKNOWN))];
    expect(one).toEqual(other);
    expect([303, 422]).toContain(one.status);
  });

  test("log-in and reset by username", async () => {
    for (const [path, fields] of [
      ["/connexion", { password: "pas le bon du tout" }],
      ["/mot-de-passe-oublie", {}],
    ] as const) {
      expect(await answerTo(path, { login: "known", ...fields })).toEqual(
        await answerTo(path, { login: "nobody", ...fields }),
      );
    }
  });

  test("sign-up, and the log-in that follows it, by the address and by the new username", async () => {
    const signUp = (email: string, username: string) => answerTo("/inscription", { ...person(username), email }, true);
    expect(await signUp(KNOWN, "spy.one")).toEqual(await signUp(UNKNOWN, "spy.two"));
    // With the password that the spy chose: only the mail, which the spy does not read, tells one from the other.
    const logIn = (login: string) => answerTo("/connexion", { login, password: PASSWORD });
    expect(await logIn("spy.one")).toEqual(await logIn("spy.two"));
    const byAddress = await answerTo("/connexion", { login: UNKNOWN, password: PASSWORD });
    expect(byAddress).toEqual(await answerTo("/connexion", { login: "never@exemple.fr", password: PASSWORD }));
    expect(byAddress.status).toBe(422);
  });

  test("a change of address to one that has an account", async () => {
    const spy = await aCandidate(site, "spy");
    const known = await spy.post("/compte/adresse-mail", { email: KNOWN });
    const unknown = await spy.post("/compte/adresse-mail", { email: "elsewhere@exemple.fr" });
    expect([known.status, known.headers.get("Location")]).toEqual([unknown.status, unknown.headers.get("Location")]);
    expect(await spy.text("/compte/adresse-mail?fait=envoi")).not.toContain(KNOWN);
  });
});

test("6.3.8: a link for recruiters is asked for with one answer, whoever publishes or may publish", async () => {
  const accounts = openAccounts(await site.accounts());
  await aRecruiterRow(accounts, { email: "known@culture.gouv.fr" });
  await accounts.$client
    .prepare("INSERT INTO publisher_domains VALUES ('culture.gouv.fr', 'ministere-de-la-culture', '2026-01-01')")
    .run();
  const answers = [];
  for (const email of ["known@culture.gouv.fr", "welcome@culture.gouv.fr", KNOWN, UNKNOWN]) {
    answers.push(await answerTo("/recruteurs/connexion?retour=%2Frecruteurs%2Fcles", { email }));
  }
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  expect(answers[0]?.status).toBe(303);
});

test("a first name that is not one is not sent to an address that nobody has confirmed", async () => {
  await openBrowser(site).upload("/inscription", {
    ...person("bait"),
    firstName: "Gagnez 1000 euros : https://ailleurs.example",
  });
  const mail = await mailTo(site, "bait@exemple.fr", "Activez");
  expect(mail.text + mail.html).not.toContain("ailleurs.example");
  expect(mail.text).toMatch(/^Bonjour,/);
});
