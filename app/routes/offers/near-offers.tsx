import { canonicalQuery, type Search } from "#app/domain/search.ts";
import type { CardOffer } from "#app/ui/offer-card.tsx";
import { OfferList } from "#app/ui/offer-list.tsx";

type Props = { search: Search; several: boolean; offers: CardOffer[]; today: string };

/** Below the results, what answers a part of the words: said, and kept apart from what answers all of them. */
export function NearOffers({ search, several, offers, today }: Props) {
  return (
    <section className="near-offers" aria-labelledby="offres-proches">
      <h2 id="offres-proches">
        {several ? "Offres qui répondent à une partie de vos mots" : "Offres qui contiennent un mot proche du vôtre"}
      </h2>
      <p>
        {several
          ? `Tous les mots de « ${search.words} » ne s’y trouvent pas : `
          : `« ${search.words} » ne s’y trouve pas tel quel : `}
        {offers.length > 1
          ? "ces offres ne comptent pas dans les résultats, et une alerte ne les signalerait pas."
          : "cette offre ne compte pas dans les résultats, et une alerte ne la signalerait pas."}
      </p>
      <OfferList offers={offers} today={today} query={canonicalQuery(search)} heading="h3" />
    </section>
  );
}
