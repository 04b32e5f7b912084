import * as v from "valibot";

/** A mail as Resend's `POST /emails` takes it: the fields that PASS uses. */
export const MailSchema = v.object({
  from: v.string(),
  to: v.union([v.string(), v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(50))]),
  subject: v.string(),
  html: v.optional(v.string(), ""),
  text: v.optional(v.string(), ""),
  headers: v.optional(v.record(v.string(), v.string()), {}),
});

export type Mail = v.InferOutput<typeof MailSchema> & { id: string; receivedAt: string };

/** What the inbox lists of a mail. */
export type MailEntry = Pick<Mail, "id" | "to" | "subject" | "receivedAt">;
