import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type SendingHands, sendMails } from "#app/services/send-mails.ts";
import { openAccounts } from "#db/accounts/database.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import { eachFault } from "#test/support/faults.ts";
import { forgetEverybody } from "#test/support/people.ts";
import {
  type Answer,
  aClock,
  aProvider,
  OK,
  REFUSED,
  TAKEN_UNHEARD,
  tooMany,
  UNTAKEN_UNHEARD,
} from "#test/support/provider.ts";

const accounts = openAccounts(env.ACCOUNTS);
const catalogue = openCatalogue(env.CATALOGUE);
const NOON = "2026-11-20T12:00:00.000Z";
const BREVO_MS = 30 * 60_000;

let time = aClock(NOON);
beforeEach(() => {
  time = aClock(NOON);
});
afterEach(forgetEverybody);

/** A mail that is written, and due. */
async function aMail(subject: string, said: { priority?: 0 | 1; dueAt?: string; createdAt?: string } = {}) {
  const { priority = 0, dueAt = NOON, createdAt = NOON } = said;
  const id = crypto.randomUUID();
  await env.ACCOUNTS.prepare(
    `INSERT INTO mails (id, kind, priority, recipient, details, subject, html, text, headers, state, due_at, created_at)
      VALUES (?, 'goodbye', ?, ?, '{}', ?, '<p>a</p>', 'a', '{"X-A":"b"}', 'pending', ?, ?)`,
  )
    .bind(id, priority, `${subject}@exemple.fr`, subject, dueAt, createdAt)
    .run();
  return id;
}

function run(provider: ReturnType<typeof aProvider>, hands: Partial<SendingHands> = {}): Promise<number> {
  const { clock, waitUntil } = time;
  return sendMails({ accounts, catalogue, provider: provider.provider, perSecond: 5, clock, waitUntil, ...hands });
}

/** Runs a minute apart, as the cron does. */
async function runs(provider: ReturnType<typeof aProvider>, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute++) {
    await run(provider);
    time.pass(60);
  }
}

async function states(): Promise<Record<string, string>> {
  const { results } = await env.ACCOUNTS.prepare("SELECT subject, state FROM mails").all<{
    subject: string;
    state: string;
  }>();
  return Object.fromEntries(results.map(({ subject, state }) => [subject, state]));
}

const column = (name: "last_error" | "html" | "state" | "attempts", subject: string) =>
  env.ACCOUNTS.prepare(`SELECT ${name} FROM mails WHERE subject = ?`).bind(subject).first(name);

describe("a run", () => {
  test("sends what is due with its own key, and forgets what a mail with a link said", async () => {
    const id = await aMail("lien");
    await aMail("avis", { priority: 1 });
    await aMail("demain", { dueAt: "2026-11-21T12:00:00.000Z" });
    const provider = aProvider();
    expect(await run(provider)).toBe(2);
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
    await run(provider);
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
    const sent = await Promise.all([run(provider), run(provider), run(provider)]);
    expect(sent.reduce((sum, each) => sum + each)).toBe(60);
    expect(provider.inboxes).toHaveLength(60);
    expect(time.clock().getTime() - begin).toBeGreaterThanOrEqual(11_500);
  });

  test("ends after three quarters of a minute: the next one takes what is left", async () => {
    for (let n = 0; n < 60; n++) await aMail(`m${n}`);
    const provider = aProvider();
    expect(await run(provider, { perSecond: 1 })).toBeLessThan(50);
    time.pass(60);
    await run(provider, { perSecond: 1 });
    expect(provider.inboxes).toHaveLength(60);
  });

  test("goes on without a pace that makes sense, one a second", async () => {
    await aMail("a");
    expect(await run(aProvider(), { perSecond: Number.NaN })).toBe(1);
  });
});

