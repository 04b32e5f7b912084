import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { Cadence } from "#app/domain/alerts/alert.ts";
import { candidateId } from "#db/accounts/common-tables.ts";

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
