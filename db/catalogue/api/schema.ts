import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Who may publish. The key itself is shown once and never kept. */
export const apiKeys = sqliteTable(
  "api_keys",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    /** The publisher of an operator's key. A key that an administration made is named `@<slug>/<random>`. */
    name: text().notNull().unique(),
    /** SHA-256 of the key, hexadecimal. */
    hash: text().notNull().unique(),
    /** Slug of the only administration whose offers the key publishes; null for an operator's key. */
    administration: text(),
    /** What its administration calls the key; null for an operator's key. */
    label: text(),
    createdAt: text().notNull(),
    revokedAt: text(),
    /** The day of its last use; null when it was never used. */
    lastUsedOn: text(),
  },
  (table) => [index("api_keys_administration").on(table.administration)],
);
