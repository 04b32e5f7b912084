import { env } from "cloudflare:workers";
import { afterEach, describe, expect, test } from "vitest";
import { writeMails } from "#app/services/mails/write-mails.ts";
import { hashSecret } from "#app/services/secrets.ts";
import { insertRegistration } from "#db/accounts/account/registrations.ts";
import { openAccounts } from "#db/accounts/database.ts";
import { type MailRequest, requestMail } from "#db/accounts/outbox.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import { aCandidateRow } from "#test/support/candidate-row.ts";
import { eachFault } from "#test/support/faults.ts";
import { forgetEverybody } from "#test/support/people.ts";

const accounts = openAccounts(env.ACCOUNTS);
const NOON = new Date("2026-11-20T12:00:00.000Z");
const later = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000);
afterEach(forgetEverybody);

const ask = (request: MailRequest) => accounts.run(requestMail(request, NOON));
const deps = { catalogue: openCatalogue(env.CATALOGUE), signingKey: "key", siteUrl: "https://pass.example" };
const write = (now = NOON, db = accounts) => writeMails({ ...deps, accounts: db }, 100, now);

type Row = { kind: string; state: string; recipient: string; subject: string; html: string; text: string };
const mails = async () => (await env.ACCOUNTS.prepare("SELECT * FROM mails ORDER BY rowid").all<Row>()).results;

/** The token of the link of a mail. */
function tokenIn({ text }: Row, path: string): string {
  const [, token = ""] = new RegExp(`https://pass\\.example/${path}/(\\S+)`).exec(text) ?? [];
  return token;
}

const aRegistration = (username: string) =>
  insertRegistration(
    accounts,
    {
      username,
      email: `${username}@exemple.fr`,
      passwordHash: "",
      civility: null,
      firstName: "Zoé",
      lastName: "Martin",
      phone: null,
      level: null,
      domain: null,
      availableOn: null,
      consentedAt: NOON.toISOString(),
      createdAt: NOON.toISOString(),
      draft: username,
      expiresAt: later(7 * 1440).toISOString(),
    },
    {},
  );

describe("a requested mail", () => {
  test("holds a link of which only the hash is stored", async () => {
    await aCandidateRow(accounts, "ada");
    await ask({ kind: "reset", recipient: "ADA" });
    await write();
    const [mail] = await mails();
    expect(mail).toMatchObject({ state: "pending", recipient: "ada@exemple.fr" });
    const token = mail ? tokenIn(mail, "reinitialisation") : "";
    expect(await env.ACCOUNTS.prepare("SELECT hash, kind, expires_at FROM tokens").first()).toEqual({
      hash: await hashSecret(token),
      kind: "reset",
      expires_at: later(30).toISOString(),
    });
    expect(mail?.html).toContain(token);
  });

  test("for a new password, of somebody who has only signed up, holds a new activation link", async () => {
    await aRegistration("zoe");
    await write();
    await ask({ kind: "reset", recipient: "zoe@exemple.fr" });
    await write();
    const links = (await mails()).map((mail) => tokenIn(mail, "activation"));
    expect(links).toHaveLength(2);
    const kept = await env.ACCOUNTS.prepare("SELECT token_hash FROM registrations").first("token_hash");
    expect(kept).toBe(await hashSecret(links[1] ?? ""));
  });

  test("to sign up tells the owner of an existing account, without a link that acts", async () => {
    await aCandidateRow(accounts, "ada");
    await ask({ kind: "activation", recipient: "Ada@exemple.fr" });
    await write();
    const [mail] = await mails();
    expect(mail?.subject).toBe("Vous avez déjà un compte PASS");
    expect(mail?.text).not.toContain("/activation/");
  });

  test.each<MailRequest>([
    { kind: "reset", recipient: "nobody" },
    { kind: "activation", recipient: "nobody@exemple.fr" },
    { kind: "email-change", recipient: "new@exemple.fr", candidateId: 99 },
    { kind: "password-changed", recipient: "nobody@exemple.fr", candidateId: 99 },
    { kind: "kept-offer", recipient: "nobody@exemple.fr", candidateId: 99, priority: 1 },
  ])("of nobody is dropped: %j", async (request) => {
    await ask(request);
    await write();
    expect(await mails()).toEqual([]);
  });

  test("to change to an address that another account has tells its owner, and holds no link", async () => {
    const ada = await aCandidateRow(accounts, "ada");
    await aCandidateRow(accounts, "bob");
    await ask({ kind: "email-change", recipient: "bob@exemple.fr", candidateId: ada });
    await write();
    const [mail] = await mails();
    expect(mail?.recipient).toBe("bob@exemple.fr");
    expect(await env.ACCOUNTS.prepare("SELECT count(*) AS n FROM tokens").first("n")).toBe(0);
  });

  test("of kept offers is not written to an address that takes no mail", async () => {
    const ada = await aCandidateRow(accounts, "ada", { keptOfferNotices: true });
    await env.ACCOUNTS.prepare("INSERT INTO suppressions VALUES ('ada@exemple.fr', 'complaint', '')").run();
    await ask({ kind: "kept-offer", recipient: "ada@exemple.fr", candidateId: ada, priority: 1 });
    await ask({ kind: "password-changed", recipient: "ada@exemple.fr", candidateId: ada });
    await write();
    expect((await mails()).map(({ kind, state }) => [kind, state])).toEqual([["password-changed", "pending"]]);
  });

  test("that cannot be written does not stop the others, is retried, and is given up after a day", async () => {
    const ada = await aCandidateRow(accounts, "ada", { keptOfferNotices: true });
    await ask({ kind: "kept-offer", recipient: "", candidateId: ada, details: { offers: "no json" }, priority: 0 });
    await ask({ kind: "password-changed", recipient: "ada@exemple.fr", candidateId: ada });
    const states = async () => (await mails()).map(({ state }) => state);
    await write();
    expect(await states()).toEqual(["requested", "pending"]);
    await write(later(0.5));
    const attempts = () => env.ACCOUNTS.prepare("SELECT max(attempts) AS n FROM mails").first("n");
    expect(await attempts()).toBe(1);
    await write(later(1));
    expect(await attempts()).toBe(2);
    await write(later(24 * 60 + 2));
    expect(await states()).toEqual(["failed", "pending"]);
  });
});

test("ten concurrent writers write it once, and its link is the valid one", async () => {
  await aCandidateRow(accounts, "ada");
  await ask({ kind: "reset", recipient: "ada" });
  await Promise.all(Array.from({ length: 10 }, () => write()));
  const [mail, ...others] = await mails();
  expect(others).toEqual([]);
  const hash = await hashSecret(mail ? tokenIn(mail, "reinitialisation") : "");
  expect(await env.ACCOUNTS.prepare("SELECT hash FROM tokens").first("hash")).toBe(hash);
});

test("whatever call of the database fails, it is written in the end, with the valid link", async () => {
  const calls = await eachFault(async (faults, name) => {
    await forgetEverybody();
    await aCandidateRow(accounts, "ada");
    await ask({ kind: "reset", recipient: "ada" });
    await write(NOON, openAccounts(faults.d1(env.ACCOUNTS))).catch(() => {});
    await write(later(2));
    const [mail] = await mails();
    expect(mail?.state, name).toBe("pending");
    const hash = await hashSecret(mail ? tokenIn(mail, "reinitialisation") : "");
    expect(await env.ACCOUNTS.prepare("SELECT hash FROM tokens").first("hash"), name).toBe(hash);
  });
  expect(calls).toBe(3);
});