describe("a provider that takes no more", () => {
  test("is left alone for as long as it says, by every sender, and gets everything then", async () => {
    for (let n = 0; n < 12; n++) await aMail(`m${n}`);
    const provider = aProvider([OK, OK, tooMany(600)]);
    await run(provider);
    const asked = provider.calls.length;
    expect(asked).toBeLessThan(9);
    for (let minute = 0; minute < 8; minute++) {
      time.pass(60);
      await run(provider);
    }
    expect(provider.calls).toHaveLength(asked);
    time.pass(120);
    await run(provider);
    expect(new Set(provider.subjects()).size).toBe(12);
    expect(provider.inboxes).toHaveLength(12);
  });

  test("for a moment is waited for within the run", async () => {
    await aMail("a");
    await aMail("b");
    const provider = aProvider([tooMany(2)]);
    expect(await run(provider)).toBe(2);
  });

  test("without saying for how long is asked again later and later", async () => {
    await aMail("a");
    const provider = aProvider([tooMany(null), tooMany(null), tooMany(null)]);
    await runs(provider, 12);
    expect(provider.calls.length).toBe(4);
    expect(await states()).toEqual({ a: "sent" });
  });

  test("is not obeyed when its pause was written by a clock that was hours ahead", async () => {
    await env.ACCOUNTS.prepare(
      "INSERT INTO cursors VALUES ('mail-pause', '2026-11-21T12:00:00.000Z', ''), ('mail-pace', '9999999999999', '')",
    ).run();
    await aMail("a");
    expect(await run(aProvider())).toBe(1);
  });

  test("for a day keeps no link, and alerts for a week", async () => {
    await aMail("lien");
    await aMail("avis", { priority: 1 });
    const provider = aProvider(Array.from({ length: 500 }, () => tooMany(3600)));
    await runs(provider, 26 * 60);
    expect(await states()).toEqual({ lien: "failed", avis: "pending" });
    provider.answers.length = 0;
    time.pass(3600);
    await run(provider);
    expect(provider.subjects()).toEqual(["avis"]);
  });
});

describe("an answer that is lost", () => {
  test.each([
    ["and the mail taken", TAKEN_UNHEARD],
    ["and the mail not taken", UNTAKEN_UNHEARD],
  ])("%s: it is sent again, the same under the same key, and arrives once", async (_, answer: Answer) => {
    await aMail("a");
    const provider = aProvider([answer, answer]);
    await runs(provider, 6);
    expect(provider.inboxes).toHaveLength(1);
    expect(new Set(provider.calls.map((call) => JSON.stringify(call))).size).toBe(1);
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
    await runs(provider, 120);
    expect(moments.length).toBeGreaterThan(2);
    expect(Math.max(...moments) - begin).toBeLessThan(BREVO_MS - 9 * 60_000);
    expect(await states()).toEqual({ a: "unknown" });
    expect(await column("last_error", "a")).toBe("lost: TimeoutError");
  });

  test("then « too many »: the first time still counts", async () => {
    await aMail("a");
    const provider = aProvider([TAKEN_UNHEARD, ...Array.from({ length: 99 }, () => tooMany(300))], BREVO_MS);
    await runs(provider, 60);
    expect(await states()).toEqual({ a: "unknown" });
    expect(provider.inboxes).toHaveLength(1);
  });

  test("then a refusal: nobody knows, and it is not sent again", async () => {
    await aMail("a");
    const provider = aProvider([TAKEN_UNHEARD, REFUSED]);
    await runs(provider, 10);
    expect(await states()).toEqual({ a: "unknown" });
    expect(await column("last_error", "a")).toBe("lost: TimeoutError; refused: 422");
  });

  test("of a sender that is cut short after « too many »: the mail may have gone out all the same", async () => {
    await aMail("a");
    const provider = aProvider([tooMany(60)], BREVO_MS);
    await run(provider);
    time.pass(60);
    // Taken, and the sender is no more.
    const cut = aProvider([{ ...OK, meanwhile: () => new Promise(() => {}) }], BREVO_MS);
    void run(cut);
    await expect.poll(() => cut.calls.length).toBe(1);
    provider.answers.push(...Array.from({ length: 99 }, () => tooMany(600)));
    time.pass(240);
    await runs(provider, 60);
    expect(await states()).toEqual({ a: "unknown" });
  });

  test("by many in a row: the provider is down, and is not asked of every mail", async () => {
    for (let n = 0; n < 50; n++) await aMail(`m${n}`);
    const provider = aProvider(Array.from({ length: 10 }, () => UNTAKEN_UNHEARD));
    await run(provider);
    expect(provider.calls.length).toBeLessThan(20);
    await runs(provider, 10);
    expect(provider.inboxes).toHaveLength(50);
  });
});

