import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { aMail, column, NOON, run, states } from "#test/support/alerts/sending.ts";
import { aClock, aProvider, OK, tooMany } from "#test/support/outside/provider.ts";
import { forgetEverybody } from "#test/support/people.ts";

let time = aClock(NOON);
beforeEach(() => {
  time = aClock(NOON);
});
afterEach(forgetEverybody);

describe("a run", () => {
  test("sends each due mail under its own key, and deletes the content of a mail with a link", async () => {
    const id = await aMail("lien");
    await aMail("avis", { priority: 1 });
    await aMail("demain", { dueAt: "2026-11-21T12:00:00.000Z" });
    const provider = aProvider();
    expect(await run(time, provider)).toBe(2);
    expect(provider.inboxes[0]).toEqual({
      id,
      from: "PASS <pass@exemple.fr>",
      recipient: "lien@exemple.fr",
      subject: "lien",
      html: "<p>a</p>",
      text: "a",
      headers: { "X-A": "b" },
    });
    expect(await states()).toEqual({ lien: "sent", avis: "sent", demain: "pending" });
    expect([await column("html", "lien"), await column("html", "avis")]).toEqual([null, "<p>a</p>"]);
  });

  test("sends the mails of priority 0 first, then those that have waited longest", async () => {
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

  test("keeps to the rate, with concurrent senders too", async () => {
    for (let n = 0; n < 60; n++) await aMail(`m${n}`);
    const begin = time.clock().getTime();
    const provider = aProvider();
    const sent = await Promise.all([run(time, provider), run(time, provider), run(time, provider)]);
    expect(sent.reduce((sum, each) => sum + each)).toBe(60);
    expect(provider.inboxes).toHaveLength(60);
    expect(time.clock().getTime() - begin).toBeGreaterThanOrEqual(11_500);
  });

  test("ends after 45 seconds: the next run sends the other mails", async () => {
    for (let n = 0; n < 60; n++) await aMail(`m${n}`);
    const provider = aProvider();
    expect(await run(time, provider, { perSecond: 1 })).toBeLessThan(50);
    time.pass(60);
    await run(time, provider, { perSecond: 1 });
    expect(provider.inboxes).toHaveLength(60);
  });

  test("claims nothing more at its 45th second", async () => {
    await aMail("a");
    await aMail("b");
    const provider = aProvider([{ ...OK, meanwhile: async () => time.pass(45) }]);
    expect(await run(time, provider, { perSecond: 1 / 3 })).toBe(1);
  });

  test("claims the mails of three seconds, so that a new mail of priority 0 soon comes first", async () => {
    for (let n = 0; n < 20; n++) await aMail(`m${n}`, { priority: 1 });
    const provider = aProvider([{ ...OK, meanwhile: async () => void (await aMail("lien")) }]);
    await run(time, provider);
    expect(provider.subjects().indexOf("lien")).toBe(15);
  });

  test("sends one mail a second when the rate is not a positive number", async () => {
    for (const perSecond of [Number.NaN, 0, -1]) {
      await aMail("a");
      expect(await run(time, aProvider(), { perSecond })).toBe(1);
    }
  });

  test("waits for the moment of each mail", async () => {
    await aMail("a");
    await aMail("b");
    const moments: number[] = [];
    const answer = { ...OK, meanwhile: async () => void moments.push(Date.now()) };
    const real = { clock: () => new Date(), waitUntil: undefined, perSecond: 10 };
    await run(time, aProvider([answer, answer]), real);
    const [first = 0, second = 0] = moments;
    expect(second - first).toBeGreaterThan(50);
  });

  test("sends a mail that has no headers of its own", async () => {
    await aMail("a");
    await env.ACCOUNTS.exec("UPDATE mails SET headers = NULL");
    const provider = aProvider();
    await run(time, provider);
    expect(provider.inboxes.map(({ headers }) => headers)).toEqual([{}]);
  });

  test("does not send a mail that lacks its subject or its content, which ends as failed", async () => {
    for (const column of ["subject", "html", "text"]) {
      const id = await aMail(column);
      await env.ACCOUNTS.prepare(`UPDATE mails SET ${column} = NULL WHERE id = ?`).bind(id).run();
    }
    const provider = aProvider();
    await run(time, provider);
    expect(provider.calls).toHaveLength(0);
    const { results } = await env.ACCOUNTS.prepare("SELECT DISTINCT state, last_error FROM mails").all();
    expect(results).toEqual([{ state: "failed", last_error: "not written" }]);
  });
});

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
