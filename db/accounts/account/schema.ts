import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { candidateId, personal } from "#db/accounts/common-tables.ts";

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
