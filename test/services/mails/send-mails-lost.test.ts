import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { aMail, column, NOON, run, runs, states } from "#test/support/alerts/sending.ts";
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

const BREVO_MS = 30 * 60_000;

let time = aClock(NOON);
beforeEach(() => {
  time = aClock(NOON);
});
afterEach(forgetEverybody);

describe("an answer that is lost", () => {
  test.each([
    ["and the mail taken", TAKEN_UNHEARD],
    ["and the mail not taken", UNTAKEN_UNHEARD],
  ])("%s: it is sent again, the same under the same key, and arrives once", async (_, answer: Answer) => {
    await aMail("a");
    const provider = aProvider([answer, answer]);
    await runs(time, provider, 6);
    expect(provider.inboxes).toHaveLength(1);
    expect(new Set(provider.calls.map((call) => JSON.stringify(call))).size).toBe(1);
    expect(await states()).toEqual({ a: "sent" });
  });

  test("and the sender of the site is changed before the next try: it is sent again, the same bytes under the same key", async () => {
    await aMail("a");
    const provider = aProvider([TAKEN_UNHEARD]);
    await run(time, provider);
    provider.provider.from = "PASS <autre@exemple.fr>";
    await aMail("b");
    await runs(time, provider, 6);
    expect(provider.calls.filter(({ subject }) => subject === "a").map(({ from }) => from)).toEqual([
      "PASS <pass@exemple.fr>",
      "PASS <pass@exemple.fr>",
    ]);
    expect(provider.inboxes.map(({ subject, from }) => [subject, from])).toEqual([
      ["a", "PASS <pass@exemple.fr>"],
      ["b", "PASS <autre@exemple.fr>"],
    ]);
    expect(await states()).toEqual({ a: "sent", b: "sent" });
  });

  test("and its key is known at the next try: it was sent", async () => {
    await aMail("a");
    await runs(time, aProvider([UNTAKEN_UNHEARD, KNOWN]), 3);
    expect(await states()).toEqual({ a: "sent" });
  });

  test("again and again: it is never sent after the provider may have forgotten the key", async () => {
    await aMail("a");
    const begin = time.clock().getTime();
    const moments: number[] = [];
    const provider = aProvider(
      Array.from({ length: 99 }, () => ({
        ...TAKEN_UNHEARD,
        meanwhile: async () => void moments.push(time.clock().getTime()),
      })),
      BREVO_MS,
    );
    await runs(time, provider, 120);
    expect(moments.length).toBeGreaterThan(2);
    expect(Math.max(...moments) - begin).toBeLessThan(BREVO_MS - 9 * 60_000);
    expect(await states()).toEqual({ a: "unknown" });
    expect(await column("last_error", "a")).toBe("lost: TimeoutError");
  });

  test("is tried again until ten minutes before the provider forgets the key", async () => {
    for (const [seconds, calls] of [
      [20 * 60, 2],
      [20 * 60 + 1, 1],
    ] as const) {
      await forgetEverybody();
      await aMail("a");
      const provider = aProvider([UNTAKEN_UNHEARD], BREVO_MS);
      await run(time, provider);
      time.pass(seconds);
      await run(time, provider);
      expect(provider.calls).toHaveLength(calls);
    }
  });

  test("of a mail that was written a day before, then a 429: it may have been taken", async () => {
    await aMail("a");
    await env.ACCOUNTS.exec("UPDATE mails SET created_at = '2026-11-19T11:00:00.000Z'");
    await runs(time, aProvider([TAKEN_UNHEARD, tooMany(60)]), 3);
    expect(await states()).toEqual({ a: "unknown" });
    expect(await column("last_error", "a")).toBe("not taken: 429");
  });

  test("then a 429: the first try still counts", async () => {
    await aMail("a");
    const provider = aProvider([TAKEN_UNHEARD, ...Array.from({ length: 99 }, () => tooMany(300))], BREVO_MS);
    await runs(time, provider, 60);
    expect(await states()).toEqual({ a: "unknown" });
    expect(provider.inboxes).toHaveLength(1);
  });

  test("then a refusal: the mail ends as unknown, and is not sent again", async () => {
    await aMail("a");
    const provider = aProvider([TAKEN_UNHEARD, REFUSED]);
    await runs(time, provider, 10);
    expect(await states()).toEqual({ a: "unknown" });
    expect(await column("last_error", "a")).toBe("lost: TimeoutError; refused: 422");
  });

  test("of a sender that is interrupted after a 429: the mail may still have gone out", async () => {
    await aMail("a");
    const provider = aProvider([tooMany(60)], BREVO_MS);
    await run(time, provider);
    time.pass(60);
    // The provider takes the mail, and the sender is interrupted.
    const cut = aProvider([{ ...OK, meanwhile: () => new Promise(() => {}) }], BREVO_MS);
    void run(time, cut);
    await expect.poll(() => cut.calls.length).toBe(1);
    provider.answers.push(...Array.from({ length: 99 }, () => tooMany(600)));
    time.pass(240);
    await runs(time, provider, 60);
    expect(await states()).toEqual({ a: "unknown" });
  });

  test.each([
    [4, "the provider is up, and the next mail goes out at once", ["next"]],
    [5, "the provider is down, and the next mail waits a minute", []],
  ])("%i times in a row: %s", async (times, _, sent) => {
    for (let n = 0; n < times; n++) await aMail(`m${n}`);
    const provider = aProvider(Array.from({ length: times }, () => UNTAKEN_UNHEARD));
    await run(time, provider);
    await aMail("next");
    time.pass(1);
    await run(time, provider);
    expect(provider.subjects()).toEqual(sent);
    time.pass(60);
    await run(time, provider);
    expect(provider.subjects()).toContain("next");
  });

  test("many times in a row: the provider is down, and the other mails are not tried", async () => {
    for (let n = 0; n < 50; n++) await aMail(`m${n}`);
    const provider = aProvider(Array.from({ length: 10 }, () => UNTAKEN_UNHEARD));
    await run(time, provider);
    expect(provider.calls.length).toBeLessThan(20);
    await runs(time, provider, 10);
    expect(provider.inboxes).toHaveLength(50);
  });
});
