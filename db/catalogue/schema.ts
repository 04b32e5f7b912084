import { sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * How far recurring work has come. A position is written in one transaction with the work itself, so that work that is
 * repeated after a failure is not done twice.
 */
export const cursors = sqliteTable("cursors", {
  name: text().primaryKey(),
  position: text().notNull(),
  updatedAt: text().notNull(),
});
