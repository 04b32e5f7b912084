import { canonicalQuery, type Search } from "#app/domain/search/search.ts";
import { paths } from "#app/paths.ts";
import type { CardOffer } from "#app/ui/offers/offer-card.tsx";
import { OfferList } from "#app/ui/offers/offer-list.tsx";

type Props = {
  /** The search with its words as they were used, that is with their spelling corrected. */
  search: Search;
  several: boolean;
  offers: CardOffer[];
  today: string;
  /** Whether the page must still say which words were corrected. */
  mended: boolean;
};

/** The section below the results with the offers that answer a part of the words, under a heading that says so. */
export function NearOffers({ search, several, offers, today, mended }: Props) {
  const query = canonicalQuery(search);
  return (
    <section className="near-offers" aria-labelledby="offres-proches">
      <h2 id="offres-proches">
        {several ? "Offres qui répondent à une partie de vos mots" : "Offres qui contiennent un mot proche du vôtre"}
      </h2>
      {mended ? (
        <p className="did-you-mean">
          Vouliez-vous dire <a href={paths.offers(query)}>« {search.words} »</a> ?
        </p>
      ) : null}
      <p>
        {several
          ? `Il y manque au moins un mot de « ${search.words} » : `
          : `« ${search.words} » ne s’y trouve pas tel quel : `}
        {offers.length > 1
          ? "ces offres ne comptent pas dans les résultats, et une alerte ne les signalerait pas."
          : "cette offre ne compte pas dans les résultats, et une alerte ne la signalerait pas."}
      </p>
      <OfferList offers={offers} today={today} query={query} heading="h3" />
    </section>
  );
}
