import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Site, startSite } from "#test/support/site.ts";

type Asked = { path: string; headers: IncomingMessage["headers"]; body: Record<string, unknown> };

/** A provider on the loopback, whose every answer is the test's. */
function startProvider() {
  const asked: Asked[] = [];
  let answer = (_asked: Asked, response: ServerResponse): void => {
    response.end();
  };
  const server: Server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      const told = { path: request.url ?? "", headers: request.headers, body: JSON.parse(body) };
      asked.push(told);
      answer(told, response);
    });
  });
  return {
    asked,
    listen: async () => {
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
    answers: (next: typeof answer) => {
      asked.length = 0;
      answer = next;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const NOON = Date.parse("2026-11-20T12:00:00.000Z");
const later = (seconds: number) => new Date(NOON + seconds * 1000);
const ID = "6f0e7c0e-2c5b-4d43-9d6a-3a8b1c9d2e4f";

async function aMail(site: Site, subject = "Bonjour"): Promise<void> {
  const accounts = await site.accounts();
  await accounts.batch([
    accounts.prepare("DELETE FROM mails"),
    accounts.prepare("DELETE FROM cursors WHERE name LIKE 'mail-%'"),
    accounts
      .prepare(
        `INSERT INTO mails (id, kind, priority, recipient, details, subject, html, text, headers, state, due_at, created_at)
          VALUES (?, 'password-changed', 0, 'ada@exemple.fr', '{}', ?, '<p>a</p>', 'a', '{"Auto-Submitted":"auto-generated"}', 'pending', ?, ?)`,
      )
      .bind(ID, subject, new Date(NOON).toISOString(), new Date(NOON).toISOString()),
  ]);
}

async function theMail(site: Site) {
  const accounts = await site.accounts();
  const row = await accounts
    .prepare("SELECT state, last_error FROM mails")
    .first<{ state: string; last_error: string }>();
  const pause = await accounts
    .prepare("SELECT position FROM cursors WHERE name = 'mail-pause'")
    .first<string>("position");
  return {
    state: row?.state,
    error: row?.last_error ?? null,
    pausedFor: pause ? Math.round((Date.parse(pause) - NOON) / 1000) : null,
  };
}

const TAKEN = JSON.stringify({ id: "49a3999c", messageId: "<1@brevo>" });
const taken = (response: ServerResponse) => response.setHeader("Content-Type", "application/json").end(TAKEN);
const status =
  (code: number, headers: Record<string, string> = {}, body = "") =>
  (_: Asked, response: ServerResponse) =>
    void response.writeHead(code, headers).end(body);

describe("with Resend", () => {
  const provider = startProvider();
  let site: Site;
  beforeAll(async () => {
    site = await startSite({
      MAIL_URL: await provider.listen(),
      MAIL_KEY: "re_key",
      MAIL_FROM: "PASS <a@pass.example>",
    });
  });
  afterAll(async () => {
    await site.stop();
    provider.close();
  });

  test("a mail is asked for as its documentation says, and sent when it says so", async () => {
    await aMail(site);
    provider.answers((_, response) => taken(response));
    await site.tick(later(0));
    const [asked] = provider.asked;
    expect(asked?.path).toBe("/emails");
    expect(asked?.headers).toMatchObject({
      authorization: "Bearer re_key",
      "idempotency-key": ID,
      "content-type": "application/json",
      "user-agent": "PASS",
    });
    expect(asked?.body).toEqual({
      from: "PASS <a@pass.example>",
      to: ["ada@exemple.fr"],
      subject: "Bonjour",
      html: "<p>a</p>",
      text: "a",
      headers: { "Auto-Submitted": "auto-generated" },
    });
    expect(await theMail(site)).toMatchObject({ state: "sent", error: null });
  });

  test.each<[string, (asked: Asked, response: ServerResponse) => void, string]>([
    ["500", status(500), "lost: 500"],
    ["502 with a page", status(502, { "Content-Type": "text/html" }, "<html>".repeat(50_000)), "lost: 502"],
    ["503 with Retry-After", status(503, { "Retry-After": "9999" }), "lost: 503"],
    ["409", status(409, {}, '{"name":"concurrent_idempotent_requests"}'), "lost: 409"],
    ["200 with a page", status(200, { "Content-Type": "text/html" }, "<html>OK</html>"), "lost: 200, unreadable"],
    ["200 with JSON that is broken off", status(200, {}, '{"id":"49'), "lost: 200, unreadable"],
    ["200 with other JSON", status(200, {}, "{}"), "lost: 200, unreadable"],
    ["200 without end", status(200, {}, "a".repeat(1_000_000)), "lost: 200, unreadable"],
    ["200 without a body", status(200), "lost: 200, unreadable"],
    ["a connection that is cut", (_, response) => void response.destroy(), "lost: "],
    [
      "a connection that is cut within the answer",
      (_, response) => {
        response.writeHead(200, { "Content-Length": String(TAKEN.length) });
        response.write(TAKEN.slice(0, 4), () => response.destroy());
      },
      "lost: ",
    ],
  ])("after %s nobody knows: it is sent again under the same key, byte for byte", async (_, answer, error) => {
    await aMail(site);
    provider.answers(answer);
    await site.tick(later(0));
    const lost = await theMail(site);
    expect(lost.state).toBe("sending");
    expect(lost.error?.slice(0, error.length)).toBe(error);
    const [first] = provider.asked;
    provider.answers((_, response) => taken(response));
    await site.tick(later(10));
    expect(provider.asked).toHaveLength(0);
    await site.tick(later(60));
    expect(provider.asked.map(({ body, headers }) => [body, headers["idempotency-key"]])).toEqual([[first?.body, ID]]);
    expect((await theMail(site)).state).toBe("sent");
  });

  test("a key that came before with other bytes tells that the mail was taken: it is not sent again", async () => {
    await aMail(site);
    provider.answers((_, response) => void response.destroy());
    await site.tick(later(0));
    expect((await theMail(site)).state).toBe("sending");
    provider.answers(status(409, {}, '{"statusCode":409,"name":"invalid_idempotent_request","message":"…"}'));
    await site.tick(later(60));
    expect(await theMail(site)).toMatchObject({ state: "sent", error: null });
  });

  test("a key that came before, of a mail that was certainly not taken, does not tell that it was: operators are told", async () => {
    await aMail(site);
    // MAIL_FROM is of a domain that is not ours; then it is mended, and the bytes are others.
    provider.answers(status(403, {}, '{"statusCode":403,"name":"validation_error"}'));
    await site.tick(later(0));
    expect((await theMail(site)).state).toBe("pending");
    provider.answers(status(409, {}, '{"statusCode":409,"name":"invalid_idempotent_request","message":"…"}'));
    await site.tick(later(301));
    expect(provider.asked).toHaveLength(1);
    expect((await theMail(site)).state).toBe("unknown");
  });

  test("an answer that does not come, or comes byte after byte, is waited for ten seconds", {
    timeout: 60_000,
  }, async () => {
    for (const begin of ["", '{"id":']) {
      await aMail(site);
      let drip: NodeJS.Timeout | undefined;
      provider.answers((_, response) => {
        if (begin === "") return;
        response.writeHead(200);
        response.write(begin);
        drip = setInterval(() => response.write(" "), 200);
      });
      const started = performance.now();
      await site.tick(later(0));
      clearInterval(drip);
      expect(performance.now() - started).toBeLessThan(20_000);
      expect(await theMail(site)).toMatchObject({ state: "sending", error: "lost: TimeoutError" });
    }
  });

  test("an answer that does not end when it is a refusal is not waited for", async () => {
    await aMail(site);
    provider.answers((_, response) => void response.writeHead(422).write("{"));
    await site.tick(later(0));
    expect(await theMail(site)).toMatchObject({ state: "failed", error: "refused: 422" });
  });

  test.each<[string, (asked: Asked, response: ServerResponse) => void, number, string]>([
    ["429", status(429), 30, "not taken: 429"],
    ["429 for two minutes", status(429, { "Retry-After": "120" }), 120, "not taken: 429"],
    ["429 for ever", status(429, { "Retry-After": "999999999" }), 3600, "not taken: 429"],
    ["429 for something", status(429, { "Retry-After": "soon" }), 30, "not taken: 429"],
    [
      "429 until a moment",
      status(429, { Date: "Fri, 20 Nov 2026 10:00:00 GMT", "Retry-After": "Fri, 20 Nov 2026 10:02:30 GMT" }),
      150,
      "not taken: 429",
    ],
    ["401", status(401), 300, "not taken: 401"],
    ["403", status(403), 300, "not taken: 403"],
    ["404", status(404), 300, "not taken: 404"],
    ["301", status(301, { Location: "/elsewhere" }), 300, "not taken: 301"],
  ])("after %s it waits, and the provider is left alone", async (_, answer, seconds, error) => {
    await aMail(site);
    provider.answers(answer);
    await site.tick(later(0));
    expect(provider.asked.map(({ path }) => path)).toEqual(["/emails"]);
    const waiting = await theMail(site);
    expect(waiting).toMatchObject({ state: "pending", error });
    expect(Math.abs((waiting.pausedFor ?? 0) - seconds)).toBeLessThan(5);
    provider.answers((_, response) => taken(response));
    await site.tick(later(seconds - 5));
    expect(provider.asked).toHaveLength(0);
    await site.tick(later(seconds + 10));
    expect((await theMail(site)).state).toBe("sent");
  });
});

describe("with Brevo", () => {
  const provider = startProvider();
  let site: Site;
  beforeAll(async () => {
    site = await startSite({
      MAIL_URL: await provider.listen(),
      MAIL_KEY: "xkeysib",
      MAIL_PROVIDER: "brevo",
      MAIL_FROM: "PASS, les stages <a@pass.example>",
    });
  });
  afterAll(async () => {
    await site.stop();
    provider.close();
  });

  test("a mail is asked for as its documentation says, and sent when it says so", async () => {
    await aMail(site);
    provider.answers((_, response) => void response.writeHead(201).end('{"messageId":"<1@brevo>"}'));
    await site.tick(later(0));
    const [asked] = provider.asked;
    expect(asked?.path).toBe("/v3/smtp/email");
    expect(asked?.headers).toMatchObject({ "api-key": "xkeysib", "content-type": "application/json" });
    expect(asked?.headers).not.toHaveProperty("authorization");
    expect(asked?.body).toEqual({
      sender: { name: "PASS, les stages", email: "a@pass.example" },
      to: [{ email: "ada@exemple.fr" }],
      subject: "Bonjour",
      htmlContent: "<p>a</p>",
      textContent: "a",
      headers: { "Auto-Submitted": "auto-generated", idempotencyKey: ID },
    });
    expect((await theMail(site)).state).toBe("sent");
  });

  test("a mail that was lost is never sent again when its key may be forgotten, half an hour later", async () => {
    await aMail(site);
    provider.answers(status(500));
    await site.tick(later(0));
    await site.tick(later(60));
    expect(provider.asked).toHaveLength(2);
    provider.answers((_, response) => taken(response));
    await site.tick(later(25 * 60));
    expect(provider.asked).toHaveLength(0);
    expect((await theMail(site)).state).toBe("unknown");
  });
});
