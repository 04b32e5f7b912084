import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { PublishingEvent, RecruiterRole } from "#app/domain/publishing/recruiter.ts";

// The tables of those who publish. No row of a candidate refers to them, nor they to one. Conventions as in ../schema.ts.

/** Administrations whose people publish here, with what their administrators chose. Candidates have nothing here. */
export const publishers = sqliteTable("publishers", {
  /** The slug of the administration, as in the catalogue. */
  administration: text().primaryKey(),
  label: text().notNull(),
  /** Whether an administrator reads each offer again before it is published. */
  review: integer({ mode: "boolean" }).notNull().default(false),
  createdAt: text().notNull(),
});

/** Mail domains whose owners may join an administration by themselves. */
export const publisherDomains = sqliteTable(
  "publisher_domains",
  {
    /** Lower case, without « @ ». */
    domain: text().primaryKey(),
    administration: text()
      .notNull()
      .references(() => publishers.administration, { onDelete: "cascade" }),
    createdAt: text().notNull(),
  },
  (table) => [index("publisher_domains_administration").on(table.administration)],
);

/** People who publish for one administration. They log in by a link in a mail, and have no password. */
export const recruiters = sqliteTable(
  "recruiters",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    administration: text()
      .notNull()
      .references(() => publishers.administration),
    role: text().$type<RecruiterRole>().notNull(),
    email: text().notNull(),
    emailKey: text().notNull(),
    /** Null until she gives it. */
    name: text(),
    createdAt: text().notNull(),
    /** Null until her first login. */
    lastLoginAt: text(),
  },
  (table) => [
    uniqueIndex("recruiters_email").on(table.emailKey),
    index("recruiters_administration").on(table.administration, table.id),
  ],
);

const recruiterId = () =>
  integer()
    .notNull()
    .references(() => recruiters.id, { onDelete: "cascade" });

export const recruiterSessions = sqliteTable(
  "recruiter_sessions",
  {
    id: text().primaryKey(),
    secretHash: text().notNull(),
    recruiterId: recruiterId(),
    device: text().notNull(),
    createdAt: text().notNull(),
  },
  (table) => [
    index("recruiter_sessions_recruiter").on(table.recruiterId),
    index("recruiter_sessions_created").on(table.createdAt),
  ],
);

/** Login links that were mailed. Each address has one at most: a newer link replaces the older one. */
export const recruiterTokens = sqliteTable(
  "recruiter_tokens",
  {
    emailKey: text().primaryKey(),
    hash: text().notNull(),
    /** The address as it was typed, and the administration that she joins when she is not a recruiter yet. */
    email: text().notNull(),
    administration: text().notNull(),
    expiresAt: text().notNull(),
  },
  (table) => [
    uniqueIndex("recruiter_tokens_hash").on(table.hash),
    index("recruiter_tokens_expires").on(table.expiresAt),
  ],
);

/**
 * Offers written in the form of the site. The row stays after publication: it is what a later edit begins with.
 * `releasing`: its references are chosen, and the catalogue may not have all of them yet; a tick finishes that.
 */
export const drafts = sqliteTable(
  "drafts",
  {
    /** 128 random bits. */
    id: text().primaryKey(),
    administration: text()
      .notNull()
      .references(() => publishers.administration),
    /** Who wrote it; null once she has left. */
    recruiterId: integer().references(() => recruiters.id, { onDelete: "set null" }),
    state: text().$type<"draft" | "review" | "releasing" | "released">().notNull(),
    /** The fields of the form as they were typed. */
    typed: text({ mode: "json" }).$type<Record<string, string>>().notNull(),
    /** The title as typed, to list and to search. */
    title: text().notNull(),
    /** Counts the times it was saved: of two windows, the one that is behind does not overwrite the other. */
    version: integer().notNull(),
    /** The references of its offers, one a place; empty before the first publication. */
    refs: text({ mode: "json" }).$type<string[]>().notNull(),
    /** The `version` that the catalogue has; null before the first publication. */
    releasedVersion: integer(),
    /** What the administrator who read it again answered. */
    answer: text(),
    /** The reminders that were mailed about its offers: each is a day and how it was told. */
    reminded: text({ mode: "json" }).$type<string[]>().notNull(),
    createdAt: text().notNull(),
    updatedAt: text().notNull(),
    releasedAt: text(),
    /** The instant from which its next reminder may be due; null when none is. */
    remindAt: text(),
  },
  (table) => [
    index("drafts_administration").on(table.administration, table.state, table.updatedAt),
    index("drafts_recruiter").on(table.recruiterId),
    index("drafts_releasing").on(table.updatedAt).where(sql`state = 'releasing'`),
    index("drafts_remind").on(table.remindAt).where(sql`remind_at IS NOT NULL`),
  ],
);

/** The references of the offers that each draft became, to find the draft of an offer. */
export const draftReferences = sqliteTable(
  "draft_references",
  {
    reference: text().primaryKey(),
    draftId: text()
      .notNull()
      .references(() => drafts.id, { onDelete: "cascade" }),
  },
  (table) => [index("draft_references_draft").on(table.draftId)],
);

/** Links of reminders that were used: a link acts once. */
export const usedLinks = sqliteTable(
  "used_links",
  {
    /** SHA-256 of the token, hexadecimal. */
    hash: text().primaryKey(),
    at: text().notNull(),
  },
  (table) => [index("used_links_at").on(table.at)],
);

/** What people did for an administration. Rows outlive the people, by whose name they were done. */
export const publishingEvents = sqliteTable(
  "publishing_events",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    administration: text().notNull(),
    /** Her name or address at that time; « lien d’un mail », « import », « opérateur » when no one was logged in. */
    actor: text().notNull(),
    event: text().$type<PublishingEvent>().notNull(),
    /** The draft or the reference of the offer that it is about, or what else it concerns. */
    subject: text(),
    at: text().notNull(),
  },
  (table) => [
    index("publishing_events_administration").on(table.administration, table.id),
    index("publishing_events_subject").on(table.subject, table.id),
    index("publishing_events_at").on(table.at),
  ],
);
