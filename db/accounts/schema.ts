import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { Civility } from "#app/domain/account.ts";
import type { AuditEvent } from "#app/domain/audit.ts";
import type { DocumentFormat, DocumentKind } from "#app/domain/document.ts";
import type { MailKind } from "#app/domain/mail.ts";

// Instants are ISO 8601 in UTC, days YYYY-MM-DD. Secrets are kept as SHA-256 in hexadecimal, never themselves.

/** How far each recurring piece of work has come, so that a missed or doubled tick loses and repeats nothing. */
export const cursors = sqliteTable("cursors", {
  name: text().primaryKey(),
  position: text().notNull(),
  updatedAt: text().notNull(),
});

/** What a person says of herself, in the form and in « Mon compte ». The keys are what is compared: `usernameKey`, `emailKey`. */
const personal = {
  username: text().notNull(),
  usernameKey: text().notNull(),
  email: text().notNull(),
  emailKey: text().notNull(),
  passwordHash: text().notNull(),
  civility: text().$type<Civility>(),
  firstName: text().notNull(),
  lastName: text().notNull(),
  phone: text(),
  level: integer(),
  /** RMFP code. */
  domain: text(),
  availableOn: text(),
  consentedAt: text().notNull(),
  createdAt: text().notNull(),
};

/** A form of sign-up that was accepted, until its address is confirmed, or for seven days: it reserves its username. */
export const registrations = sqliteTable(
  "registrations",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    ...personal,
    /** Holds the files sent with the form. The same draft sent twice is one registration. */
    draft: text().notNull(),
    expiresAt: text().notNull(),
    /** The link of the last mail; null until it is written. */
    tokenHash: text(),
    tokenExpiresAt: text(),
  },
  (table) => [
    uniqueIndex("registrations_username").on(table.usernameKey),
    uniqueIndex("registrations_draft").on(table.draft),
    uniqueIndex("registrations_token").on(table.tokenHash),
    index("registrations_email").on(table.emailKey),
    index("registrations_expires").on(table.expiresAt),
  ],
);

/** Somebody whose address is confirmed. */
export const candidates = sqliteTable(
  "candidates",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    ...personal,
    /** Last time that a session was opened: accounts nobody uses are erased. */
    lastLoginAt: text().notNull(),
    retentionWarnedAt: text(),
    /** Wants a mail when a kept offer closes soon or is withdrawn. */
    keptOfferNotices: integer({ mode: "boolean" }).notNull().default(false),
  },
  (table) => [
    uniqueIndex("candidates_username").on(table.usernameKey),
    uniqueIndex("candidates_email").on(table.emailKey),
    index("candidates_last_login").on(table.lastLoginAt),
  ],
);

const candidateId = () =>
  integer()
    .notNull()
    .references(() => candidates.id, { onDelete: "cascade" });

export const sessions = sqliteTable(
  "sessions",
  {
    id: text().primaryKey(),
    secretHash: text().notNull(),
    candidateId: candidateId(),
    /** « Firefox sur Android »: what she recognises her devices by. */
    device: text().notNull(),
    createdAt: text().notNull(),
    seenAt: text().notNull(),
    /** When the password was last given in this session. */
    confirmedAt: text().notNull(),
  },
  (table) => [index("sessions_candidate").on(table.candidateId), index("sessions_created").on(table.createdAt)],
);

/** Links of mails: one of each kind for a candidate, the newest. */
export const tokens = sqliteTable(
  "tokens",
  {
    hash: text().primaryKey(),
    kind: text().$type<"reset" | "email">().notNull(),
    candidateId: candidateId(),
    /** The address to be confirmed, for `email`. */
    email: text(),
    expiresAt: text().notNull(),
  },
  (table) => [
    uniqueIndex("tokens_candidate").on(table.candidateId, table.kind),
    index("tokens_expires").on(table.expiresAt),
  ],
);

