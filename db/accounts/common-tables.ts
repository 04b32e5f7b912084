import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { Civility } from "#app/domain/account/account.ts";
import type { AuditEvent } from "#app/domain/account/audit.ts";

// The tables that several rooms need, and those of the work of the site. Conventions as in schema.ts.

/**
 * What a person says of herself, in the form of sign-up and in « Mon compte ». Usernames and addresses are compared by
 * `usernameKey` and `emailKey`.
 */
export const personal = {
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

export const candidateId = () =>
  integer()
    .notNull()
    .references(() => candidates.id, { onDelete: "cascade" });

/**
 * The position of each recurring piece of work: a missed tick then skips nothing, and a doubled one repeats nothing.
 */
export const cursors = sqliteTable("cursors", {
  name: text().primaryKey(),
  position: text().notNull(),
  updatedAt: text().notNull(),
});

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

/** Objects of the bucket that may be deleted from `since` on: nothing names them, or nothing has yet. */
export const r2Garbage = sqliteTable("r2_garbage", {
  key: text().primaryKey(),
  since: text().notNull(),
});

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
