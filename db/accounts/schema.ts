import { sqliteTable, text } from "drizzle-orm/sqlite-core";

/** How far each recurring piece of work has come, so that a missed or doubled tick loses and repeats nothing. */
export const cursors = sqliteTable("cursors", {
  name: text().primaryKey(),
  position: text().notNull(),
  updatedAt: text().notNull(),
});