/** How often something was tried in the window that ends at `endsAt`. Keys are hashed: no address, no name in clear. */
export const throttles = sqliteTable(
  "throttles",
  {
    key: text().primaryKey(),
    count: integer().notNull(),
    endsAt: text().notNull(),
  },
  (table) => [index("throttles_ends").on(table.endsAt)],
);

/** What happened to the security of an account, shown to its owner as « Activité récente ». */
export const audit = sqliteTable(
  "audit",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    candidateId: candidateId(),
    event: text().$type<AuditEvent>().notNull(),
    device: text(),
    at: text().notNull(),
  },
  (table) => [index("audit_candidate").on(table.candidateId, table.id), index("audit_at").on(table.at)],
);

/** A file in the bucket, held by a candidate or by the draft of a form. At most three of a kind: the slots. */
export const documents = sqliteTable(
  "documents",
  {
    /** 128 random bits; the object is `documents/<id>`. */
    id: text().primaryKey(),
    candidateId: integer().references(() => candidates.id, { onDelete: "cascade" }),
    draft: text(),
    kind: text().$type<DocumentKind>().notNull(),
    slot: integer().notNull(),
    name: text().notNull(),
    format: text().$type<DocumentFormat>().notNull(),
    /** Bytes. */
    size: integer().notNull(),
    /** `pending` until the object is in the bucket: the row comes first. */
    storage: text().$type<"pending" | "ready">().notNull(),
    scan: text().$type<"not_scanned" | "clean" | "refused" | "error">().notNull(),
    createdAt: text().notNull(),
  },
  (table) => [
    uniqueIndex("documents_candidate").on(table.candidateId, table.kind, table.slot),
    uniqueIndex("documents_draft").on(table.draft, table.kind, table.slot),
    index("documents_pending").on(table.createdAt).where(sql`storage = 'pending'`),
    index("documents_unscanned").on(table.createdAt).where(sql`scan IN ('not_scanned', 'error')`),
    check("documents_one_holder", sql`(candidate_id IS NULL) <> (draft IS NULL)`),
    check("documents_three_slots", sql`slot BETWEEN 1 AND 3`),
  ],
);

/** Objects of the bucket that may be deleted from `since` on: nothing names them, or nothing has yet. */
export const r2Garbage = sqliteTable("r2_garbage", {
  key: text().primaryKey(),
  since: text().notNull(),
});

/**
 * The outbox. A mail is `requested` by a page, which knows nothing of accounts; written and frozen by the `alerts` worker
 * (`pending`); `sending` under a lease; then `sent`, `failed` (refused for good), `unknown` (may have been sent: never
 * sent again) or `cancelled`.
 */
export const mails = sqliteTable(
  "mails",
  {
    /** UUID, also the idempotency key at the provider. */
    id: text().primaryKey(),
    kind: text().$type<MailKind>().notNull(),
    /** 0 for what somebody is waiting for, 1 for the rest. */
    priority: integer().notNull(),
    /** Who it speaks of; null for somebody who has no account, or no longer. */
    candidateId: integer(),
    registrationId: integer(),
    recipient: text().notNull(),
    /** What the writing of it needs beside the account. */
    details: text({ mode: "json" }).$type<Record<string, string>>().notNull(),
    subject: text(),
    html: text(),
    text: text(),
    headers: text({ mode: "json" }).$type<Record<string, string>>(),
    state: text().$type<"requested" | "pending" | "sending" | "sent" | "failed" | "unknown" | "cancelled">().notNull(),
    attempts: integer().notNull().default(0),
    lastError: text(),
    /** Not to be tried before. */
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
  ],
);

/** The offers that a candidate has put aside, with their titles of that day: the catalogue is another database. */
export const keptOffers = sqliteTable(
  "kept_offers",
  {
    candidateId: candidateId(),
    offerId: integer().notNull(),
    reference: text().notNull(),
    title: text().notNull(),
    keptAt: text().notNull(),
    /** When she was told that it closes soon, or that it is withdrawn. */
    closingToldAt: text(),
    withdrawnToldAt: text(),
  },
  (table) => [primaryKey({ columns: [table.candidateId, table.offerId] })],
);
