import * as v from "valibot";
import { milliseconds } from "#app/domain/time.ts";

/**
 * A mail as the provider gets it. Its content is frozen, and `id` is the idempotency key: the provider takes it once.
 */
export type OutgoingMail = {
  id: string;
  /** `PASS <ne-pas-repondre@example.fr>`. */
  from: string;
  recipient: string;
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
};

export type Delivery =
  | "accepted"
  /**
   * The provider has taken a mail with the same key and other content. If this mail may have been taken before, it is
   * the same mail, whose recipient was changed since.
   */
  | "known"
  /** Not taken for now: `retry` is the reason, `afterSeconds` the delay that the provider asks for. */
  | { retry: string; afterSeconds: number | null }
  /** Refused for good, with the reason. */
  | { refused: string }
  /** The answer is missing or unclear, so the mail may have been taken. It must be retried under the same key. */
  | { lost: string };

export type MailProvider = {
  /**
   * How long the provider remembers an idempotency key, in milliseconds. After that, a lost mail must not be retried.
   */
  keyTtlMs: number;
  /** The sender of mails that were never tried. */
  from: string;
  send: (mail: OutgoingMail) => Promise<Delivery>;
};

export type MailSettings = {
  /** `resend` or `brevo`. */
  provider: string;
  url: string;
  key: string;
  from: string;
};

/** For the whole answer, its body included. */
const TIMEOUT_MS = 10_000;
/** No answer of a provider is longer: a longer one is a page of some proxy. */
const ANSWER_BYTES = 64_000;
const HOUR = 3_600_000;

/**
 * The provider that the settings name. Its `send` never throws: a failed call is `lost`.
 * @throws when there is no such provider, or no key
 */
export function openMailProvider(settings: MailSettings): MailProvider {
  const { from } = settings;
  if (!settings.key) throw new Error("MAIL_KEY is not set");
  if (settings.provider === "resend") {
    return { keyTtlMs: 24 * HOUR, from, send: (mail) => post(settings, resendRequest(settings, mail), ResendAnswer) };
  }
  if (settings.provider === "brevo") {
    return { keyTtlMs: HOUR / 2, from, send: (mail) => post(settings, brevoRequest(settings, mail), BrevoAnswer) };
  }
  throw new Error(`MAIL_PROVIDER: no such provider as ${settings.provider}`);
}

/** The answer of each provider when it has taken a mail. */
const ResendAnswer = v.object({ id: v.string() });
const BrevoAnswer = v.object({ messageId: v.string() });
/** https://resend.com/docs/dashboard/emails/idempotency-keys: the key was used before, with another body. */
const OtherPayload = v.object({ name: v.literal("invalid_idempotent_request") });

type ProviderRequest = { path: string; headers: Record<string, string>; body: unknown };

/** https://resend.com/docs/api-reference/emails/send-email */
function resendRequest({ key }: MailSettings, mail: OutgoingMail): ProviderRequest {
  const { id, from, recipient, subject, html, text, headers } = mail;
  return {
    path: "/emails",
    headers: { Authorization: `Bearer ${key}`, "Idempotency-Key": id },
    body: { from, to: [recipient], subject, html, text, headers },
  };
}

/** https://developers.brevo.com/reference/sendtransacemail: the idempotency key is one of the headers of the mail. */
function brevoRequest({ key }: MailSettings, mail: OutgoingMail): ProviderRequest {
  const { id, from, recipient, subject, html, text, headers } = mail;
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
    // Only the provider's own answer proves that it has taken a mail: a proxy's page can be a 200 too.
    if (response.ok)
      return v.is(expectedAnswer, await readJson(response)) ? "accepted" : { lost: `${response.status}, unreadable` };
    // Under this key the provider has taken a mail of other content: this one, before its recipient changed.
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

/** What a status of failure means. The body is not read, since it may be a proxy's page. */
function deliveryOf({ status, headers }: Response): Delivery {
  if (status === 429) return { retry: "429", afterSeconds: retryAfter(headers) };
  // Another request under the same key is, or was, under way: its outcome is not known here.
  if (status === 409 || status === 408 || status === 425) return { lost: String(status) };
  // Our API key, account or URL is wrong. People correct that, so no mail is given up for it.
  if ([401, 402, 403, 404, 405].includes(status) || (status >= 300 && status < 400)) {
    return { retry: String(status), afterSeconds: 300 };
  }
  if (status >= 400 && status < 500) return { refused: String(status) };
  return { lost: String(status) };
}

/** `Retry-After` in seconds, an hour at most, whether it is a number or a date; null without the header. */
function retryAfter(headers: Headers): number | null {
  const header = headers.get("Retry-After");
  if (header === null) return null;
  const date = milliseconds(header) - milliseconds(headers.get("Date") ?? "");
  const seconds = /^\d{1,9}$/.test(header.trim()) ? Number(header) : Math.ceil(date / 1000);
  return Number.isNaN(seconds) ? null : Math.min(Math.max(seconds, 0), 3600);
}
