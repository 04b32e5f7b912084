import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { endAllSessions, endSession, listSessions } from "#db/accounts/account/sessions.ts";
import { listEvents } from "#db/accounts/audit.ts";
import { openAccounts } from "#db/accounts/database.ts";
import { aCandidateRow } from "#test/support/candidate-row.ts";
import { cookieOf, OPENED, open, read, signedIn, stageWithSession } from "#test/support/spaces/open-session.ts";

const accounts = openAccounts(env.ACCOUNTS);
const HOUR = 3_600_000;

const stage = stageWithSession();

describe("sessions of a candidate", () => {
  const events = async () => (await listEvents(accounts, stage.lea)).map(({ event, device }) => [event, device]);

  test("are opened with an entry in her activity, and cancel the warning that her account will be deleted", async () => {
    await env.ACCOUNTS.prepare("UPDATE candidates SET retention_warned_at = '2026-11-01'").run();
    await open("two", stage.lea, OPENED + HOUR);
    expect((await signedIn()).candidate).toMatchObject({
      lastLoginAt: new Date(OPENED + HOUR).toISOString(),
      retentionWarnedAt: null,
    });
    expect(await events()).toEqual([
      ["logged-in", "Firefox"],
      ["logged-in", "Firefox"],
    ]);
  });

  test("are listed while they live, hers alone, the last used first", async () => {
    await open("two", stage.lea, OPENED + HOUR);
    await open("hers", await aCandidateRow(accounts, "zoe"), OPENED + HOUR);
    const listed = async (ms: number) =>
      (await listSessions(accounts, stage.lea, new Date(OPENED + ms))).map(({ id, device }) => [id, device]);
    expect(await listed(HOUR)).toEqual([
      ["two", "Firefox"],
      ["one", "Firefox"],
    ]);
    expect(await listed(2 * HOUR)).toEqual([["two", "Firefox"]]);
  });

  test("end one by one, by herself alone, with an entry in her activity", async () => {
    await open("two", stage.lea);
    const zoe = await aCandidateRow(accounts, "zoe");
    const now = new Date(OPENED);
    expect(await endSession(accounts, { id: "one", candidateId: zoe }, "session-ended", now)).toBe(false);
    expect(await endSession(accounts, { id: "one", candidateId: stage.lea }, "session-ended", now)).toBe(true);
    expect(await endSession(accounts, { id: "one", candidateId: stage.lea }, "session-ended", now)).toBe(false);
    expect([await read(cookieOf("one")), (await read(cookieOf("two")))?.candidate.id]).toEqual([null, stage.lea]);
    expect((await events()).filter(([event]) => event === "session-ended")).toEqual([["session-ended", null]]);
  });

  test("end all at once, and those of others go on", async () => {
    await open("two", stage.lea);
    await open("hers", await aCandidateRow(accounts, "zoe"));
    await endAllSessions(accounts, stage.lea, new Date(OPENED));
    expect([await read(cookieOf("one")), await read(cookieOf("two"))]).toEqual([null, null]);
    expect(await read(cookieOf("hers"))).not.toBeNull();
    expect((await events())[0]).toEqual(["logged-out-everywhere", null]);
  });
});
