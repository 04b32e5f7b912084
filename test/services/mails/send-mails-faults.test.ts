import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openAccounts } from "#db/accounts/database.ts";
import { aMail, column, NOON, run, runs, states } from "#test/support/alerts/sending.ts";
import { breaking, eachFault } from "#test/support/faults.ts";
import {
  type Answer,
  aClock,
  aProvider,
  KNOWN,
  OK,
  REFUSED,
  TAKEN_UNHEARD,
  tooMany,
  UNTAKEN_UNHEARD,
} from "#test/support/outside/provider.ts";
import { forgetEverybody } from "#test/support/people.ts";

let time = aClock(NOON);
beforeEach(() => {
  time = aClock(NOON);
});
afterEach(forgetEverybody);

describe("a refusal", () => {
  test("ends the mail and no other", async () => {
    await aMail("a", { dueAt: "2026-11-20T11:00:00.000Z" });
    await aMail("b");
    const provider = aProvider([REFUSED]);
    await runs(time, provider, 3);
    expect(await states()).toEqual({ a: "failed", b: "sent" });
    expect([await column("last_error", "a"), await column("html", "a")]).toEqual(["refused: 422", null]);
  });

  test("that comes late does not undo the outcome of another sender", async () => {
    await aMail("a");
    const other = aProvider();
    const slow = aProvider([
      {
        ...REFUSED,
        meanwhile: async () => {
          time.pass(240);
          await run(time, other);
        },
      },
    ]);
    await run(time, slow);
    expect(other.inboxes).toHaveLength(1);
    expect(await states()).toEqual({ a: "sent" });
  });
});

test("a mail that was never tried, and whose key is known, ends as unknown", async () => {
  await aMail("a");
  const provider = aProvider([KNOWN]);
  await runs(time, provider, 3);
  expect(provider.calls).toHaveLength(1);
  expect(await states()).toEqual({ a: "unknown" });
  expect(await column("last_error", "a")).toBe("its key came before");
});

test("a mail that is not taken now says why, and one that may have been taken says that it was lost", async () => {
  await aMail("a");
  await run(time, aProvider([tooMany(60)]));
  expect(await column("last_error", "a")).toBe("not taken: 429");
  time.pass(60);
  await run(time, aProvider([TAKEN_UNHEARD]));
  time.pass(300);
  await run(time, aProvider([tooMany(60)]));
  expect(await column("last_error", "a")).toBe("lost: TimeoutError");
});

test("a mail that was certainly not taken, for its sender was wrong, goes out from the sender that was mended", async () => {
  await aMail("a");
  const provider = aProvider([{ takes: false, says: { retry: "403", afterSeconds: 60 } }]);
  await run(time, provider);
  provider.provider.from = "PASS <autre@exemple.fr>";
  await runs(time, provider, 3);
  expect(provider.calls.map(({ from }) => from)).toEqual(["PASS <pass@exemple.fr>", "PASS <autre@exemple.fr>"]);
  expect(await states()).toEqual({ a: "sent" });
});

describe("several at once", () => {
  test("twenty concurrent senders send each mail once", async () => {
    for (let n = 0; n < 30; n++) await aMail(`m${n}`);
    const provider = aProvider();
    const sent = await Promise.all(Array.from({ length: 20 }, () => run(time, provider, { perSecond: 1000 })));
    expect(provider.calls).toHaveLength(30);
    expect(sent.reduce((sum, each) => sum + each)).toBe(30);
  });

  test("a sender whose lease has ended and the next one deliver a mail once", async () => {
    await aMail("a");
    const provider = aProvider();
    provider.answers.push({
      ...OK,
      meanwhile: async () => {
        time.pass(240);
        await run(time, provider);
      },
    });
    await run(time, provider);
    expect(provider.calls).toHaveLength(2);
    expect(provider.inboxes).toHaveLength(1);
    expect(await states()).toEqual({ a: "sent" });
  });
});

