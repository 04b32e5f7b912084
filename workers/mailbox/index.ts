import * as v from "valibot";
import { type Mail, type MailEntry, MailSchema } from "./mail.ts";
import { inboxPage, mailPage } from "./pages.ts";

type MailboxEnv = { MAILS: KVNamespace };

/** The e-mail provider of a developer's machine: it speaks Resend's protocol and shows what it received. */
export default {
  async fetch(request, env) {
    const { pathname } = new URL(request.url);
    if (request.method === "POST" && pathname === "/emails") return accept(request, env);
    if (request.method !== "GET") return new Response("Method not allowed", { status: 405 });
    if (pathname === "/mails.json") return Response.json(await everyMail(env));
    if (pathname === "/") return page(inboxPage(await listMails(env)));
    const mail = await env.MAILS.get<Mail>(`mail:${pathname.slice("/mails/".length)}`, "json");
    return mail ? page(mailPage(mail)) : page(inboxPage(await listMails(env)), 404);
  },
} satisfies ExportedHandler<MailboxEnv>;

/** Keeps a mail once: the same `Idempotency-Key` gets the same answer again. */
async function accept(request: Request, env: MailboxEnv): Promise<Response> {
  const parsed = v.safeParse(MailSchema, await request.json().catch(() => null));
  if (!parsed.success) {
    const message = v.flatten(parsed.issues);
    return Response.json({ statusCode: 422, name: "validation_error", message }, { status: 422 });
  }
  const key = request.headers.get("Idempotency-Key");
  const known = key ? await env.MAILS.get(`key:${key}`) : null;
  if (known) return Response.json({ id: known });
  const mail: Mail = { ...parsed.output, id: crypto.randomUUID(), receivedAt: new Date().toISOString() };
  // Listed newest first: keys come back in ascending order.
  const order = String(Number.MAX_SAFE_INTEGER - Date.now()).padStart(16, "0");
  await env.MAILS.put(`mail:${mail.id}`, JSON.stringify(mail));
  await env.MAILS.put(`list:${order}:${mail.id}`, "", {
    metadata: { to: mail.to, subject: mail.subject, receivedAt: mail.receivedAt },
  });
  if (key) await env.MAILS.put(`key:${key}`, mail.id, { expirationTtl: 24 * 3600 });
  return Response.json({ id: mail.id });
}

async function listMails(env: MailboxEnv): Promise<MailEntry[]> {
  const { keys } = await env.MAILS.list<Omit<MailEntry, "id">>({ prefix: "list:", limit: 100 });
  return keys.flatMap(({ name, metadata }) => (metadata ? [{ id: name.split(":")[2] ?? "", ...metadata }] : []));
}

/** Every mail whole, newest first: for tests. */
async function everyMail(env: MailboxEnv): Promise<Mail[]> {
  const entries = await listMails(env);
  const mails = await Promise.all(entries.map(({ id }) => env.MAILS.get<Mail>(`mail:${id}`, "json")));
  return mails.flatMap((mail) => (mail ? [mail] : []));
}

function page(html: string, status = 200): Response {
  return new Response(html, {
    status,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; img-src data:",
    },
  });
}
