import { type SQL, sql } from "drizzle-orm";
import type { ClosedByHand, Offer } from "#app/domain/offers/offer.ts";
import { OFFERS_A_PAGE, type OfferListing, type PublishedTab } from "#app/domain/publishing/offer-tabs.ts";
import { runBatch } from "#db/batch.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { CLOSED_BY_HAND, OFFER_COLUMNS, type OfferRow, toOffer } from "#db/catalogue/offers/offer-rows.ts";
import { listOf } from "#db/d1/list-of.ts";
import { holds } from "#db/folded.ts";

/** A line of the list of an administration. */
export type OwnOffer = {
  reference: string;
  type: "stage" | "apprentissage";
  title: string;
  source: string;
  changedAt: string;
  publishedAt: string;
  expiresOn: string | null;
  withdrawnAt: string | null;
  closedByHand: ClosedByHand | null;
} & Pick<Offer, "city" | "department" | "region" | "country">;

/** An offer as the people of its administration see it. `hiddenReason`: why operators hid it; null when they did not. */
export type FoundOffer = Offer & { source: string; changedAt: string; hiddenReason: string | null };

/** A posting that waits for its day. */
export type ScheduledOffer = { reference: string; source: string; publishesAt: string; posting: string };

const COLUMNS = sql`o.reference, o.type, o.title, o.source, o.changed_at AS changedAt, o.published_at AS publishedAt,
  o.expires_on AS expiresOn, o.withdrawn_at AS withdrawnAt, ${CLOSED_BY_HAND} AS closedByHand, o.city, o.department,
  o.region, o.country`;

const ORDERS: Record<OfferListing["sort"], SQL> = {
  modification: sql`o.changed_at DESC, o.id DESC`,
  "dernier-jour": sql`o.expires_on IS NULL, o.expires_on, o.id DESC`,
  intitule: sql`lower(o.title), o.id DESC`,
};

/** A page of the offers of an administration in one state, whoever published them, and how many there are. */
export async function listOwnOffers(
  db: Catalogue,
  administration: string,
  listing: OfferListing & { tab: PublishedTab },
  today: string,
): Promise<{ offers: OwnOffer[]; found: number }> {
  const where = sql`FROM offers o WHERE ${ofAdministration(administration)} AND ${inTab(listing.tab, today)}
    ${listing.type ? sql`AND o.type = ${listing.type}` : sql``}
    ${listing.source ? sql`AND ${fromSource(listing.source)}` : sql``}
    ${listing.words ? sql`AND (${holds(sql`o.title`, listing.words)} OR ${isReference(listing.words)})` : sql``}`;
  const [offers, [count]] = await runBatch<[OwnOffer, { found: number }]>(db, [
    sql`SELECT ${COLUMNS} ${where} ORDER BY ${ORDERS[listing.sort]}
      LIMIT ${OFFERS_A_PAGE} OFFSET ${(listing.page - 1) * OFFERS_A_PAGE}`,
    sql`SELECT count(*) AS found ${where}`,
  ]);
  return { offers, found: count?.found ?? 0 };
}

/** How many offers of an administration each list holds. */
export async function countOwnOffers(
  db: Catalogue,
  administration: string,
  today: string,
): Promise<Record<PublishedTab | "programmees", number>> {
  const of = (tab: PublishedTab) => sql`coalesce(sum(${inTab(tab, today)}), 0)`;
  const [[counts], [scheduled]] = await runBatch<[Record<PublishedTab, number>, { count: number }]>(db, [
    sql`SELECT ${of("publiees")} AS publiees, ${of("pourvues")} AS pourvues, ${of("retirees")} AS retirees,
        ${of("expirees")} AS expirees FROM offers o WHERE ${ofAdministration(administration)}`,
    sql`SELECT count(*) AS count FROM scheduled_offers WHERE administration = ${administration}`,
  ]);
  const none = { publiees: 0, pourvues: 0, retirees: 0, expirees: 0 };
  return { ...none, ...counts, programmees: scheduled?.count ?? 0 };
}

/** The postings of an administration that wait for their day, the nearest first; a few hundred at most. */
export function listScheduledOffers(db: Catalogue, administration: string): Promise<ScheduledOffer[]> {
  return db.all<ScheduledOffer>(
    sql`SELECT reference, source, publishes_at AS publishesAt, posting FROM scheduled_offers
      WHERE administration = ${administration} ORDER BY publishes_at, reference LIMIT 500`,
  );
}

/** One of them, or null. */
export async function findScheduledOffer(
  db: Catalogue,
  reference: string,
  administration: string,
): Promise<ScheduledOffer | null> {
  const [scheduled] = await db.all<ScheduledOffer>(
    sql`SELECT reference, source, publishes_at AS publishesAt, posting FROM scheduled_offers
      WHERE reference = ${reference} AND administration = ${administration}`,
  );
  return scheduled ?? null;
}

/** An offer of an administration, in whatever state; null for any other administration. */
export async function findOwnOffer(
  db: Catalogue,
  reference: string,
  administration: string,
): Promise<FoundOffer | null> {
  const [row] = await db.all<OfferRow & Omit<FoundOffer, keyof Offer>>(
    sql`SELECT ${OFFER_COLUMNS}, o.source, o.changed_at AS changedAt, o.hidden_reason AS hiddenReason
      FROM offers o JOIN administrations a ON a.id = o.administration_id
      WHERE o.reference = ${reference} AND a.slug = ${administration}`,
  );
  if (!row) return null;
  const { source, changedAt, hiddenReason } = row;
  return { ...toOffer(row), source, changedAt, hiddenReason };
}

/** Those of some references that an administration published, as lines. */
export function findOwnOffers(db: Catalogue, references: string[], administration: string): Promise<OwnOffer[]> {
  return db.all<OwnOffer>(
    sql`SELECT ${COLUMNS} FROM offers o WHERE o.reference IN ${listOf(references)}
      AND o.administration_id = (SELECT id FROM administrations WHERE slug = ${administration}) ORDER BY o.id`,
  );
}

function ofAdministration(slug: string): SQL {
  return sql`o.administration_id = (SELECT id FROM administrations WHERE slug = ${slug})`;
}

function inTab(tab: PublishedTab, today: string): SQL {
  const past = sql`coalesce(o.expires_on < ${today}, 0)`;
  switch (tab) {
    case "publiees":
      return sql`(o.withdrawn_at IS NULL AND NOT ${past})`;
    case "expirees":
      return sql`(o.withdrawn_at IS NULL AND ${past})`;
    case "pourvues":
      return sql`(o.withdrawn_at IS NOT NULL AND coalesce(${CLOSED_BY_HAND}, '') = 'filled')`;
    case "retirees":
      return sql`(o.withdrawn_at IS NOT NULL AND coalesce(${CLOSED_BY_HAND}, '') != 'filled')`;
  }
}

function fromSource(source: OfferListing["source"]): SQL {
  switch (source) {
    case "formulaire":
      return sql`o.source LIKE '@%/formulaire'`;
    case "api":
      return sql`(o.source LIKE '@%' AND o.source NOT LIKE '@%/formulaire')`;
    default:
      return sql`o.source NOT LIKE '@%'`;
  }
}

function isReference(words: string): SQL {
  return sql`instr(o.reference, ${words.toUpperCase()}) > 0`;
}
