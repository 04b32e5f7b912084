import { env } from "cloudflare:workers";
import { beforeEach, expect, test } from "vitest";
import { eraseCandidate } from "#app/services/account/erase-candidate.ts";
import { logIn } from "#app/services/account/log-in.ts";
import { hashPassword } from "#app/services/account/passwords.ts";
import { type SignUp, signUp } from "#app/services/account/sign-up.ts";
import { hashSecret } from "#app/services/secrets.ts";
import { confirmEmail, resetPassword, updatePassword } from "#db/accounts/account/candidates.ts";
import { activateRegistration } from "#db/accounts/account/registrations.ts";
import { type Accounts, openAccounts } from "#db/accounts/database.ts";
import * as schema from "#db/accounts/schema.ts";
import { eachFault } from "#test/support/faults.ts";
import { dump, forgetEverybody } from "#test/support/people.ts";

const accounts = openAccounts(env.ACCOUNTS);
const NOW = new Date("2026-03-02T10:00:00Z");
const AT = NOW.toISOString();
const LATER = new Date(NOW.getTime() + 3_600_000).toISOString();
const PEPPER = "un poivre";
const PASSWORD = "trois cailloux bleus";
const kept = await hashPassword(PEPPER, PASSWORD);

beforeEach(forgetEverybody);

const names = (name: string) => ({
  username: name,
  usernameKey: name,
  email: `${name}@exemple.fr`,
  emailKey: `${name}@exemple.fr`,
  passwordHash: kept,
  firstName: "Léa",
  lastName: "Martin",
  consentedAt: AT,
  createdAt: AT,
});

/** Léa has a session, a link of each kind, and a pending mail to another address. */
async function lea(): Promise<void> {
  await forgetEverybody();
  await accounts.insert(schema.candidates).values({ ...names("lea"), id: 7, lastLoginAt: AT });
  await accounts
    .insert(schema.sessions)
    .values({ id: "hers", secretHash: "", candidateId: 7, device: "", createdAt: AT, seenAt: AT, confirmedAt: AT });
  await accounts.insert(schema.tokens).values([
    { hash: await hashSecret("reset"), kind: "reset", candidateId: 7, email: null, expiresAt: LATER },
    { hash: await hashSecret("email"), kind: "email", candidateId: 7, email: "lea@nouveau.fr", expiresAt: LATER },
  ]);
  await accounts.insert(schema.mails).values({
    id: "asked",
    kind: "email-change",
    priority: 0,
    candidateId: 7,
    recipient: "autre@nouveau.fr",
    details: {},
    state: "requested",
    dueAt: AT,
    createdAt: AT,
  });
}

/** Zoé has a registration that is not activated yet, with a file. */
async function zoe(): Promise<void> {
  await forgetEverybody();
  const tokenHash = await hashSecret("activation");
  await accounts
    .insert(schema.registrations)
    .values({ ...names("zoe"), draft: "d", expiresAt: LATER, tokenHash, tokenExpiresAt: LATER });
  const file = { kind: "cv", slot: 1, name: "CV.pdf", format: "pdf", size: 1, scan: "not_scanned" } as const;
  await accounts.insert(schema.documents).values({ id: "file", draft: "d", ...file, storage: "ready", createdAt: AT });
}

/** All rows as text, with random values masked, and without the counts of tries. */
async function held(): Promise<string> {
  const { throttles, d1_migrations, sqlite_sequence, ...tables } = await dump(env.ACCOUNTS);
  const ofChance = /^(password_hash|secret_hash|id|candidate_id|registration_id)$/;
  return JSON.stringify(tables, (name, value: unknown) => (value !== null && ofChance.test(name) ? "…" : value));
}

type Act = (db: Accounts) => Promise<unknown>;

/**
 * Runs an act once for each of its calls to the database, with that call broken. The rows are then those before the
 * act, or those after it, or those of one of `steps` steps in between. Running the act again ends as if nothing had
 * broken.
 */
async function tryEach(prepare: () => Promise<void>, act: Act, { steps = 0 } = {}): Promise<number> {
  await prepare();
  const before = await held();
  await act(accounts);
  const after = await held();
  expect(after).not.toBe(before);
  const between = new Set<string>();
  const calls = await eachFault(async (faults, name) => {
    await prepare();
    await act(openAccounts(faults.d1(env.ACCOUNTS))).catch((error: Error) => {
      expect(`${error.message} ${String(error.cause)}`, name).toContain("the database is broken");
    });
    const then = await held();
    if (then !== before && then !== after) between.add(then);
  });
  expect(between.size, [...between].join("\n")).toBeLessThanOrEqual(steps);
  return calls;
}

