/** Every mail that the site sends, by what it is for. */
export type MailKind =
  | "activation"
  | "reset"
  | "password-changed"
  | "email-change"
  | "email-changed"
  | "goodbye"
  | "retention-warning"
  | "retention-goodbye"
  | "kept-offer"
  | "alert";

/** What the provider is given, frozen before it is first sent. */
export type MailContent = { subject: string; html: string; text: string; headers: Record<string, string> };
