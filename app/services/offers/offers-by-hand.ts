import { dayInParis } from "#app/domain/format.ts";
import { type ClosedByHand, isOpen, type Offer } from "#app/domain/offers/offer.ts";
import { indexRow } from "#app/domain/search/index-row.ts";
import { TEXT_VERSION } from "#app/domain/text/text.ts";
import { toDay } from "#app/domain/time.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { closeByHand, hideOffer, reopen, unhideOffer, writeLastDay } from "#db/catalogue/offers/by-hand.ts";
import { findOffer } from "#db/catalogue/offers/offers.ts";
import { rewriteFacetCounts } from "#db/catalogue/search/facet-counts.ts";

/**
 * Closes an offer because a person says so. Imports that still show it do not open it again: only `republishOffer`
 * does. Closing it again changes the reason only. Whether that person may is for the caller to know.
 * @param reference in capitals
 */
export async function closeOfferByHand(
  db: Catalogue,
  reference: string,
  why: Exclude<ClosedByHand, "hidden">,
  now: Date,
): Promise<"closed" | "unknown"> {
  const closed = await closeByHand(db, reference, why, now.toISOString());
  if (!closed) return "unknown";
  await rewriteFacetCounts(db, dayInParis(now));
  return "closed";
}

/**
 * Opens an offer again that was withdrawn or closed by hand, under its id: it is not new, so no alert tells of it. A
 * later full import of its feed that does not show it withdraws it again.
 * @returns `expired` when its last day is past: it is to be extended first; `hidden` when operators hid it. Then nothing
 * was changed
 */
export async function republishOffer(
  db: Catalogue,
  reference: string,
  now: Date,
): Promise<"republished" | "unknown" | "expired" | "hidden"> {
  const offer = await findOffer(db, reference);
  if (!offer) return "unknown";
  if (offer.closedByHand === "hidden") return "hidden";
  if (!isOpen({ ...offer, withdrawnAt: null }, dayInParis(now))) return "expired";
  await reopen(db, indexWrite(offer), TEXT_VERSION, now.toISOString());
  await rewriteFacetCounts(db, dayInParis(now));
  return "republished";
}

/**
 * Hides an offer from everybody, because operators say so. Nobody else opens it again: neither imports nor the people of
 * its administration.
 * @param reference in capitals
 * @param reason as the people of its administration read it
 */
export async function hideOfferByHand(
  db: Catalogue,
  reference: string,
  reason: string,
  now: Date,
): Promise<"hidden" | "unknown"> {
  if (!(await hideOffer(db, reference, reason, now.toISOString()))) return "unknown";
  await rewriteFacetCounts(db, dayInParis(now));
  return "hidden";
}

/**
 * Shows a hidden offer again, under its id, unless it was closed before it was hidden, or since. One whose last day is
 * past stays so.
 */
export async function showOfferAgain(db: Catalogue, reference: string, now: Date): Promise<"shown" | "unknown"> {
  const offer = await findOffer(db, reference);
  if (!offer) return "unknown";
  const isPast = !isOpen({ ...offer, withdrawnAt: null }, dayInParis(now));
  await unhideOffer(db, indexWrite(offer), isPast ? 0 : TEXT_VERSION, now.toISOString());
  await rewriteFacetCounts(db, dayInParis(now));
  return "shown";
}

/**
 * Gives an offer another last day. One whose last day was past is open again; one that was withdrawn or closed by hand
 * stays closed. The new day lasts until its publisher edits the offer: the same posting sent again changes nothing.
 * @param expiresOn the last day to apply, `YYYY-MM-DD`
 * @returns `past` when that is no day, or a day before today: nothing was changed
 */
export async function extendOffer(
  db: Catalogue,
  reference: string,
  expiresOn: string,
  now: Date,
): Promise<"extended" | "unknown" | "past"> {
  const today = dayInParis(now);
  const day = toDay(expiresOn);
  if (day === null || day < today) return "past";
  const offer = await findOffer(db, reference);
  if (!offer) return "unknown";
  await writeLastDay(db, indexWrite(offer), { expiresOn: day, indexed: TEXT_VERSION, now: now.toISOString() });
  await rewriteFacetCounts(db, today);
  return "extended";
}

function indexWrite(offer: Offer) {
  return { reference: offer.reference, ...indexRow(offer) };
}
