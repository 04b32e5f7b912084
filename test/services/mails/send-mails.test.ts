import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sendMails } from "#app/services/mails/send-mails.ts";
import { openStage } from "#test/support/alerts/alerts.ts";
import { aMail, column, NOON, run, states } from "#test/support/alerts/sending.ts";
import { aClock, aProvider, OK } from "#test/support/outside/provider.ts";
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
    const { provider } = aProvider([answer, answer]);
    await sendMails({ ...openStage(), provider, clock: () => new Date(), perSecond: 10 });
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
