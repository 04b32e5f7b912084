import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { Civility } from "#app/domain/account/account.ts";
import type { AuditEvent } from "#app/domain/account/audit.ts";
import type { Cadence } from "#app/domain/alerts/alert.ts";
import type { DocumentKind } from "#app/domain/documents/document.ts";
import type { DocumentFormat } from "#app/domain/documents/formats.ts";
import type { MailKind } from "#app/domain/mails/mail.ts";

// One file for every room: what is held of candidates is one list, which their export and their erasure are tested against,
// table by table. Those who publish and who operate have tables of their own (publishing/schema.ts, operations/schema.ts).
// Instants are ISO 8601 in UTC, days YYYY-MM-DD. Of a secret, only the SHA-256 is stored, in hexadecimal.

/**
 * The position of each recurring piece of work: a missed tick then skips nothing, and a doubled one repeats nothing.
 */
export const cursors = sqliteTable("cursors", {
  name: text().primaryKey(),
  position: text().notNull(),
  updatedAt: text().notNull(),
});

/**
 * What a person says of herself, in the form of sign-up and in « Mon compte ». Usernames and addresses are compared by
 * `usernameKey` and `emailKey`.
 */
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

/** An accepted form of sign-up, until its address is confirmed, or for seven days. It reserves its username. */
export const registrations = sqliteTable(
  "registrations",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    ...personal,
    /** The draft that holds the files of the form. A draft that is sent twice is one registration. */
    draft: text().notNull(),
    expiresAt: text().notNull(),
    /** The hash of the link in the last mail; null until that mail is written. */
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

/** Persons whose address is confirmed. */
export const candidates = sqliteTable(
  "candidates",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    ...personal,
    /** When a session was last opened: accounts that nobody uses are erased. */
    lastLoginAt: text().notNull(),
    retentionWarnedAt: text(),
    /** Whether she wants a mail when a kept offer closes soon or is withdrawn. */
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
    /** « Firefox sur Android », so that she recognises her devices. */
    device: text().notNull(),
    createdAt: text().notNull(),
    seenAt: text().notNull(),
    /** When the password was last given in this session. */
    confirmedAt: text().notNull(),
  },
  (table) => [index("sessions_candidate").on(table.candidateId), index("sessions_created").on(table.createdAt)],
);

/** Links that were sent by mail. A candidate has one of each kind: a newer link replaces the older one. */
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

/** How often an action was tried in the window that ends at `endsAt`. Keys are signed, so that no address can be guessed from them. */
export const throttles = sqliteTable(
  "throttles",
  {
    key: text().primaryKey(),
    count: integer().notNull(),
    endsAt: text().notNull(),
  },
  (table) => [index("throttles_ends").on(table.endsAt)],
);

/** Security events of an account, which its owner sees as « Activité récente ». */
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
    /** Whether nobody opens the file without a password. */
    locked: integer({ mode: "boolean" }).notNull().default(false),
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

/** The offers that a candidate keeps, with their titles of that day, since the catalogue is another database. */
export const keptOffers = sqliteTable(
  "kept_offers",
  {
    candidateId: candidateId(),
    offerId: integer().notNull(),
    reference: text().notNull(),
    title: text().notNull(),
    keptAt: text().notNull(),
    /** When she learned, by mail or on her page, that the offer closes soon, or that it is over. */
    closingToldAt: text(),
    withdrawnToldAt: text(),
  },
  (table) => [primaryKey({ columns: [table.candidateId, table.offerId] })],
);

/** Searches that candidates have saved. The bell is on when there is a cadence. */
export const savedSearches = sqliteTable(
  "saved_searches",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    candidateId: candidateId(),
    name: text().notNull(),
    /** The canonical query, without order and page: equal searches have equal strings. */
    criteria: text().notNull(),
    /** The FTS5 expression that pages and alerts run, compiled by version `textVersion` (`COMPILED_VERSION`). */
    match: text().notNull(),
    textVersion: integer().notNull(),
    cadence: text().$type<Cadence>(),
    /** The alert finds only offers with a greater id. */
    sinceOfferId: integer().notNull(),
    /** The newest offer when the results were last opened: offers with a greater id are new. */
    seenOfferId: integer().notNull(),
    /** Why the search matches nothing until its owner corrects it; null when it works. */
    broken: text().$type<"criteria" | "expression">(),
    createdAt: text().notNull(),
    /** When it was deleted. The row stays an hour, so that the deletion can be undone. */
    deletedAt: text(),
  },
  (table) => [
    uniqueIndex("saved_searches_criteria").on(table.candidateId, table.criteria),
    index("saved_searches_version").on(table.textVersion),
    index("saved_searches_deleted").on(table.deletedAt).where(sql`deleted_at IS NOT NULL`),
  ],
);

