import { env } from "cloudflare:workers";
import { beforeEach, expect, test } from "vitest";
import { retentionDay } from "#app/domain/account/retention.ts";
import { keepOnlyUsedAccounts } from "#app/services/account/retention.ts";
import { insertSession } from "#db/accounts/account/sessions.ts";
import { type Accounts, openAccounts } from "#db/accounts/database.ts";
import * as schema from "#db/accounts/schema.ts";
import { eachFault } from "#test/support/faults.ts";
import { dump, forgetEverybody } from "#test/support/people.ts";

const accounts = openAccounts(env.ACCOUNTS);
const LOGIN = "2024-11-24T12:00:00.000Z";
/** Thirty days before two years after the login. */
const WARNING = new Date("2026-10-25T12:00:00.000Z");
const END = new Date("2026-11-24T12:00:00.000Z");
const secondBefore = (moment: Date) => new Date(moment.getTime() - 1000);

beforeEach(async () => {
  await forgetEverybody();
  await signedUp(7, LOGIN);
});

test("an owner who has not logged in for 24 months less 30 days is warned once, with the day", async () => {
  await keepOnlyUsedAccounts({ accounts }, secondBefore(WARNING));
  expect(await mails()).toEqual([]);
  await keepOnlyUsedAccounts({ accounts }, WARNING);
  await keepOnlyUsedAccounts({ accounts }, new Date(WARNING.getTime() + 60_000));
  expect(await mails()).toEqual(["retention-warning 7@a.fr 2026-11-24"]);
});

test("the account is erased at 24 months, and its owner gets a mail", async () => {
  await keepOnlyUsedAccounts({ accounts }, WARNING);
  await keepOnlyUsedAccounts({ accounts }, secondBefore(END));
  expect(await ids()).toEqual([7]);
  await keepOnlyUsedAccounts({ accounts }, END);
  expect(await ids()).toEqual([]);
  expect(await mails()).toEqual(["retention-goodbye 7@a.fr "]);
});

test("an owner who is warned late still has 30 days", async () => {
  await keepOnlyUsedAccounts({ accounts }, END);
  expect(await mails()).toEqual(["retention-warning 7@a.fr 2026-12-24"]);
  await keepOnlyUsedAccounts({ accounts }, new Date("2026-12-24T11:59:59.000Z"));
  expect(await ids()).toEqual([7]);
  await keepOnlyUsedAccounts({ accounts }, new Date("2026-12-24T12:00:00.000Z"));
  expect(await ids()).toEqual([]);
});

test("logging in after the warning keeps the account, and restarts the 24 months", async () => {
  await keepOnlyUsedAccounts({ accounts }, WARNING);
  const at = secondBefore(END).toISOString();
  const session = { id: "s", secretHash: "", candidateId: 7, device: "", createdAt: at, seenAt: at, confirmedAt: at };
  await insertSession(accounts, session, secondBefore(END));
  await keepOnlyUsedAccounts({ accounts }, END);
  expect(await ids()).toEqual([7]);
  const { lastLoginAt, retentionWarnedAt } = (await accounts.select().from(schema.candidates))[0] ?? {};
  expect({ lastLoginAt, retentionWarnedAt }).toEqual({ lastLoginAt: at, retentionWarnedAt: null });
});

test("a login between the query and the erasure keeps the account", async () => {
  await keepOnlyUsedAccounts({ accounts }, WARNING);
  const logIn = "UPDATE candidates SET last_login_at = '2026-11-24T11:59:59.000Z', retention_warned_at = NULL";
  await keepOnlyUsedAccounts({ accounts: interrupted(() => env.ACCOUNTS.prepare(logIn).run()) }, END);
  expect(await ids()).toEqual([7]);
});

test("of two concurrent ticks, one warns the owner", async () => {
  await keepOnlyUsedAccounts({ accounts: interrupted(() => keepOnlyUsedAccounts({ accounts }, WARNING)) }, WARNING);
  expect(await mails()).toEqual(["retention-warning 7@a.fr 2026-11-24"]);
});

test("a tick that breaks at any call, before or after it was applied, is finished by the next: nobody is warned twice", async () => {
  const prepare = async () => {
    await forgetEverybody();
    await signedUp(1, "2024-11-01T12:00:00.000Z", "2026-10-01T12:00:00.000Z");
    await signedUp(2, "2024-11-02T12:00:00.000Z", "2026-10-02T12:00:00.000Z");
    await signedUp(3, "2024-12-01T12:00:00.000Z");
    await signedUp(4, "2026-11-01T12:00:00.000Z");
  };
  const calls = await eachFault(async (faults, name) => {
    await prepare();
    await keepOnlyUsedAccounts({ accounts: openAccounts(faults.d1(env.ACCOUNTS)) }, END).catch(() => null);
    await keepOnlyUsedAccounts({ accounts }, END);
    expect(await ids(), name).toEqual([3, 4]);
    expect(await mails(), name).toEqual([
      "retention-goodbye 1@a.fr ",
      "retention-goodbye 2@a.fr ",
      "retention-warning 3@a.fr 2026-12-24",
    ]);
  });
  expect(calls).toBe(5);
});

test("the day that is shown is 24 months after the last login, or 30 days after a late warning", () => {
  expect(retentionDay({ lastLoginAt: LOGIN, retentionWarnedAt: null })).toBe("2026-11-24");
  expect(retentionDay({ lastLoginAt: LOGIN, retentionWarnedAt: "2026-10-25T12:00:00.000Z" })).toBe("2026-11-24");
  expect(retentionDay({ lastLoginAt: LOGIN, retentionWarnedAt: "2026-11-24T23:30:00.000Z" })).toBe("2026-12-25");
  expect(retentionDay({ lastLoginAt: "2028-02-29T12:00:00.000Z", retentionWarnedAt: null })).toBe("2030-03-01");
});

async function signedUp(id: number, lastLoginAt: string, retentionWarnedAt: string | null = null): Promise<void> {
  const keys = { username: `${id}`, usernameKey: `${id}`, email: `${id}@a.fr`, emailKey: `${id}@a.fr` };
  const rest = { passwordHash: "", firstName: "", lastName: "", consentedAt: LOGIN, createdAt: LOGIN };
  await accounts.insert(schema.candidates).values({ id, ...keys, ...rest, lastLoginAt, retentionWarnedAt });
}

/** The database of accounts, with another event just before its first batch. */
function interrupted(happens: () => Promise<unknown>): Accounts {
  let left = 1;
  const batch = async (statements: D1PreparedStatement[]) => {
    if (left-- > 0) await happens();
    return env.ACCOUNTS.batch(statements);
  };
  const prepare = (sql: string) => env.ACCOUNTS.prepare(sql);
  return openAccounts({ prepare, batch } as unknown as D1Database);
}

async function ids(): Promise<unknown[]> {
  return ((await dump(env.ACCOUNTS)).candidates ?? []).map(({ id }) => id);
}

async function mails(): Promise<string[]> {
  const rows = await accounts.select().from(schema.mails).orderBy(schema.mails.kind, schema.mails.recipient);
  return rows.map(({ kind, recipient, details }) => `${kind} ${recipient} ${details.day ?? ""}`);
}
