import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { MailKind } from "#app/domain/mails/mail.ts";

/**
 * The outbox. A page requests a mail (`requested`) without knowing whether there is an account. The `alerts` worker
 * writes and freezes it (`pending`), then sends it under a lease (`sending`). A mail ends as `sent`, `failed` (never
 * taken), `unknown` (perhaps taken, never sent again) or `cancelled`.
 */
export const mails = sqliteTable(
  "mails",
  {
    /** UUID, also the idempotency key at the provider. */
    id: text().primaryKey(),
    kind: text().$type<MailKind>().notNull(),
    /** 0 for a mail that somebody is waiting for, 1 for any other. */
    priority: integer().notNull(),
    /** Whose account the mail is about; null when there is no account, or no longer. */
    candidateId: integer(),
    registrationId: integer(),
    recipient: text().notNull(),
    /** The data that the mail is written from, beside the account. */
    details: text({ mode: "json" }).$type<Record<string, string>>().notNull(),
    subject: text(),
    html: text(),
    text: text(),
    headers: text({ mode: "json" }).$type<Record<string, string>>(),
    /** From whom it is sent, since the provider may have taken it; a later change of `MAIL_FROM` does not change it. */
    sender: text(),
    state: text().$type<"requested" | "pending" | "sending" | "sent" | "failed" | "unknown" | "cancelled">().notNull(),
    attempts: integer().notNull().default(0),
    lastError: text(),
    /** The mail is not tried before this instant. */
    dueAt: text().notNull(),
    leaseUntil: text(),
    firstTriedAt: text(),
    createdAt: text().notNull(),
    doneAt: text(),
  },
  (table) => [
    index("mails_due").on(table.state, table.priority, table.dueAt),
    index("mails_candidate").on(table.candidateId),
    index("mails_registration").on(table.registrationId),
    index("mails_done").on(table.doneAt),
    index("mails_recipient").on(table.recipient),
  ],
);

/** Addresses that bounce for good, or whose owner complained, according to the provider. They get no alerts. */
export const suppressions = sqliteTable("suppressions", {
  emailKey: text().primaryKey(),
  reason: text().$type<"bounce" | "complaint">().notNull(),
  at: text().notNull(),
});

/** Ids of the provider's webhook events, so that an event that comes twice counts once. */
export const providerEvents = sqliteTable(
  "provider_events",
  {
    id: text().primaryKey(),
    at: text().notNull(),
  },
  (table) => [index("provider_events_at").on(table.at)],
);
