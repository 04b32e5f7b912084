import { env } from "cloudflare:workers";
import { HMAC } from "oslo/crypto";
import { base64 } from "oslo/encoding";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readMailEvents } from "#app/services/mails/mail-events.ts";
import { sweep } from "#app/services/sweep.ts";
import { openAccounts } from "#db/accounts/database.ts";
import { type MailEvent, recordMailEvents } from "#db/accounts/mails/suppressions.ts";
import { aCandidateRow } from "#test/support/candidate-row.ts";
import { eachFault } from "#test/support/faults.ts";
import { forgetEverybody } from "#test/support/people.ts";

const accounts = openAccounts(env.ACCOUNTS);
const NOW = new Date("2026-11-20T12:00:00.000Z");

const read = (provider: string, secret: string | undefined, headers: Record<string, string>, body: string, now = NOW) =>
  readMailEvents({ provider, secret }, { header: (name) => headers[name] ?? null, body }, now);

describe("an event of Resend", () => {
  // The example of Svix's own documentation.
  const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  const headers = {
    "svix-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "svix-timestamp": "1614265330",
    "svix-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  };
  const body = '{"test": 2432232314}';
  const then = new Date(1_614_265_330_000);
  const later = (seconds: number) => new Date(then.getTime() + seconds * 1000);

  test("is accepted when it is signed, as in Svix's example, among several signatures too", async () => {
    expect(await read("resend", secret, headers, body, then)).toEqual([]);
    const rotated = { ...headers, "svix-signature": `v1,AAAA v2,whatever ${headers["svix-signature"]}` };
    expect(await read("resend", secret, rotated, body, then)).toEqual([]);
  });

  test.each([
    ["another body", headers, body.replace("2", "3"), then],
    ["another id", { ...headers, "svix-id": "msg_other" }, body, then],
    ["another moment", { ...headers, "svix-timestamp": "1614265331" }, body, then],
    ["another signature", { ...headers, "svix-signature": "v1,AAAA" }, body, then],
    [
      "a signature of another version",
      { ...headers, "svix-signature": headers["svix-signature"].replace("v1", "v2") },
      body,
      then,
    ],
    ["no signature", { ...headers, "svix-signature": "" }, body, then],
    ["no moment", { ...headers, "svix-timestamp": "" }, body, then],
    ["no headers", {}, body, then],
    ["a key shown instead", { Authorization: `Bearer ${secret}` }, body, then],
    ["an old one, sent again", headers, body, later(301)],
    ["one from the future", headers, body, later(-301)],
  ])("is not believed with %s", async (_, told, said, now) => {
    expect(await read("resend", secret, told, said, now)).toBe("unsigned");
  });

  test("is accepted five minutes early or late, and never without our secret", async () => {
    expect(await read("resend", secret, headers, body, later(300))).toEqual([]);
    expect(await read("resend", secret, headers, body, later(-300))).toEqual([]);
    expect(await read("resend", undefined, headers, body, then)).toBe("unsigned");
    expect(await read("resend", "", headers, body, then)).toBe("unsigned");
  });

  async function told(json: unknown) {
    const body = typeof json === "string" ? json : JSON.stringify(json);
    const timestamp = String(NOW.getTime() / 1000);
    const key = base64.decode(secret.slice(6));
    const signed = await new HMAC("SHA-256").sign(key, new TextEncoder().encode(`msg_1.${timestamp}.${body}`));
    const signature = `v1,${base64.encode(new Uint8Array(signed))}`;
    return read(
      "resend",
      secret,
      { "svix-id": "msg_1", "svix-timestamp": timestamp, "svix-signature": signature },
      body,
    );
  }
  const event = (type: string, bounce?: { type: string }) => ({ type, data: { to: ["ada@exemple.fr"], bounce } });

  test.each([
    [event("email.bounced", { type: "Permanent" }), "bounce"],
    [event("email.bounced"), "bounce"],
    [event("email.suppressed"), "bounce"],
    [event("email.complained"), "complaint"],
  ])("%j is a reason not to write", async (json, reason) => {
    expect(await told(json)).toEqual([{ id: "resend msg_1", reason, recipients: ["ada@exemple.fr"] }]);
  });

  test.each([
    [event("email.bounced", { type: "Transient" })],
    [event("email.delivery_delayed")],
    [event("email.delivered")],
    [event("email.sent")],
    [{ type: "contact.updated", data: {} }],
    [[]],
    [7],
  ])("%j is nothing to us", async (json) => {
    expect(await told(json)).toEqual([]);
  });

  test("is unreadable when it is not JSON", async () => {
    expect(await told("<html>")).toBe("unreadable");
  });
});

describe("an event of Brevo", () => {
  const shown = { Authorization: "Bearer a-secret" };
  const event = (event: string) => ({ event, email: "Ada@exemple.fr", id: 7, "message-id": "<1@brevo>", ts_event: 12 });

  test.each([
    {},
    { Authorization: "Bearer other" },
    { Authorization: "a-secret" },
    { Authorization: "Bearer a-secret2" },
  ])("is not believed with %j", async (headers) => {
    expect(await read("brevo", "a-secret", headers, JSON.stringify(event("spam")))).toBe("unsigned");
  });

  test("is accepted with the token, alone or in a batch; temporary failures are ignored", async () => {
    const body = ["hard_bounce", "soft_bounce", "deferred", "delivered", "spam", "opened"].map(event);
    expect(await read("brevo", "a-secret", shown, JSON.stringify(body))).toEqual([
      { id: "brevo <1@brevo> hard_bounce 12", reason: "bounce", recipients: ["Ada@exemple.fr"] },
      { id: "brevo <1@brevo> spam 12", reason: "complaint", recipients: ["Ada@exemple.fr"] },
    ]);
    expect(await read("brevo", "a-secret", shown, JSON.stringify(event("invalid_email")))).toHaveLength(1);
  });
});

describe("a suppression", () => {
  beforeEach(() => aCandidateRow(accounts, "ada"));
  afterEach(forgetEverybody);

  const bounce: MailEvent = { id: "resend 1", reason: "bounce", recipients: [" ADA@exemple.fr"] };
  const complaint: MailEvent = { id: "resend 2", reason: "complaint", recipients: ["ada@exemple.fr"] };
  const suppressed = async () =>
    (
      await env.ACCOUNTS.prepare("SELECT email_key || ' ' || reason AS s FROM suppressions").all<{ s: string }>()
    ).results.map(({ s }) => s);

  test("is stored for the address of a candidate, whatever its capitals", async () => {
    await recordMailEvents(accounts, [bounce], NOW);
    expect(await suppressed()).toEqual(["ada@exemple.fr bounce"]);
  });

  test("is not stored for somebody who has no account, or no longer", async () => {
    await recordMailEvents(accounts, [{ ...bounce, recipients: ["nobody@exemple.fr"] }], NOW);
    expect(await suppressed()).toEqual([]);
  });

  test("is stored once: an event that comes again does not undo a later correction", async () => {
    await recordMailEvents(accounts, [bounce], NOW);
    await env.ACCOUNTS.prepare("DELETE FROM suppressions").run();
    await Promise.all(Array.from({ length: 10 }, () => recordMailEvents(accounts, [bounce], NOW)));
    expect(await suppressed()).toEqual([]);
  });

  test("holds the complaint, when there is one, whichever event comes first", async () => {
    await recordMailEvents(accounts, [bounce], NOW);
    await recordMailEvents(accounts, [complaint], NOW);
    expect(await suppressed()).toEqual(["ada@exemple.fr complaint"]);
    await recordMailEvents(accounts, [{ ...bounce, id: "resend 3" }], NOW);
    expect(await suppressed()).toEqual(["ada@exemple.fr complaint"]);
    await env.ACCOUNTS.prepare("DELETE FROM suppressions").run();
    await recordMailEvents(
      accounts,
      [complaint, bounce].map((event, n) => ({ ...event, id: `both ${n}` })),
      NOW,
    );
    expect(await suppressed()).toEqual(["ada@exemple.fr complaint"]);
  });

  test("is deleted when no account has the address any more, and the provider's events after a month", async () => {
    await recordMailEvents(accounts, [bounce], NOW);
    await sweep({ accounts, documents: env.DOCUMENTS }, NOW);
    expect(await suppressed()).toHaveLength(1);
    await env.ACCOUNTS.prepare("UPDATE candidates SET email = 'b@exemple.fr', email_key = 'b@exemple.fr'").run();
    await sweep({ accounts, documents: env.DOCUMENTS }, new Date("2026-12-19T12:00:00.000Z"));
    expect(await suppressed()).toEqual([]);
    const events = () => env.ACCOUNTS.prepare("SELECT count(*) AS n FROM provider_events").first("n");
    expect(await events()).toBe(1);
    await sweep({ accounts, documents: env.DOCUMENTS }, new Date("2026-12-20T12:00:00.000Z"));
    expect(await events()).toBe(0);
  });

  test("is stored when the event comes again after a failed call of the database", async () => {
    await eachFault(async (faults, name) => {
      await env.ACCOUNTS.batch([
        env.ACCOUNTS.prepare("DELETE FROM suppressions"),
        env.ACCOUNTS.prepare("DELETE FROM provider_events"),
      ]);
      await recordMailEvents(openAccounts(faults.d1(env.ACCOUNTS)), [bounce], NOW).catch(() => {});
      await recordMailEvents(accounts, [bounce], NOW);
      expect(await suppressed(), name).toEqual(["ada@exemple.fr bounce"]);
    });
  });
});
