import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { candidateId } from "#db/accounts/common-tables.ts";
import { savedSearches } from "#db/accounts/saved-searches/schema.ts";

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
