import { formatOffers, MOST_COUNTED } from "#app/domain/format.ts";
import { canonicalQuery, type Search } from "#app/domain/search/search.ts";
import { paths } from "#app/paths.ts";
import type { CardOffer } from "#app/ui/offers/offer-card.tsx";
import { OfferList } from "#app/ui/offers/offer-list.tsx";

type Props = { search: Search; count: number; offers: CardOffer[]; today: string };

/** The results of the corrected keywords, with a sentence that says what was corrected. */
export function Corrected({ search, count, offers, today }: Props) {
  const query = canonicalQuery(search);
  return (
    <>
      <p className="did-you-mean">
        Vouliez-vous dire <a href={paths.offers(query)}>« {search.words} »</a> ? Voici{" "}
        {count > offers.length ? "les premiers résultats" : "les résultats"} de cette recherche.
      </p>
      <OfferList offers={offers} today={today} query={query} heading="h3" />
      <p>
        <a className="fr-btn fr-btn--secondary" href={paths.offers(query)}>
          {seeing(count)} pour « {search.words} »
        </a>
      </p>
    </>
  );
}

function seeing(count: number): string {
  if (count === 1) return "Voir cette offre";
  return count > MOST_COUNTED ? `Voir ${formatOffers(count)}` : `Voir les ${formatOffers(count)}`;
}
