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

const TIMEOUT_MS = 10_000;
const HOUR = 3_600_000;

/** The provider that the settings choose. @throws when there is no such provider, or no key */
export function openMailProvider(settings: MailSettings): MailProvider {
  if (!settings.key) throw new Error("MAIL_KEY is not set");
  if (settings.provider === "resend") {
    return { keyTtlMs: 24 * HOUR, send: (mail) => post(settings, resendRequest(settings, mail)) };
  }
  if (settings.provider === "brevo") {
    return { keyTtlMs: HOUR / 2, send: (mail) => post(settings, brevoRequest(settings, mail)) };
  }
  throw new Error(`MAIL_PROVIDER: no such provider as ${settings.provider}`);
}

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

async function post({ url }: MailSettings, { path, headers, body }: ProviderRequest): Promise<Delivery> {
  let response: Response;
  try {
    response = await fetch(new URL(path, url), {
      method: "POST",
      headers: { ...headers, "Content-Type": "application/json", "User-Agent": "PASS" },
      body: JSON.stringify(body),
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.body?.cancel();
  } catch (error) {
    return { lost: error instanceof Error ? error.name : "error" };
  }
  return judge(response);
}

/** What an answer means. Its body is never looked at: a proxy's page can stand in it. */
function judge({ status, headers }: Response): Delivery {
  if (status >= 200 && status < 300) return "accepted";
  if (status === 429) return { retry: "429", afterSeconds: retryAfter(headers.get("Retry-After")) };
  // Another sending under the same key is under way: its answer is not known here.
  if (status === 409 || status === 408) return { lost: String(status) };
  // A key, an account or an address of ours that is wrong is mended by people: nothing is given up for it.
  if (status === 401 || status === 403 || status === 404 || (status >= 300 && status < 400)) {
    return { retry: String(status), afterSeconds: 300 };
  }
  if (status >= 400 && status < 500) return { refused: String(status) };
  return { lost: String(status) };
}

function retryAfter(header: string | null): number | null {
  const seconds = Number(header);
  return header !== null && Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, 3600) : null;
}
