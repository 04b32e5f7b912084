import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { candidateId } from "#db/accounts/common-tables.ts";

/** The offers that a candidate keeps, with their titles of that day, since the catalogue is another database. */
export const keptOffers = sqliteTable(
  "kept_offers",
  {
    candidateId: candidateId(),
    offerId: integer().notNull(),
    reference: text().notNull(),
    title: text().notNull(),
    keptAt: text().notNull(),
    /** When she learned, by mail or on her page, that the offer closes soon, or that it is over. */
    closingToldAt: text(),
    withdrawnToldAt: text(),
  },
  (table) => [primaryKey({ columns: [table.candidateId, table.offerId] })],
);
