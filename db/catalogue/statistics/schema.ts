import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** What was searched for, a row a week: criteria without their words, numbers without persons. */
export const searchCounts = sqliteTable(
  "search_counts",
  {
    /** The Monday of the week, in Paris. */
    week: text().notNull(),
    /** The criteria, as `cellOf` writes them. */
    domain: text().notNull(),
    place: text().notNull(),
    level: text().notNull(),
    type: text().notNull(),
    searches: integer().notNull(),
    /** Those of them that found nothing. */
    empty: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.week, table.domain, table.place, table.level, table.type] })],
);

/** Words of searches that found nothing, each apart from the others. */
export const emptyWords = sqliteTable(
  "empty_words",
  {
    week: text().notNull(),
    word: text().notNull(),
    count: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.week, table.word] })],
);

/** What the page of statistics shows, computed each night. */
export const statistics = sqliteTable("statistics", {
  name: text().primaryKey(),
  /** JSON. */
  content: text().notNull(),
  /** The day, in Paris. */
  computedOn: text().notNull(),
});
