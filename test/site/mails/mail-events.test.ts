import { createHmac } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { paths } from "#app/paths.ts";
import { type Site, startSite } from "#test/support/site.ts";

const NOON = new Date("2026-11-20T12:00:00.000Z");
const KEY = Buffer.from("a key of the webhook of Resend");

let site: Site;
beforeAll(async () => {
  site = await startSite({ MAIL_WEBHOOK_SECRET: `whsec_${KEY.toString("base64")}` });
  site.setClock(NOON);
  const accounts = await site.accounts();
  await accounts
    .prepare(
      `INSERT INTO candidates (username, username_key, email, email_key, password_hash, first_name, last_name,
        consented_at, created_at, last_login_at, kept_offer_notices)
        VALUES ('ada', 'ada', 'ada@exemple.fr', 'ada@exemple.fr', '', 'Ada', 'Lovelace', '', '', '', 0)`,
    )
    .run();
});
afterAll(() => site.stop());

const bounced = (to: string) =>
  JSON.stringify({ type: "email.bounced", data: { to: [to], bounce: { type: "Permanent" } } });

function logEvent(body: string, { id = "msg_1", at = NOON, key = KEY }: { id?: string; at?: Date; key?: Buffer } = {}) {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  const headers = { "svix-id": id, "svix-timestamp": timestamp, "svix-signature": `v1,${signature}` };
  return site.fetch(paths.mailEvents(), { method: "POST", headers, body });
}

async function rows(): Promise<[suppressions: number, events: number]> {
  const accounts = await site.accounts();
  const count = (table: string) => accounts.prepare(`SELECT count(*) AS n FROM ${table}`).first<number>("n");
  return [(await count("suppressions")) ?? 0, (await count("provider_events")) ?? 0];
}

test("what is not signed, is forged or old, or is no webhook, is refused and writes nothing", async () => {
  const body = bounced("ada@exemple.fr");
  expect((await site.fetch(paths.mailEvents(), { method: "POST", body })).status).toBe(401);
  expect((await logEvent(body, { key: Buffer.from("another key") })).status).toBe(401);
  expect((await logEvent(body, { at: new Date("2026-11-20T11:54:00.000Z") })).status).toBe(401);
  expect((await logEvent("no json")).status).toBe(400);
  expect((await logEvent("a".repeat(256_001))).status).toBe(413);
  expect((await site.fetch(paths.mailEvents())).status).toBe(405);
  expect((await site.fetch(paths.mailEvents(), { method: "PUT", body })).status).toBe(405);
  expect(await rows()).toEqual([0, 0]);
});

test("a bounce is remembered once, of a candidate only, and a delay not at all", async () => {
  const twice = await Promise.all([logEvent(bounced("ada@exemple.fr")), logEvent(bounced("ada@exemple.fr"))]);
  expect(twice.map(({ status }) => status)).toEqual([204, 204]);
  expect(await rows()).toEqual([1, 1]);
  expect((await logEvent(bounced("nobody@exemple.fr"), { id: "msg_2" })).status).toBe(204);
  expect(await rows()).toEqual([1, 2]);
  const delayed = JSON.stringify({ type: "email.delivery_delayed", data: { to: ["ada@exemple.fr"] } });
  expect((await logEvent(delayed, { id: "msg_3" })).status).toBe(204);
  expect(await rows()).toEqual([1, 2]);
});

test("without a secret of ours nobody is believed", async () => {
  const bare = await startSite({ MAIL_WEBHOOK_SECRET: "" });
  const answer = await bare.fetch(paths.mailEvents(), { method: "POST", body: "{}" });
  expect(answer.status).toBe(401);
  await bare.stop();
});
