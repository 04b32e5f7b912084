import { sql } from "drizzle-orm";
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { QuarantineState } from "#app/domain/imports/quarantine.ts";
import type { OfferType } from "#app/domain/nomenclature.ts";
import type { ClosedByHand, Contact } from "#app/domain/offers/offer.ts";
import type { DayCounted } from "#app/domain/operations/day-counts.ts";

/**
 * Employers, as the imports name them. A row is made the first time a label is met and never changes its slug. Operators
 * may give another label, and merge those that are one: a row that is merged stays as another name of the kept one. A row
 * that names another may come before it, so that foreign keys would refuse to restore a backup.
 */
export const administrations = sqliteTable(
  "administrations",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    slug: text().notNull().unique(),
    label: text().notNull(),
    /** The ministry that it belongs to, as operators said. */
    parentId: integer(),
    /** The administration that it is another name of, which is never such a name itself; null for one that is kept. */
    mergedInto: integer(),
    /** Its names have changed: its offers after this id are still to be indexed anew. Null when none is. */
    staleAfter: integer(),
  },
  (table) => [
    index("administrations_merged").on(table.mergedInto).where(sql`merged_into IS NOT NULL`),
    index("administrations_parent").on(table.parentId).where(sql`parent_id IS NOT NULL`),
    index("administrations_stale").on(table.staleAfter).where(sql`stale_after IS NOT NULL`),
  ],
);

/** `id` is the order of first publication here: lists sort by it and alerts count on it, so it is never reused. */
export const offers = sqliteTable(
  "offers",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    reference: text().notNull(),
    type: text().$type<OfferType>().notNull(),
    title: text().notNull(),
    administrationId: integer().references(() => administrations.id),
    employer: text(),
    service: text(),
    level: integer(),
    region: text(),
    department: text(),
    country: text().notNull(),
    city: text(),
    /** INSEE code of the commune, with its point in degrees: what the town and the département tell (`indexRow`). */
    commune: text(),
    latitude: real(),
    longitude: real(),
    description: text(),
    profile: text(),
    employerDescription: text(),
    more: text(),
    startsOn: text(),
    durationMinMonths: integer(),
    durationMaxMonths: integer(),
    telework: integer({ mode: "boolean" }),
    disabilityFriendly: integer({ mode: "boolean" }),
    pay: text(),
    contacts: text({ mode: "json" }).$type<Contact[]>().notNull(),
    publishedAt: text().notNull(),
    updatedAt: text().notNull(),
    expiresOn: text(),
    lastSeenAt: text().notNull(),
    withdrawnAt: text(),
    /**
     * Why a person closed the offer by hand; null when nobody did. Imports do not open such an offer again, its
     * administration does.
     */
    closedByHand: text().$type<Exclude<ClosedByHand, "hidden">>(),
    /** When operators hid the offer, whoever had closed it before or closes it since; null when they did not. */
    hiddenAt: text(),
    /** Why, as the people of its administration read it. */
    hiddenReason: text(),
    /** When this row last changed here, for those who keep a copy. Unlike `updatedAt`, no publisher says it. */
    changedAt: text().notNull().default(""),
    source: text().notNull(),
    contentHash: text().notNull(),
    /**
     * The version of the text preparation that the offer is indexed under; 0 when it is closed and not in the index.
     */
    indexed: integer().notNull(),
    /** The key that it shares with the same offer at other places (`twinOf`); null until it is indexed. */
    twin: text(),
  },
  (table) => [
    uniqueIndex("offers_reference").on(table.reference),
    index("offers_starts_on").on(table.startsOn, table.id).where(sql`withdrawn_at IS NULL`),
    index("offers_source").on(table.source, table.lastSeenAt).where(sql`withdrawn_at IS NULL`),
    index("offers_indexed_expiring").on(table.expiresOn).where(sql`indexed > 0`),
    index("offers_indexed").on(table.indexed).where(sql`indexed > 0`),
    index("offers_twin").on(table.twin).where(sql`withdrawn_at IS NULL`),
    index("offers_last_seen").on(table.lastSeenAt).where(sql`withdrawn_at IS NULL`),
    index("offers_administration").on(table.administrationId, table.id),
    index("offers_changed").on(table.changedAt, table.id),
    index("offers_hidden").on(table.id).where(sql`hidden_at IS NOT NULL`),
    index("offers_published").on(table.publishedAt),
    // Closed offers whose contacts are still to be erased.
    index("offers_withdrawn_contacts").on(table.withdrawnAt).where(sql`withdrawn_at IS NOT NULL AND contacts <> '[]'`),
    index("offers_expired_contacts").on(table.expiresOn).where(sql`expires_on IS NOT NULL AND contacts <> '[]'`),
  ],
);

export const offerDomains = sqliteTable(
  "offer_domains",
  {
    offerId: integer()
      .notNull()
      .references(() => offers.id),
    domain: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.offerId, table.domain] })],
);

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

/**
 * Postings that are valid and whose day of publication is still to come. The tick publishes each on its day: an offer
 * gets its id, which alerts rely on, when it is first shown.
 */
export const scheduledOffers = sqliteTable(
  "scheduled_offers",
  {
    reference: text().primaryKey(),
    /** As `offers.source`. */
    source: text().notNull(),
    /** Slug of its administration, or null. */
    administration: text(),
    /** The posting as it was sent, JSON. */
    posting: text().notNull(),
    publishesAt: text().notNull(),
    lastSeenAt: text().notNull(),
  },
  (table) => [
    index("scheduled_offers_due").on(table.publishesAt),
    index("scheduled_offers_source").on(table.source, table.lastSeenAt),
    index("scheduled_offers_administration").on(table.administration),
  ],
);

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

/**
 * How far recurring work has come. A position is written in one transaction with the work itself, so that work that is
 * repeated after a failure is not done twice.
 */
export const cursors = sqliteTable("cursors", {
  name: text().primaryKey(),
  position: text().notNull(),
  updatedAt: text().notNull(),
});

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