describe("when calls of the database fail", () => {
  /** The database, without some of its statements. */
  const failingAt = (fails: (sql: string) => boolean) =>
    ({
      prepare: (sql: string) => {
        if (fails(sql)) throw new Error("gone");
        return env.ACCOUNTS.prepare(sql);
      },
      batch: (statements: D1PreparedStatement[]) => env.ACCOUNTS.batch(statements),
    }) as unknown as D1Database;

  test("before or after any of them, each mail arrives once", async () => {
    const calls = await eachFault(async (faults, name) => {
      await forgetEverybody();
      time = aClock(NOON);
      await aMail("a");
      await aMail("b", { priority: 1 });
      const provider = aProvider();
      await run(time, provider, { accounts: openAccounts(faults.d1(env.ACCOUNTS)) }).catch(() => {});
      await runs(time, provider, 10);
      expect(provider.subjects().sort(), name).toEqual(["a", "b"]);
      expect(await states(), name).toEqual({ a: "sent", b: "sent" });
    });
    expect(calls).toBe(8);
  });

  test("with a provider that loses answers too, each mail arrives once", async () => {
    await eachFault(async (faults, name) => {
      await forgetEverybody();
      time = aClock(NOON);
      await aMail("a");
      await aMail("b", { priority: 1 });
      const provider = aProvider([TAKEN_UNHEARD, tooMany(30), UNTAKEN_UNHEARD]);
      await run(time, provider, { accounts: openAccounts(faults.d1(env.ACCOUNTS)) }).catch(() => {});
      await runs(time, provider, 20);
      expect(provider.subjects().sort(), name).toEqual(["a", "b"]);
      expect(await states(), name).toEqual({ a: "sent", b: "sent" });
    });
  });

  test("or the provider does not take a mail, it is logged which one, and why", async () => {
    const log = vi.spyOn(console, "log");
    const logged = async (answers: Answer[], database = env.ACCOUNTS) => {
      log.mockClear();
      await forgetEverybody();
      time = aClock(NOON);
      const mail = await aMail("a");
      await run(time, aProvider(answers), { accounts: openAccounts(database) });
      return log.mock.calls.map(([line]) => JSON.parse(line.replace(mail, "its id")));
    };
    const MAIL = { mail: "its id", kind: "goodbye" };
    expect(await logged([TAKEN_UNHEARD])).toEqual([{ event: "mail-lost", ...MAIL, reason: "TimeoutError" }]);
    expect(await logged([REFUSED])).toEqual([{ event: "mail-failed", ...MAIL, reason: "refused: 422" }]);
    expect(await logged([KNOWN])).toEqual([{ event: "mail-unknown", ...MAIL, reason: "its key came before" }]);
    expect(await logged([tooMany(60)])).toEqual([{ event: "mails-paused", reason: "429", seconds: 60 }]);
    // The third call claims the mail, and the fifth notes its try.
    const faults = breaking(5, "before");
    expect(await logged([], faults.d1(env.ACCOUNTS))).toEqual([
      { event: "mail-unmarked", mail: "its id", error: "Error" },
    ]);
    log.mockRestore();
  });

  test("at five tries in a row, the mails wait a minute, and it is logged why", async () => {
    for (let n = 0; n < 12; n++) await aMail(`m${n}`);
    const log = vi.spyOn(console, "log");
    const failing = failingAt((sql) => sql.includes("attempts = attempts + 1"));
    expect(await run(time, aProvider(), { accounts: openAccounts(failing) })).toBe(0);
    expect(JSON.parse(log.mock.lastCall?.[0])).toEqual({ event: "mails-paused", reason: "no answers", seconds: 60 });
    log.mockRestore();
    expect(await run(time, aProvider())).toBe(0);
    time.pass(240);
    expect(await run(time, aProvider())).toBe(12);
  });

  test("a mail that could not be marked does not stop the others", async () => {
    await aMail("a");
    for (let n = 0; n < 4; n++) await aMail(`m${n}`);
    const provider = aProvider();
    const failing = failingAt((sql) => sql.includes("state = 'sent'") && provider.calls.at(-1)?.subject === "a");
    expect(await run(time, provider, { accounts: openAccounts(failing) })).toBeGreaterThan(0);
    await runs(time, provider, 10);
    expect(provider.inboxes).toHaveLength(5);
  });
});
