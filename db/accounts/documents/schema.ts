import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { DocumentKind } from "#app/domain/documents/document.ts";
import type { DocumentFormat } from "#app/domain/documents/formats.ts";
import { candidates } from "#db/accounts/common-tables.ts";

/** A file in the bucket, held by a candidate or by the draft of a form. At most three of a kind: the slots. */
export const documents = sqliteTable(
  "documents",
  {
    /** 128 random bits; the object is `documents/<id>`. */
    id: text().primaryKey(),
    candidateId: integer().references(() => candidates.id, { onDelete: "cascade" }),
    draft: text(),
    kind: text().$type<DocumentKind>().notNull(),
    slot: integer().notNull(),
    name: text().notNull(),
    format: text().$type<DocumentFormat>().notNull(),
    /** Whether nobody opens the file without a password. */
    locked: integer({ mode: "boolean" }).notNull().default(false),
    /** Bytes. */
    size: integer().notNull(),
    /** `pending` until the object is in the bucket: the row comes first. */
    storage: text().$type<"pending" | "ready">().notNull(),
    scan: text().$type<"not_scanned" | "clean" | "refused" | "error">().notNull(),
    createdAt: text().notNull(),
  },
  (table) => [
    uniqueIndex("documents_candidate").on(table.candidateId, table.kind, table.slot),
    uniqueIndex("documents_draft").on(table.draft, table.kind, table.slot),
    index("documents_pending").on(table.createdAt).where(sql`storage = 'pending'`),
    index("documents_unscanned").on(table.createdAt).where(sql`scan IN ('not_scanned', 'error')`),
    check("documents_one_holder", sql`(candidate_id IS NULL) <> (draft IS NULL)`),
    check("documents_three_slots", sql`slot BETWEEN 1 AND 3`),
  ],
);
