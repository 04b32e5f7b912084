import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { OperatorEvent, OperatorSubject } from "#app/domain/operations/operator.ts";

// The tables of those who operate the site. No row of a candidate refers to them. Conventions as in ../schema.ts.

/** Those who operate the site. They log in by a link in a mail, then by a code of their phone. */
export const operators = sqliteTable(
  "operators",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    email: text().notNull(),
    emailKey: text().notNull(),
    /** The secret of the codes, encrypted; null until the first login, and after a reset. */
    totpSecret: text(),
    /** The last step (of 30 s, since 1970) whose code was accepted: a code is accepted once. */
    totpStep: integer(),
    createdAt: text().notNull(),
    /** Null until the first login with both factors. */
    lastLoginAt: text(),
  },
  (table) => [uniqueIndex("operators_email").on(table.emailKey)],
);

const operatorId = () =>
  integer()
    .notNull()
    .references(() => operators.id, { onDelete: "cascade" });

/** Login links that were mailed. An operator has one at most: a newer link replaces the older one. */
export const operatorTokens = sqliteTable(
  "operator_tokens",
  {
    operatorId: operatorId().primaryKey(),
    hash: text().notNull(),
    expiresAt: text().notNull(),
  },
  (table) => [uniqueIndex("operator_tokens_hash").on(table.hash)],
);

/** Logins whose link was used, and whose code is still awaited. They open nothing but the page of the code. */
export const operatorChallenges = sqliteTable(
  "operator_challenges",
  {
    id: text().primaryKey(),
    secretHash: text().notNull(),
    operatorId: operatorId(),
    /** The secret that a first login proposes, encrypted: it counts once a code of it was given. */
    proposedSecret: text().notNull(),
    expiresAt: text().notNull(),
  },
  (table) => [uniqueIndex("operator_challenges_operator").on(table.operatorId)],
);

/** Codes on paper, each for one login without the phone. A code that was used is deleted. */
export const operatorRescueCodes = sqliteTable(
  "operator_rescue_codes",
  {
    hash: text().primaryKey(),
    operatorId: operatorId(),
  },
  (table) => [index("operator_rescue_codes_operator").on(table.operatorId)],
);

/** Sessions, opened after both factors. An operator has one at most: a login ends the one before. */
export const operatorSessions = sqliteTable(
  "operator_sessions",
  {
    id: text().primaryKey(),
    secretHash: text().notNull(),
    operatorId: operatorId(),
    createdAt: text().notNull(),
    seenAt: text().notNull(),
  },
  (table) => [uniqueIndex("operator_sessions_operator").on(table.operatorId)],
);

/**
 * What operators did, and which person's data they looked at. Triggers refuse every change of a row, and its deletion
 * for twelve months. Rows outlive the operators.
 */
export const operatorAudit = sqliteTable(
  "operator_audit",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    /** Null for a command of `npm run operate`. */
    operatorId: integer(),
    /** The operator's address at that time, or `COMMAND_LINE`. */
    actor: text().notNull(),
    event: text().$type<OperatorEvent>().notNull(),
    subjectKind: text().$type<OperatorSubject>(),
    /** The id or the reference of the subject. Of a candidate, her number only. */
    subject: text(),
    reason: text(),
    at: text().notNull(),
  },
  (table) => [
    index("operator_audit_actor").on(table.actor, table.id),
    index("operator_audit_subject").on(table.subjectKind, table.subject, table.id),
    index("operator_audit_at").on(table.at),
  ],
);
