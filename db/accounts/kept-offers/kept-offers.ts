import { and, desc, eq, sql } from "drizzle-orm";
import { MAX_KEPT_OFFERS } from "#app/domain/kept-offers/kept-offer.ts";
import { candidates } from "#db/accounts/common-tables.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { runBatch } from "#db/batch.ts";
import { listOf } from "#db/d1/list-of.ts";
import { idempotent } from "#db/d1/open-database.ts";
import { keptOffers } from "./schema.ts";

export type KeptOffer = typeof keptOffers.$inferSelect;

/** What is stored of a kept offer. `alreadyShown` is what the page of the offer has just shown: no mail repeats it. */
export type OfferToKeep = Pick<KeptOffer, "offerId" | "reference" | "title"> & {
  alreadyShown: "closing" | "over" | null;
};

/**
 * Keeps an offer for a candidate. An offer that she keeps already is unchanged.
 * @returns `kept-before` when she keeps it already, `full` when she keeps a hundred others
 */
export async function keepOffer(
  db: Accounts,
  candidateId: number,
  { offerId, reference, title, alreadyShown }: OfferToKeep,
  now: Date,
): Promise<"kept" | "kept-before" | "full"> {
  const at = now.toISOString();
  const [inserted, kept] = await runBatch<[{ offerId: number }, { offerId: number }]>(idempotent(db), [
    sql`INSERT INTO kept_offers (candidate_id, offer_id, reference, title, kept_at, closing_told_at, withdrawn_told_at)
      SELECT ${candidateId}, ${offerId}, ${reference}, ${title}, ${at}, ${alreadyShown === null ? null : at}, ${alreadyShown === "over" ? at : null}
      WHERE (SELECT count(*) FROM kept_offers WHERE candidate_id = ${candidateId}) < ${MAX_KEPT_OFFERS}
      ON CONFLICT DO NOTHING RETURNING offer_id AS offerId`,
    sql`SELECT offer_id AS offerId FROM kept_offers WHERE candidate_id = ${candidateId} AND offer_id = ${offerId}`,
  ]);
  if (inserted.length > 0) return "kept";
  return kept.length > 0 ? "kept-before" : "full";
}

/** Removes a kept offer. @returns the row that was removed; null when she does not keep that offer */
export async function removeKeptOffer(db: Accounts, candidateId: number, reference: string): Promise<KeptOffer | null> {
  const [removed] = await db.delete(keptOffers).where(ownedBy(candidateId, reference)).returning();
  return removed ?? null;
}

/** The offers that a candidate keeps, the last kept first. */
export function listKeptOffers(db: Accounts, candidateId: number): Promise<KeptOffer[]> {
  return db
    .select()
    .from(keptOffers)
    .where(eq(keptOffers.candidateId, candidateId))
    .orderBy(desc(keptOffers.keptAt), desc(keptOffers.offerId));
}

/** One of the offers that a candidate keeps, or null. */
export async function findKeptOffer(db: Accounts, candidateId: number, reference: string): Promise<KeptOffer | null> {
  return (await db.select().from(keptOffers).where(ownedBy(candidateId, reference)).get()) ?? null;
}

/**
 * Switches the mails about kept offers on or off for a candidate. Her page has just shown the offers of `seen` as
 * closing or over: no mail repeats these.
 * @param seen ids of offers, by the state that the page shows
 */
export async function setKeptOfferNotices(
  db: Accounts,
  candidateId: number,
  { wanted, seen }: { wanted: boolean; seen: { closing: number[]; over: number[] } },
  now: Date,
): Promise<void> {
  const at = now.toISOString();
  const among = (ids: number[]) => sql`candidate_id = ${candidateId} AND offer_id IN ${listOf(ids)}`;
  await runBatch(db, [
    sql`UPDATE kept_offers SET closing_told_at = coalesce(closing_told_at, ${at}) WHERE ${among([...seen.closing, ...seen.over])}`,
    sql`UPDATE kept_offers SET withdrawn_told_at = coalesce(withdrawn_told_at, ${at}) WHERE ${among(seen.over)}`,
    sql`UPDATE ${candidates} SET kept_offer_notices = ${wanted ? 1 : 0} WHERE id = ${candidateId}`,
  ]);
}

function ownedBy(candidateId: number, reference: string) {
  return and(eq(keptOffers.candidateId, candidateId), eq(keptOffers.reference, reference));
}
