import { sql } from "drizzle-orm";
import { isOpen, type Offer } from "#app/domain/offers/offer.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { isOpenOn, OFFER_COLUMNS, type OfferRow, toOffer } from "#db/catalogue/offers/offer-rows.ts";

/** Where a reader stands in the order of changes: after this offer, of those that changed at the same instant. */
export type ChangePosition = { changedAt: string; id: number };

export type Changes = {
  /** Offers that are open. */
  open: Offer[];
  /** Offers that are closed, withdrawn or past their last day. */
  closed: Pick<Offer, "reference" | "withdrawnAt" | "expiresOn">[];
  /** The position of the last one; null when there are no more. */
  next: ChangePosition | null;
};

/**
 * The offers that changed after a position, in the order of their changes: an offer that changes while it is read comes
 * again later, and none is passed over.
 * @param today the current day in Europe/Paris
 * @param closedSince ISO 8601: offers that closed before are left out
 * @param size how many at most
 */
export async function findChanges(
  db: Catalogue,
  after: ChangePosition,
  { today, closedSince, size }: { today: string; closedSince: string; size: number },
): Promise<Changes> {
  const rows = await db.all<OfferRow & { changedAt: string }>(
    sql`SELECT ${OFFER_COLUMNS}, o.changed_at AS changedAt
      FROM offers o INDEXED BY offers_changed LEFT JOIN administrations a ON a.id = o.administration_id
      WHERE (o.changed_at, o.id) > (${after.changedAt}, ${after.id})
        AND (o.changed_at >= ${closedSince}
          OR ${isOpenOn(today)})
      ORDER BY o.changed_at, o.id LIMIT ${size}`,
  );
  const last = rows.at(-1);
  const offers = rows.map(toOffer);
  return {
    open: offers.filter((offer) => isOpen(offer, today)),
    closed: offers.filter((offer) => !isOpen(offer, today)),
    next: last && rows.length === size ? { changedAt: last.changedAt, id: last.id } : null,
  };
}