const deps = (db: Accounts) => ({ accounts: db, pepper: PEPPER, signingKey: "a-signing-key" });

test("2.3.3: a sign-up is stored whole with its mail, or not at all; sent again, it is one registration", async () => {
  const form: SignUp = {
    ...{ civility: null, phone: null, level: null, domain: null, availableOn: null },
    ...{ username: "lea", firstName: "Léa", lastName: "Martin", email: "lea@exemple.fr", password: PASSWORD },
  };
  const act: Act = (db) => signUp(deps(db), form, { draft: "draft", back: undefined }, NOW);
  expect(await tryEach(forgetEverybody, act)).toBe(2);
  await act(accounts);
  await act(accounts);
  const { registrations, mails } = await dump(env.ACCOUNTS);
  expect([registrations?.length, mails?.length]).toEqual([1, 1]);
});

test("2.3.3: an activation makes the account with its file, and ends the registration, or does nothing", async () => {
  const hash = await hashSecret("activation");
  expect(await tryEach(zoe, (db) => activateRegistration(db, hash, NOW))).toBe(1);
  const { candidates, registrations, documents } = await dump(env.ACCOUNTS);
  expect([candidates?.length, registrations?.length, documents?.[0]?.draft]).toEqual([1, 0, null]);
});

test("a login that breaks opens no session, or one whose cookie is lost; tried again, it opens one", async () => {
  const act: Act = (db) => logIn(deps(db), { login: "lea", password: PASSWORD, device: "d", network: "n" }, NOW);
  expect(await tryEach(lea, act)).toBe(5);
  await lea();
  await expect(act(accounts)).resolves.toMatchObject({ candidateId: 7 });
});

test("a login that is refused and breaks still counts the try, and records it at most once", async () => {
  const act: Act = (db) => logIn(deps(db), { login: "lea", password: "autre", device: "d", network: "n" }, NOW);
  await tryEach(lea, act);
  const { audit } = await dump(env.ACCOUNTS);
  expect((audit ?? []).length).toBeLessThanOrEqual(1);
});

test("2.3.3: a password is changed with the end of sessions and links, and its mail, or not at all", async () => {
  const owner = { id: 7, email: "lea@exemple.fr" };
  const how = { event: "password-changed", device: "d" } as const;
  expect(await tryEach(lea, (db) => updatePassword(db, owner, "autre", how, NOW))).toBe(1);
  const { sessions, tokens, mails } = await dump(env.ACCOUNTS);
  expect([sessions, tokens, mails?.map(({ kind }) => kind)]).toEqual([[], [], ["password-changed"]]);
});

test("2.3.3: a password is reset with the end of sessions and links, and its mail, or not at all", async () => {
  const hash = await hashSecret("reset");
  expect(await tryEach(lea, (db) => resetPassword(db, hash, "autre", "d", NOW))).toBe(1);
  const { sessions, tokens, mails } = await dump(env.ACCOUNTS);
  expect([sessions, tokens, mails?.map(({ kind }) => kind)]).toEqual([[], [], ["password-changed"]]);
});

test("2.3.3: an address is changed with the end of sessions and links and a mail to the old one, or not at all", async () => {
  const hash = await hashSecret("email");
  expect(await tryEach(lea, (db) => confirmEmail(db, hash, NOW))).toBe(2);
  const { candidates, sessions, tokens, mails } = await dump(env.ACCOUNTS);
  expect(candidates?.[0]?.email).toBe("lea@nouveau.fr");
  expect([sessions, tokens]).toEqual([[], []]);
  expect(mails?.find(({ kind }) => kind === "email-changed")?.recipient).toBe("lea@exemple.fr");
});

test("2.3.3: an account is erased whole, with its farewell, or not at all", async () => {
  const erasure = { candidateId: 7, farewell: "goodbye" } as const;
  expect(await tryEach(lea, (db) => eraseCandidate({ accounts: db }, erasure, NOW))).toBe(1);
  const { candidates, sessions, mails } = await dump(env.ACCOUNTS);
  expect([candidates, sessions, mails?.map(({ kind }) => kind)]).toEqual([[], [], ["goodbye"]]);
});
