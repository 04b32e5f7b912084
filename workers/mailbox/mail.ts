import * as v from "valibot";

const address = v.pipe(v.string(), v.regex(/^(?:[^<>]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/, "not an address"));

/** A mail as Resend's `POST /emails` takes it: the fields that PASS uses. */
export const MailSchema = v.pipe(
  v.object({
    from: address,
    to: v.union([address, v.pipe(v.array(address), v.minLength(1), v.maxLength(50))]),
    subject: v.pipe(v.string(), v.minLength(1)),
    html: v.optional(v.string(), ""),
    text: v.optional(v.string(), ""),
    headers: v.optional(v.record(v.string(), v.string()), {}),
  }),
  v.check(({ html, text }) => html !== "" || text !== "", "html or text is missing"),
);

export type Mail = v.InferOutput<typeof MailSchema> & { id: string; receivedAt: string };

/** A mail in a list. Numbers (`seq`) follow the order of arrival. */
export type MailEntry = {
  seq: number;
  id: string;
  key: string | null;
  to: string;
  subject: string;
  receivedAt: string;
};
