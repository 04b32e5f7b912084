import { sql } from "drizzle-orm";
import type { Offer } from "#app/domain/offers/offer.ts";
import type { Posting } from "#app/domain/offers/posting.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { OFFER_COLUMNS, type OfferRow, toOffer } from "#db/catalogue/offers/offer-rows.ts";

/** An offer with what only operators see of it. */
export type WatchedOffer = Offer & {
  source: string;
  changedAt: string;
  lastSeenAt: string;
  hiddenAt: string | null;
  hiddenReason: string | null;
};

/** An offer by its reference, in whatever state; null when no such offer was ever published. */
export async function findWatchedOffer(db: Catalogue, reference: string): Promise<WatchedOffer | null> {
  const [row] = await db.all<OfferRow & Omit<WatchedOffer, keyof Offer>>(
    sql`SELECT ${OFFER_COLUMNS}, o.source, o.changed_at AS changedAt, o.last_seen_at AS lastSeenAt,
        o.hidden_at AS hiddenAt, o.hidden_reason AS hiddenReason
      FROM offers o LEFT JOIN administrations a ON a.id = o.administration_id WHERE o.reference = ${reference}`,
  );
  if (!row) return null;
  const { source, changedAt, lastSeenAt, hiddenAt, hiddenReason } = row;
  return { ...toOffer(row), source, changedAt, lastSeenAt, hiddenAt, hiddenReason };
}

/** A posting that waits for its day. */
export type WaitingOffer = { source: string; publishesAt: string; lastSeenAt: string; posting: Posting };

/** A scheduled offer by its reference, or null. */
export async function findWaitingOffer(db: Catalogue, reference: string): Promise<WaitingOffer | null> {
  const [row] = await db.all<Omit<WaitingOffer, "posting"> & { posting: string }>(
    sql`SELECT source, publishes_at AS publishesAt, last_seen_at AS lastSeenAt, posting FROM scheduled_offers
      WHERE reference = ${reference}`,
  );
  return row ? { ...row, posting: JSON.parse(row.posting) as Posting } : null;
}

/** An import of the source of an offer, with what it corrected in the offer. */
export type SourceImport = { id: number; finishedAt: string; doubts: string[] };

/** The last complete imports of a source, newest first, with their doubts about an offer. Imports are kept for six months. */
export async function listSourceImports(db: Catalogue, source: string, reference: string): Promise<SourceImport[]> {
  const rows = await db.all<{ id: number; finishedAt: string; doubts: string }>(
    sql`SELECT id, finished_at AS finishedAt, (SELECT json_group_array(value ->> 'doubt') FROM json_each(doubts)
          WHERE value ->> 'reference' = ${reference}) AS doubts
      FROM imports WHERE source = ${source} AND state = 'complete' ORDER BY finished_at DESC LIMIT 5`,
  );
  return rows.map(({ doubts, ...each }) => ({ ...each, doubts: JSON.parse(doubts) as string[] }));
}

/** Why postings of a reference are in quarantine. */
export async function listRefusals(db: Catalogue, source: string, reference: string): Promise<string[]> {
  const rows = await db.all<{ reason: string }>(
    sql`SELECT reason FROM quarantine WHERE source = ${source} AND reference = ${reference} ORDER BY id DESC LIMIT 5`,
  );
  return rows.map(({ reason }) => reason);
}
