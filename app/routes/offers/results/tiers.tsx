import { formatOffersFirst, MOST_COUNTED } from "#app/domain/format.ts";
import { distanceOf } from "#app/domain/search/distance.ts";
import { canonicalQuery, type Search } from "#app/domain/search/search.ts";
import type { CardOffer } from "#app/ui/offers/offer-card.tsx";
import { OfferList } from "#app/ui/offers/offer-list.tsx";

type Props = {
  offers: (CardOffer & { isMentioned: boolean; commune: string | null })[];
  count: number;
  titled: number | null;
  today: string;
  search: Search;
};

/**
 * A page of results: first the offers whose title, domain or employer say the words, then, under one heading, those
 * whose texts alone say them.
 */
export function Tiers({ offers, count, titled, today, search }: Props) {
  const query = canonicalQuery(search);
  const placed = offers.map((offer) => ({ ...offer, distance: distanceOf(search, offer) }));
  const named = placed.filter(({ isMentioned }) => !isMentioned);
  const mentioned = placed.filter(({ isMentioned }) => isMentioned);
  return (
    <>
      {named.length > 0 ? <OfferList offers={named} today={today} query={query} heading="h3" /> : null}
      {mentioned.length > 0 ? (
        <>
          <h3 className="results__mentioned">{mentionedHeading(count, titled)}</h3>
          <OfferList offers={mentioned} today={today} query={query} heading="h3" />
        </>
      ) : null}
    </>
  );
}

function mentionedHeading(count: number, titled: number | null): string {
  if (count > MOST_COUNTED) return "Offres qui en parlent dans leur texte";
  const mentioned = count - (titled ?? 0);
  return `${formatOffersFirst(mentioned)} en ${mentioned > 1 ? "parlent" : "parle"} dans leur texte`;
}
