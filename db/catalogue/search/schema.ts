import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Every word form of five letters or more that an offer ever held: the corrections of misspelt words. */
export const words = sqliteTable(
  "words",
  {
    initial: text().notNull(),
    length: integer().notNull(),
    /** Lower case, without accents. */
    word: text().notNull(),
    /** The word with its accents. */
    shown: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.initial, table.length, table.word] })],
);

/**
 * The number of open offers for each value of a criterion, for the page without criteria. Imports and ticks rewrite it.
 */
export const facetCounts = sqliteTable(
  "facet_counts",
  {
    dimension: text().notNull(),
    code: text().notNull(),
    count: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.dimension, table.code] })],
);
