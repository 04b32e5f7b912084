import type { Offer } from "#app/domain/offers/offer.ts";
import type { Posting } from "#app/domain/offers/posting.ts";

/** The posting that publishes an offer as it is: imported again, it changes nothing. */
export function toPosting({
  id,
  commune,
  withdrawnAt,
  closedByHand,
  otherSlugs,
  administration,
  ...posting
}: Offer): Posting {
  return { ...posting, administration: administration?.label ?? null };
}
