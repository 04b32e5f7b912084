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
  | "alert"
  | "recruiter-invitation"
  | "recruiter-log-in"
  | "offer-to-review"
  | "offer-returned"
  | "offer-reminder"
  | "operator-invitation"
  | "operator-log-in"
  | "source-failing"
  | "source-silent";

/** The content of a mail, which no longer changes once it may have been sent. */
export type MailContent = { subject: string; html: string; text: string; headers: Record<string, string> };
