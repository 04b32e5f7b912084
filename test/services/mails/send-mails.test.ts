import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { forgetEverybody } from "#test/support/people.ts";
import { aClock, aProvider, OK, tooMany } from "#test/support/provider.ts";
import { aMail, column, NOON, run, runs, states } from "#test/support/sending.ts";

let time = aClock(NOON);
beforeEach(() => {
  time = aClock(NOON);
});
afterEach(forgetEverybody);

describe("a run", () => {
  test("sends what is due with its own key, and forgets what a mail with a link said", async () => {
    const id = await aMail("lien");
    await aMail("avis", { priority: 1 });
    await aMail("demain", { dueAt: "2026-11-21T12:00:00.000Z" });
    const provider = aProvider();
    expect(await run(time, provider)).toBe(2);
    expect(provider.inboxes[0]).toEqual({
      id,
      recipient: "lien@exemple.fr",
      subject: "lien",
      html: "<p>a</p>",
      text: "a",
      headers: { "X-A": "b" },
    });
    expect(await states()).toEqual({ lien: "sent", avis: "sent", demain: "pending" });
    expect([await column("html", "lien"), await column("html", "avis")]).toEqual([null, "<p>a</p>"]);
  });

  test("sends first what somebody is waiting for, then what has waited longest", async () => {
    await aMail("récent", { priority: 1, dueAt: "2026-11-20T11:00:00.000Z" });
    await aMail("ancien", { priority: 1, dueAt: "2026-11-20T10:00:00.000Z" });
    for (let n = 0; n < 20; n++) await aMail(`lien ${n}`, { dueAt: NOON });
    const provider = aProvider();
    await run(time, provider);
    expect(
      provider
        .subjects()
        .slice(0, 20)
        .every((subject) => subject.startsWith("lien")),
    ).toBe(true);
    expect(provider.subjects().slice(20)).toEqual(["ancien", "récent"]);
  });

  test("keeps to the pace, with other senders at work too", async () => {
    for (let n = 0; n < 60; n++) await aMail(`m${n}`);
    const begin = time.clock().getTime();
    const provider = aProvider();
    const sent = await Promise.all([run(time, provider), run(time, provider), run(time, provider)]);
    expect(sent.reduce((sum, each) => sum + each)).toBe(60);
    expect(provider.inboxes).toHaveLength(60);
    expect(time.clock().getTime() - begin).toBeGreaterThanOrEqual(11_500);
  });

  test("ends after three quarters of a minute: the next one takes what is left", async () => {
    for (let n = 0; n < 60; n++) await aMail(`m${n}`);
    const provider = aProvider();
    expect(await run(time, provider, { perSecond: 1 })).toBeLessThan(50);
    time.pass(60);
    await run(time, provider, { perSecond: 1 });
    expect(provider.inboxes).toHaveLength(60);
  });

  test("goes on without a pace that makes sense, one a second", async () => {
    await aMail("a");
    expect(await run(time, aProvider(), { perSecond: Number.NaN })).toBe(1);
  });
});

describe("a provider that takes no more", () => {
  test("is left alone for as long as it says, by every sender, and gets everything then", async () => {
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

  test("for a moment is waited for within the run", async () => {
    await aMail("a");
    await aMail("b");
    const provider = aProvider([tooMany(2)]);
    expect(await run(time, provider)).toBe(2);
  });

  test("without saying for how long is asked again later and later", async () => {
    await aMail("a");
    const provider = aProvider([tooMany(null), tooMany(null), tooMany(null)]);
    await runs(time, provider, 12);
    expect(provider.calls.length).toBe(4);
    expect(await states()).toEqual({ a: "sent" });
  });

  test("is not obeyed when its pause was written by a clock that was hours ahead", async () => {
    await env.ACCOUNTS.prepare(
      "INSERT INTO cursors VALUES ('mail-pause', '2026-11-21T12:00:00.000Z', ''), ('mail-pace', '9999999999999', '')",
    ).run();
    await aMail("a");
    expect(await run(time, aProvider())).toBe(1);
  });

  test("for a day keeps no link, and alerts for a week", async () => {
    await aMail("lien");
    await aMail("avis", { priority: 1 });
    const provider = aProvider(Array.from({ length: 500 }, () => tooMany(3600)));
    await runs(time, provider, 26 * 60);
    expect(await states()).toEqual({ lien: "failed", avis: "pending" });
    provider.answers.length = 0;
    time.pass(3600);
    await run(time, provider);
    expect(provider.subjects()).toEqual(["avis"]);
  });
});
