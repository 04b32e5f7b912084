import * as v from "valibot";
import type { Mailbox } from "./box.ts";
import { Faults, faultyAnswer, refusal } from "./faults.ts";
import { MailSchema } from "./mail.ts";
import { htmlOf, inboxPage, mailPage } from "./pages.ts";

export { Mailbox } from "./box.ts";

type MailboxEnv = { MAILBOX: DurableObjectNamespace<Mailbox> };

/** Mails on a page of the inbox. */
const PAGE = 50;

/** The mail provider of a developer's machine. It speaks Resend's protocol and shows the mails that it received. */
export default {
  async fetch(request, env) {
    const box = env.MAILBOX.get(env.MAILBOX.idFromName("mailbox"));
    const { pathname, searchParams } = new URL(request.url);
    const asked = `${request.method} ${pathname}`;
    if (asked === "POST /emails") return receive(request, box);
    if (pathname === "/faults") return faults(request, box);
    if (asked === "DELETE /mails") return empty(box);
    if (request.method !== "GET") return new Response("Method not allowed", { status: 405 });
    const to = searchParams.get("to") || null;
    const before = numberOf(searchParams, "before") ?? Number.MAX_SAFE_INTEGER;
    const limit = Math.min(numberOf(searchParams, "limit") ?? 100, 10_000);
    if (pathname === "/mails.json") return Response.json(await box.mails({ to, before, limit }));
    if (pathname === "/accepted.json") {
      return Response.json(await box.listAfter(numberOf(searchParams, "after") ?? 0, limit));
    }
    const [, id, html] = /^\/mails\/([^/]+)(\/html)?$/.exec(pathname) ?? [];
    const mail = id ? await box.mail(id) : null;
    if (mail) return html ? page(htmlOf(mail), 200, FRAME) : page(mailPage(mail));
    const entries = await box.list({ to, before, limit: PAGE + 1 });
    const inbox = inboxPage({
      entries: entries.slice(0, PAGE),
      more: entries.length > PAGE,
      to,
      count: await box.count(),
      missing: pathname !== "/",
    });
    return page(inbox, pathname === "/" ? 200 : 404);
  },
} satisfies ExportedHandler<MailboxEnv>;

/**
 * Takes a mail once. The same `Idempotency-Key` with the same mail gets the same answer again; with another mail, it is
 * refused with 409 (https://resend.com/docs/dashboard/emails/idempotency-keys). A pending fault changes the answer.
 */
async function receive(request: Request, box: DurableObjectStub<Mailbox>): Promise<Response> {
  const key = request.headers.get("Idempotency-Key");
  if (!/^Bearer \S+$/.test(request.headers.get("Authorization") ?? "")) return refusal(401, "missing_api_key");
  if (key !== null && (key === "" || key.length > 256)) return refusal(400, "invalid_idempotency_key");
  const body = await request.text();
  const parsed = v.safeParse(MailSchema, readJson(body));
  if (!parsed.success) return refusal(422, "validation_error", {}, v.flatten(parsed.issues));
  const received = await box.receive(parsed.output, key, await hashOf(body));
  if (received === "other-payload") return refusal(409, "invalid_idempotent_request");
  const { id, fault } = received;
  return fault ? faultyAnswer(fault, id) : Response.json({ id });
}

/** `POST /faults` adds faults, `DELETE` removes all of them, and every method answers with the unused ones. */
async function faults(request: Request, box: DurableObjectStub<Mailbox>): Promise<Response> {
  if (request.method === "POST") {
    const parsed = v.safeParse(Faults, readJson(await request.text()));
    if (!parsed.success) return refusal(422, "validation_error", {}, v.flatten(parsed.issues));
    await box.addFaults([parsed.output].flat());
  } else if (request.method === "DELETE") await box.clearFaults();
  return Response.json(await box.faults());
}

async function empty(box: DurableObjectStub<Mailbox>): Promise<Response> {
  await box.empty();
  return new Response(null, { status: 204 });
}

/** A whole number that an address asks for; null when it asks for none. */
function numberOf(asked: URLSearchParams, name: string): number | null {
  const value = asked.get(name) ?? "";
  return /^\d{1,15}$/.test(value) ? Number(value) : null;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const SHELL = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; img-src data:; form-action 'self'";
/** The policy of the frame with a mail: no scripts, nothing loaded, links in a page of their own. */
const FRAME =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

function page(html: string, status = 200, policy = SHELL): Response {
  return new Response(html, {
    status,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": policy,
      "X-Content-Type-Options": "nosniff",
    },
  });
}