describe("a refusal", () => {
  test("ends the mail and no other", async () => {
    await aMail("a", { dueAt: "2026-11-20T11:00:00.000Z" });
    await aMail("b");
    const provider = aProvider([REFUSED]);
    await runs(provider, 3);
    expect(await states()).toEqual({ a: "failed", b: "sent" });
    expect([await column("last_error", "a"), await column("html", "a")]).toEqual(["refused: 422", null]);
  });

  test("that comes late does not undo what another sender was told", async () => {
    await aMail("a");
    const other = aProvider();
    const slow = aProvider([
      {
        ...REFUSED,
        meanwhile: async () => {
          time.pass(240);
          await run(other);
        },
      },
    ]);
    await run(slow);
    expect(other.inboxes).toHaveLength(1);
    expect(await states()).toEqual({ a: "sent" });
  });
});

describe("several at once", () => {
  test("twenty senders send each mail once", async () => {
    for (let n = 0; n < 30; n++) await aMail(`m${n}`);
    const provider = aProvider();
    const sent = await Promise.all(Array.from({ length: 20 }, () => run(provider, { perSecond: 1000 })));
    expect(provider.calls).toHaveLength(30);
    expect(sent.reduce((sum, each) => sum + each)).toBe(30);
  });

  test("a sender whose lease has ended and the next one give it once", async () => {
    await aMail("a");
    const provider = aProvider();
    provider.answers.push({
      ...OK,
      meanwhile: async () => {
        time.pass(240);
        await run(provider);
      },
    });
    await run(provider);
    expect(provider.calls).toHaveLength(2);
    expect(provider.inboxes).toHaveLength(1);
    expect(await states()).toEqual({ a: "sent" });
  });
});

describe("when calls of the database fail", () => {
  test("before or after any of them, each mail arrives once", async () => {
    const calls = await eachFault(async (faults, name) => {
      await forgetEverybody();
      time = aClock(NOON);
      await aMail("a");
      await aMail("b", { priority: 1 });
      const provider = aProvider();
      await run(provider, { accounts: openAccounts(faults.d1(env.ACCOUNTS)) }).catch(() => {});
      await runs(provider, 10);
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
      await run(provider, { accounts: openAccounts(faults.d1(env.ACCOUNTS)) }).catch(() => {});
      await runs(provider, 20);
      expect(provider.subjects().sort(), name).toEqual(["a", "b"]);
      expect(await states(), name).toEqual({ a: "sent", b: "sent" });
    });
  });

  test("a mail that could not be marked keeps no other from being sent", async () => {
    await aMail("a");
    for (let n = 0; n < 4; n++) await aMail(`m${n}`);
    const provider = aProvider();
    const database = env.ACCOUNTS;
    const failing = {
      ...database,
      prepare: (sql: string) => {
        if (sql.includes("state = 'sent'") && provider.calls.at(-1)?.subject === "a") throw new Error("gone");
        return database.prepare(sql);
      },
      batch: (statements: D1PreparedStatement[]) => database.batch(statements),
    } as unknown as D1Database;
    expect(await run(provider, { accounts: openAccounts(failing) })).toBeGreaterThan(0);
    await runs(provider, 10);
    expect(provider.inboxes).toHaveLength(5);
  });
});
