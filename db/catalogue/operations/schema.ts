import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { DayCounted } from "#app/domain/operations/day-counts.ts";

/** What happened in each day: offers in and out, mails, requests, errors, faults of the databases. No person is in it. */
export const dayCounts = sqliteTable(
  "day_counts",
  {
    /** In Paris. */
    day: text().notNull(),
    kind: text().$type<DayCounted>().notNull(),
    /** A source, the id of a route or the name of a database, as the kind wants it; otherwise empty. */
    about: text().notNull(),
    count: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.day, table.kind, table.about] })],
);