/**
 * The search tokens of each saved search: every offer that the search finds holds at least one of them. With few fresh
 * offers, only the searches that share a token with them are run. A search that any offer may match has the token that
 * every offer holds.
 */
export const searchTokens = sqliteTable(
  "search_tokens",
  {
    token: text().notNull(),
    savedSearchId: integer()
      .notNull()
      .references(() => savedSearches.id, { onDelete: "cascade" }),
  },
  (table) => [
    primaryKey({ columns: [table.token, table.savedSearchId] }),
    index("search_tokens_search").on(table.savedSearchId),
  ],
);

/** Matching runs. Each matches the offers after `fromOfferId`, up to `toOfferId`, with slices of the saved searches. */
export const alertRuns = sqliteTable(
  "alert_runs",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    fromOfferId: integer().notNull(),
    toOfferId: integer().notNull(),
    /** `copying` until the fresh offers are in `fresh_offers_fts`. */
    state: text().$type<"copying" | "matching" | "done">().notNull(),
    slices: integer().notNull(),
    offers: integer().notNull(),
    startedAt: text().notNull(),
    finishedAt: text(),
  },
  (table) => [
    uniqueIndex("alert_runs_from").on(table.fromOfferId),
    index("alert_runs_open").on(table.id).where(sql`state <> 'done'`),
  ],
);

/** The slices of each run that are matched. */
export const alertSlices = sqliteTable(
  "alert_slices",
  {
    runId: integer().notNull(),
    slice: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.slice] })],
);

/** Pairs of a saved search and an offer that it found while its bell was on. */
export const alertMatches = sqliteTable(
  "alert_matches",
  {
    savedSearchId: integer()
      .notNull()
      .references(() => savedSearches.id, { onDelete: "cascade" }),
    offerId: integer().notNull(),
    candidateId: candidateId(),
    /** When its mail is due: at once, or at the next digest, at seven in Paris. */
    dueAt: text().notNull(),
    /** `pending` until a mail lists the pair. A pair that is no longer to be mailed is deleted. */
    state: text().$type<"pending" | "mailed">().notNull(),
    mailId: text(),
  },
  (table) => [
    primaryKey({ columns: [table.savedSearchId, table.offerId] }),
    index("alert_matches_due").on(table.dueAt, table.candidateId).where(sql`state = 'pending'`),
    index("alert_matches_candidate").on(table.candidateId, table.state),
    index("alert_matches_mail").on(table.mailId),
  ],
);

/** The offers that a candidate has been mailed: each offer once, whichever search found it. */
export const mailedOffers = sqliteTable(
  "mailed_offers",
  {
    candidateId: candidateId(),
    offerId: integer().notNull(),
    mailId: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.candidateId, table.offerId] }),
    index("mailed_offers_mail").on(table.mailId),
  ],
);

/** The offers of each alert mail, for the page that shows exactly these. */
export const snapshots = sqliteTable(
  "snapshots",
  {
    mailId: text().primaryKey(),
    candidateId: candidateId(),
    offerIds: text({ mode: "json" }).$type<number[]>().notNull(),
    createdAt: text().notNull(),
  },
  (table) => [index("snapshots_candidate").on(table.candidateId), index("snapshots_created").on(table.createdAt)],
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

/** Messages that the queue gave up delivering. */
export const deadLetters = sqliteTable(
  "dead_letters",
  {
    id: text().primaryKey(),
    body: text().notNull(),
    at: text().notNull(),
  },
  (table) => [index("dead_letters_at").on(table.at)],
);

/** Settings of the operators: what they have switched off, since when, and what people are told of it. */
export const settings = sqliteTable("settings", {
  name: text().primaryKey(),
  value: text().notNull(),
});
