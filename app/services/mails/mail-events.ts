import { HMAC } from "oslo/crypto";
import { base64 } from "oslo/encoding";
import * as v from "valibot";
import { sameText } from "#app/services/secrets.ts";
import type { MailEvent } from "#db/accounts/mails/suppressions.ts";

/** A call of our webhook: a function that reads a header, and the body as received. */
export type WebhookRequest = { header: (name: string) => string | null; body: string };

/** A signed call that is older or newer than this is refused: it may be a replay. */
const TOLERANCE_MS = 5 * 60_000;

/**
 * Reads a webhook call of the mail provider: permanent bounces and complaints. Other events (sent, delayed, delivered)
 * are ignored.
 * @param provider `resend` signs the call with the secret, `brevo` sends the secret as a bearer token
 * @returns `unsigned` when the call is not proved to come from the provider, is too old, or we have no secret;
 * `unreadable` when the body is not JSON
 */
export async function readMailEvents(
  { provider, secret }: { provider: string; secret: string | undefined },
  webhook: WebhookRequest,
  now: Date,
): Promise<MailEvent[] | "unsigned" | "unreadable"> {
  if (!secret) return "unsigned";
  const proved = provider === "resend" ? await isSigned(secret, webhook, now) : hasSecret(secret, webhook);
  if (!proved) return "unsigned";
  const json = parse(webhook.body);
  if (json === null) return "unreadable";
  return provider === "resend" ? readResend(json, webhook.header("svix-id") ?? "") : readBrevo(json);
}

/** https://docs.svix.com/receiving/verifying-payloads/how-manual: one valid signature of the list is enough. */
async function isSigned(secret: string, { header, body }: WebhookRequest, now: Date): Promise<boolean> {
  const [id, timestamp, signatures] = ["svix-id", "svix-timestamp", "svix-signature"].map(header);
  if (!id || !signatures || !/^\d{1,12}$/.test(timestamp ?? "")) return false;
  if (Math.abs(now.getTime() - Number(timestamp) * 1000) > TOLERANCE_MS) return false;
  const key = base64.decode(secret.replace(/^whsec_/, ""), { strict: false });
  const signed = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
  const expected = `v1,${base64.encode(new Uint8Array(await new HMAC("SHA-256").sign(key, signed)))}`;
  return signatures.split(" ").some((signature) => sameText(signature, expected));
}

/** https://developers.brevo.com/docs/secured-webhooks: a bearer token, over HTTPS. */
function hasSecret(secret: string, { header }: WebhookRequest): boolean {
  return sameText(header("Authorization") ?? "", `Bearer ${secret}`);
}

/** https://resend.com/docs/webhooks/emails/bounced */
const ResendEvent = v.object({
  type: v.string(),
  data: v.object({
    to: v.union([v.string(), v.array(v.string())]),
    bounce: v.optional(v.nullable(v.object({ type: v.optional(v.string()) }))),
  }),
});

function readResend(json: unknown, id: string): MailEvent[] {
  const parsed = v.safeParse(ResendEvent, json);
  if (!parsed.success) return [];
  const { type, data } = parsed.output;
  const temporary = data.bounce?.type !== undefined && data.bounce.type !== "Permanent";
  const reason =
    type === "email.complained"
      ? "complaint"
      : (type === "email.bounced" && !temporary) || type === "email.suppressed"
        ? "bounce"
        : null;
  return reason === null ? [] : [{ id: `resend ${id}`, reason, recipients: [data.to].flat() }];
}

/** https://developers.brevo.com/docs/transactional-webhooks: the field `id` names the webhook, not the event. */
const BrevoEvent = v.object({
  event: v.string(),
  email: v.string(),
  "message-id": v.optional(v.string(), ""),
  ts_event: v.optional(v.number(), 0),
});

const BREVO_REASONS: Record<string, MailEvent["reason"]> = {
  hard_bounce: "bounce",
  invalid_email: "bounce",
  blocked: "bounce",
  spam: "complaint",
  complaint: "complaint",
};

/** The body is one event, or a list of events. */
function readBrevo(json: unknown): MailEvent[] {
  return [json].flat().flatMap((each) => {
    const parsed = v.safeParse(BrevoEvent, each);
    if (!parsed.success) return [];
    const { event, email, "message-id": message, ts_event } = parsed.output;
    const reason = BREVO_REASONS[event];
    return reason ? [{ id: `brevo ${message} ${event} ${ts_event}`, reason, recipients: [email] }] : [];
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
