import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { QuarantineState } from "#app/domain/imports/quarantine.ts";

/** Addresses outside from which offers are pulled. */
export const sources = sqliteTable(
  "sources",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    /** The publisher of its offers: `offers.source` is `<name>/<kind>`. */
    name: text().notNull().unique(),
    url: text().notNull(),
    kind: text().$type<"pass" | "ndjson" | "csp">().notNull(),
    everyMinutes: integer().notNull(),
    /** Whether what is read holds every open offer, so that an offer absent from it is withdrawn. */
    full: integer({ mode: "boolean" }).notNull(),
    paused: integer({ mode: "boolean" }).notNull().default(false),
    /** Whether an operator accepted that the next pull withdraws any number of offers. */
    force: integer({ mode: "boolean" }).notNull().default(false),
    /** The source is not pulled before this instant. */
    dueAt: text().notNull(),
    leaseUntil: text(),
    etag: text(),
    lastModified: text(),
    triedAt: text(),
    succeededAt: text(),
    /** When a pull last created, edited or withdrew an offer. */
    changedAt: text(),
    /** Failures since the last success. */
    failures: integer().notNull().default(0),
    /** Why the last pull failed, in French; null after a success. */
    lastError: text(),
    /** When the operator was last told of failures, and of silence. */
    failureToldAt: text(),
    silenceToldAt: text(),
    createdAt: text().notNull(),
  },
  (table) => [index("sources_due").on(table.dueAt).where(sql`paused = 0`)],
);

/** A run of an import: one request, or several parts of one file under the same `run` key. */
export const imports = sqliteTable(
  "imports",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    source: text().notNull(),
    /** Chosen by the sender. A part that is sent again under the same key completes an interrupted run. */
    run: text().notNull(),
    full: integer({ mode: "boolean" }).notNull(),
    parts: integer().notNull(),
    partsDone: text({ mode: "json" }).$type<number[]>().notNull(),
    state: text().$type<"incomplete" | "complete" | "refused">().notNull(),
    startedAt: text().notNull(),
    finishedAt: text(),
    created: integer().notNull().default(0),
    updated: integer().notNull().default(0),
    unchanged: integer().notNull().default(0),
    withdrawn: integer().notNull().default(0),
    quarantined: integer().notNull().default(0),
    /** The values that were corrected or left out, by reference: the quality report of the run, capped. */
    doubts: text({ mode: "json" }).$type<{ reference: string; doubt: string }[]>().notNull(),
    /** Of a run that is refused: how many of the open offers it would have withdrawn. */
    refused: text({ mode: "json" }).$type<{ missing: number; open: number }>(),
  },
  (table) => [
    // Each list of runs, newest first, has its index: ids follow what an index holds.
    index("imports_list_source").on(table.source),
    index("imports_list_state").on(table.state),
    index("imports_list_source_state").on(table.source, table.state),
    uniqueIndex("imports_run").on(table.source, table.run),
    index("imports_state").on(table.source, table.state, table.finishedAt),
    index("imports_finished").on(table.finishedAt),
  ],
);

/**
 * Postings that could not be understood, with the reason, until a later import accepts the same reference, or for twelve
 * months after they were last sent. What an operator decided holds for this very text: one that changes is another row.
 */
export const quarantine = sqliteTable(
  "quarantine",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    source: text().notNull(),
    reference: text(),
    reason: text().notNull(),
    /** The reason without what is another in each posting (`defectOf`): lists are counted and filtered by it. */
    defect: text().notNull().default(""),
    /** What an operator decided of this text. `mended`: the offer of this reference was published as she wrote it. */
    state: text().$type<QuarantineState>().notNull().default("waiting"),
    decidedAt: text(),
    raw: text().notNull(),
    /** SHA-256 of `raw`, hexadecimal: the same defect sent twice is one row. */
    rawHash: text().notNull(),
    firstSeenAt: text().notNull(),
    lastSeenAt: text().notNull(),
  },
  (table) => [
    // Each list, newest first, has its index: ids follow what an index holds.
    index("quarantine_list").on(table.state),
    index("quarantine_list_source").on(table.state, table.source),
    index("quarantine_list_defect").on(table.state, table.defect),
    index("quarantine_list_source_defect").on(table.state, table.source, table.defect),
    uniqueIndex("quarantine_raw").on(table.source, table.rawHash),
    index("quarantine_reference").on(table.source, table.reference),
    index("quarantine_last_seen").on(table.lastSeenAt),
  ],
);
