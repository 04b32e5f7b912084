import * as v from "valibot";
import { milliseconds } from "#app/domain/time.ts";

/** A mail as it goes out: frozen, under the key that makes the provider take it once. */
export type OutgoingMail = {
  id: string;
  recipient: string;
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
};

export type Delivery =
  | "accepted"
  /** Another mail came under its key before: this one, with another address or sender, if it may have been taken. */
  | "known"
  /** Not taken, and may be sent again: after so many seconds when the provider says so. */
  | { retry: string; afterSeconds: number | null }
  /** Never will be. */
  | { refused: string }
  /** No answer that tells: it may have been taken. The same key must be used again. */
  | { lost: string };

export type MailProvider = {
  /** How long the provider knows a key again, in milliseconds: later, a mail that was lost may not be sent again. */
  keyTtlMs: number;
  send: (mail: OutgoingMail) => Promise<Delivery>;
};

export type MailSettings = {
  /** `resend` or `brevo`. */
  provider: string;
  url: string;
  key: string;
  from: string;
};

/** For the answer whole, its body included. */
const TIMEOUT_MS = 10_000;
/** No answer of a provider is longer: what is, is a page of somebody in between. */
const ANSWER_BYTES = 64_000;
const HOUR = 3_600_000;

/** The provider that the settings choose. @throws when there is no such provider, or no key */
export function openMailProvider(settings: MailSettings): MailProvider {
  if (!settings.key) throw new Error("MAIL_KEY is not set");
  if (settings.provider === "resend") {
    return { keyTtlMs: 24 * HOUR, send: (mail) => post(settings, resendRequest(settings, mail), ResendAnswer) };
  }
  if (settings.provider === "brevo") {
    return { keyTtlMs: HOUR / 2, send: (mail) => post(settings, brevoRequest(settings, mail), BrevoAnswer) };
  }
  throw new Error(`MAIL_PROVIDER: no such provider as ${settings.provider}`);
}

/** What each says when it has taken a mail. */
const ResendAnswer = v.object({ id: v.string() });
const BrevoAnswer = v.object({ messageId: v.string() });
/** https://resend.com/docs/dashboard/emails/idempotency-keys: the key came before, with another body. */
const OtherPayload = v.object({ name: v.literal("invalid_idempotent_request") });

type ProviderRequest = { path: string; headers: Record<string, string>; body: unknown };

/** https://resend.com/docs/api-reference/emails/send-email */
function resendRequest({ key, from }: MailSettings, mail: OutgoingMail): ProviderRequest {
  const { id, recipient, subject, html, text, headers } = mail;
  return {
    path: "/emails",
    headers: { Authorization: `Bearer ${key}`, "Idempotency-Key": id },
    body: { from, to: [recipient], subject, html, text, headers },
  };
}

/** https://developers.brevo.com/reference/sendtransacemail: the key goes with the headers of the mail. */
function brevoRequest({ key, from }: MailSettings, mail: OutgoingMail): ProviderRequest {
  const { id, recipient, subject, html, text, headers } = mail;
  const [, name = "PASS", email = from] = /^(.*?)\s*<(.+)>$/.exec(from) ?? [];
  return {
    path: "/v3/smtp/email",
    headers: { "api-key": key },
    body: {
      sender: { name, email },
      to: [{ email: recipient }],
      subject,
      htmlContent: html,
      textContent: text,
      headers: { ...headers, idempotencyKey: id },
    },
  };
}

async function post(
  { url }: MailSettings,
  { path, headers, body }: ProviderRequest,
  expectedAnswer: typeof ResendAnswer | typeof BrevoAnswer,
): Promise<Delivery> {
  try {
    const response = await fetch(new URL(path, url), {
      method: "POST",
      headers: { ...headers, "Content-Type": "application/json", "User-Agent": "PASS" },
      body: JSON.stringify(body),
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    // Only the provider's own words say that it has taken a mail: a page in between can answer 200 too.
    if (response.ok)
      return v.is(expectedAnswer, await readJson(response)) ? "accepted" : { lost: `${response.status}, unreadable` };
    // Under this key it has taken another mail: this one before its address, or that of the sender, was changed.
    if (response.status === 409 && v.is(OtherPayload, await readJson(response))) return "known";
    await response.body?.cancel();
    return deliveryOf(response);
  } catch (error) {
    return { lost: error instanceof Error ? error.name : "error" };
  }
}

async function readJson(response: Response): Promise<unknown> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > ANSWER_BYTES) return null;
  }
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What an answer that is no success means, whatever its body: a proxy's page can stand in it. */
function deliveryOf({ status, headers }: Response): Delivery {
  if (status === 429) return { retry: "429", afterSeconds: retryAfter(headers) };
  // Another sending under the same key is under way, or has been: its answer is not known here.
  if (status === 409 || status === 408 || status === 425) return { lost: String(status) };
  // A key, an account or an address of ours that is wrong is mended by people: nothing is given up for it.
  if ([401, 402, 403, 404, 405].includes(status) || (status >= 300 && status < 400)) {
    return { retry: String(status), afterSeconds: 300 };
  }
  if (status >= 400 && status < 500) return { refused: String(status) };
  return { lost: String(status) };
}

/** In seconds, whether it is said so or as a date; null when it is not said, an hour at most. */
function retryAfter(headers: Headers): number | null {
  const header = headers.get("Retry-After");
  if (header === null) return null;
  const date = milliseconds(header) - milliseconds(headers.get("Date") ?? "");
  const seconds = /^\d{1,9}$/.test(header.trim()) ? Number(header) : Math.ceil(date / 1000);
  return Number.isNaN(seconds) ? null : Math.min(Math.max(seconds, 0), 3600);
}
