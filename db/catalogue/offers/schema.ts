import { sql } from "drizzle-orm";
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { OfferType } from "#app/domain/nomenclature.ts";
import type { ClosedByHand, Contact } from "#app/domain/offers/offer.ts";

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
