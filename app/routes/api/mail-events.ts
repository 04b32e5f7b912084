import type { ActionFunctionArgs } from "@remix-run/cloudflare";
import { readText } from "#app/http/body.ts";
import { problem } from "#app/http/machines/problem.ts";
import { logEvent } from "#app/services/events.ts";
import { readMailEvents } from "#app/services/mails/mail-events.ts";
import { recordMailEvents } from "#db/accounts/mails/suppressions.ts";

/** The longest body, in bytes. A provider sends a few kilobytes at once. */
const MAX_BYTES = 256_000;

/** `POST /api/v1/mails/evenements`: the mail provider reports bounces and complaints. */
export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  if (request.method !== "POST") return loader();
  const { accounts, env, now } = context;
  const body = await readText(request, MAX_BYTES);
  if (body === null) return problem(400, "Le corps n’est pas de l’UTF-8 valide.");
  if (typeof body !== "string") return problem(413, "Un envoi tient en 256 ko.");
  const events = await readMailEvents(
    { provider: env.MAIL_PROVIDER, secret: env.MAIL_WEBHOOK_SECRET },
    { header: (name) => request.headers.get(name), body },
    now,
  );
  if (events === "unsigned")
    return problem(401, "Cet envoi n’est pas signé par le fournisseur de messagerie, ou trop ancien.");
  if (events === "unreadable") return problem(400, "Le corps n’est pas du JSON.");
  if (events.length > 0) {
    await recordMailEvents(accounts, events, now);
    for (const { reason } of events) logEvent("mail-event", { reason });
  }
  return new Response(null, { status: 204, headers: { "Cache-Control": "no-store" } });
}

/** A GET says what the address is for. */
export function loader(): Response {
  return problem(405, "Cette adresse n’accepte que POST.", { headers: { Allow: "POST" } });
}
