import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** What became of each offer, a row a week. No person is in it. */
export const offerCounts = sqliteTable(
  "offer_counts",
  {
    offerId: integer().notNull(),
    /** The Monday of the week, in Paris. */
    week: text().notNull(),
    kind: text().$type<"viewed" | "contact-shown" | "kept" | "told">().notNull(),
    count: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.offerId, table.week, table.kind] })],
);
