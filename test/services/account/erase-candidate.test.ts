import { env } from "cloudflare:workers";
import { beforeEach, expect, test } from "vitest";
import { eraseCandidate } from "#app/services/account/erase-candidate.ts";
import { sweep } from "#app/services/sweep.ts";
import { openAccounts } from "#db/accounts/database.ts";
import { eachFault } from "#test/support/faults.ts";
import { dump, fill, forgetEverybody, LEA, OF_NOBODY, tablesOfPeople, tracesOf, ZOE } from "#test/support/people.ts";

const accounts = openAccounts(env.ACCOUNTS);
const NOW = new Date("2026-11-24T12:00:00.000Z");
const HERS = { candidateId: LEA.id, farewell: "goodbye" } as const;

beforeEach(forgetEverybody);

test("every table that may hold data of a candidate is filled before the erasure is checked", async () => {
  await fill(LEA);
  const filled = Object.entries(await dump(env.ACCOUNTS)).filter(([, rows]) => rows.length > 0);
  const tables = Object.keys(await dump(env.ACCOUNTS)).filter(
    (name) => !(name in OF_NOBODY) && name !== "d1_migrations",
  );
  expect(
    filled
      .map(([name]) => name)
      .filter((name) => name !== "d1_migrations")
      .sort(),
  ).toEqual(tables.sort());
  expect(tables).toHaveLength(tablesOfPeople.length);
});

test("no table and no object holds data of an erased candidate, except the farewell mail until it is sent", async () => {
  await fill(LEA);
  expect((await tracesOf(LEA)).length).toBeGreaterThan(60);
  expect(await eraseCandidate({ accounts }, HERS, NOW)).toBe(true);
  const rest = await tracesOf(LEA);
  const farewell = 'ACCOUNTS.mails.recipient: "lea-address"';
  expect(rest.filter((trace) => !/r2_garbage|^documents\//.test(trace))).toEqual([farewell]);

  await sweep({ accounts, documents: env.DOCUMENTS }, NOW);
  expect(await tracesOf(LEA)).toEqual([farewell]);

  await env.ACCOUNTS.prepare("UPDATE mails SET state = 'sent', done_at = ?").bind(NOW.toISOString()).run();
  await sweep({ accounts, documents: env.DOCUMENTS }, new Date(NOW.getTime() + 60_000));
  expect(await tracesOf(LEA)).toEqual([]);
});

test("the data of other candidates stays", async () => {
  await fill(ZOE);
  const hers = await tracesOf(ZOE);
  await fill(LEA);
  await eraseCandidate({ accounts }, HERS, NOW);
  expect(await tracesOf(ZOE)).toEqual(hers);
});

test("the farewell mail holds only her address", async () => {
  await fill(LEA);
  await eraseCandidate({ accounts }, HERS, NOW);
  expect((await dump(env.ACCOUNTS)).mails).toMatchObject([
    { kind: "goodbye", state: "requested", recipient: "lea-address", candidate_id: null, details: "{}" },
  ]);
});

test("an account that does not exist is not erased, and no farewell mail is sent", async () => {
  expect(await eraseCandidate({ accounts }, HERS, NOW)).toBe(false);
  expect((await dump(env.ACCOUNTS)).mails).toEqual([]);
});

test("an account that was used since is kept, with everything in it", async () => {
  await fill(LEA);
  await env.ACCOUNTS.prepare(
    "UPDATE candidates SET last_login_at = '2026-11-24T11:59:00.000Z', retention_warned_at = NULL",
  ).run();
  const before = await dump(env.ACCOUNTS);
  const unless = { usedAfter: "2024-11-24T12:00:00.000Z", warnedAfter: "2026-10-25T12:00:00.000Z" };
  expect(await eraseCandidate({ accounts }, { ...HERS, unless }, NOW)).toBe(false);
  expect(await dump(env.ACCOUNTS)).toEqual(before);
});

test("an erasure that breaks, before or after the database applied it, is finished by a second call: one farewell mail", async () => {
  const broken = await eachFault(async (faults, name) => {
    await forgetEverybody();
    await fill(LEA);
    await eraseCandidate({ accounts: openAccounts(faults.d1(env.ACCOUNTS)) }, HERS, NOW).catch(() => null);
    await eraseCandidate({ accounts }, HERS, NOW);
    const { mails, candidates, r2_garbage } = await dump(env.ACCOUNTS);
    expect([mails?.length, candidates?.length, r2_garbage?.length], name).toEqual([1, 0, 2]);
  });
  expect(broken).toBe(1);
});
