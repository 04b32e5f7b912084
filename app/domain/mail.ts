/** Every mail that the site sends, by what it is for. */
export const MAIL_KINDS = [
  "activation",
  "reset",
  "password-changed",
  "email-change",
  "email-changed",
  "goodbye",
  "retention-warning",
  "retention-goodbye",
  "kept-offer",
  "alert",
] as const;

export type MailKind = (typeof MAIL_KINDS)[number];

/** What the provider is given, frozen before it is first sent. */
export type MailContent = { subject: string; html: string; text: string; headers: Record<string, string> };
