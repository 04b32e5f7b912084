import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { aMail, NOON, run, states } from "#test/support/alerts/sending.ts";
import { aClock, aProvider, OK, tooMany } from "#test/support/outside/provider.ts";
import { forgetEverybody } from "#test/support/people.ts";

let time = aClock(NOON);
beforeEach(() => {
  time = aClock(NOON);
});
afterEach(forgetEverybody);

describe("a provider that takes no more", () => {
  test("gets no mail from any sender until the end of its pause, and then gets all of them", async () => {
    for (let n = 0; n < 12; n++) await aMail(`m${n}`);
    const provider = aProvider([OK, OK, tooMany(600)]);
    await run(time, provider);
    const asked = provider.calls.length;
    expect(asked).toBeLessThan(9);
    for (let minute = 0; minute < 8; minute++) {
      time.pass(60);
      await run(time, provider);
    }
    expect(provider.calls).toHaveLength(asked);
    time.pass(120);
    await run(time, provider);
    expect(new Set(provider.subjects()).size).toBe(12);
    expect(provider.inboxes).toHaveLength(12);
  });

  test("for a minute gets the mails that were not tried just after it, not when their leases end", async () => {
    for (let n = 0; n < 12; n++) await aMail(`m${n}`);
    const provider = aProvider([tooMany(60)]);
    await run(time, provider);
    time.pass(60);
    await run(time, provider);
    expect(provider.inboxes).toHaveLength(12);
  });

  test.each([
    [0, 2],
    [5, 2],
    [6, 1],
  ])("and asks for a pause of %i seconds is waited for within the run up to five", async (seconds, sent) => {
    await aMail("a");
    await aMail("b");
    expect(await run(time, aProvider([tooMany(seconds)]))).toBe(sent);
  });

  test("is not waited for beyond the end of the run", async () => {
    await aMail("a");
    await run(time, aProvider([{ ...tooMany(4), meanwhile: async () => time.pass(44) }]));
    expect(time.clock()).toEqual(new Date(Date.parse(NOON) + 44_000));
  });

  test.each([
    ["first", 600, 10],
    ["last", 10, 600],
  ])("for two pauses gets no mail during the longer one, which came %s", async (_, one, two) => {
    await aMail("a");
    await aMail("b");
    const provider = aProvider([tooMany(one), tooMany(two)]);
    await run(time, provider);
    time.pass(60);
    await run(time, provider);
    expect(provider.calls).toHaveLength(2);
    time.pass(540);
    expect(await run(time, provider)).toBe(2);
  });

  test("without saying for how long is retried after longer and longer delays, then each hour", async () => {
    await aMail("a");
    const delays = [30, 60, 300, 900, 3600, 3600];
    const provider = aProvider(delays.map(() => tooMany(null)));
    for (const [tries, delay] of delays.entries()) {
      await run(time, provider);
      time.pass(delay - 1);
      await run(time, provider);
      expect(provider.calls).toHaveLength(tries + 1);
      time.pass(1);
    }
    expect(await run(time, provider)).toBe(1);
  });

  test("has its pause ignored when it was written by a clock that was hours ahead", async () => {
    await env.ACCOUNTS.prepare(
      "INSERT INTO cursors VALUES ('mail-pause', '2026-11-21T12:00:00.000Z', ''), ('mail-pace', '9999999999999', '')",
    ).run();
    await aMail("a");
    expect(await run(time, aProvider())).toBe(1);
  });

  test("for a day makes a link fail, but not an alert", async () => {
    await aMail("lien");
    await aMail("avis", { priority: 1 });
    const provider = aProvider(Array.from({ length: 500 }, () => tooMany(3600)));
    for (let hour = 0; hour < 26; hour++) {
      await run(time, provider);
      time.pass(3600);
    }
    expect(await states()).toEqual({ lien: "failed", avis: "pending" });
    provider.answers.length = 0;
    time.pass(3600);
    await run(time, provider);
    expect(provider.subjects()).toEqual(["avis"]);
  });
});
