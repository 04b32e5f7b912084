import type { OfferPlace } from "#app/domain/offers/offer.ts";
import { placeOf } from "#app/domain/offers/offer-words.ts";
import { canonicalQuery } from "#app/domain/search/search.ts";
import { paths } from "#app/paths.ts";
import { OfferList } from "#app/ui/offers/offer-list.tsx";
import { TwinList } from "#app/ui/offers/twins.tsx";
import type { Neighbours } from "#db/catalogue/search/neighbours.ts";

type Props = Neighbours & { here: OfferPlace; today: string; query: string };

/** The links below an offer: the neighbours in the search, the same offer elsewhere, and similar offers. */
export function Around({ previous, next, twins, similar, here, today, query }: Props) {
  return (
    <>
      {previous || next ? (
        <nav className="offer__steps" aria-label="Offres de la recherche">
          {previous ? (
            <a
              className="fr-link fr-icon-arrow-left-s-line fr-link--icon-left"
              href={paths.offer(previous.reference, canonicalQuery(previous.search))}
              rel="prev"
            >
              <span className="fr-sr-only">Offre précédente : </span>
              {previous.title}
            </a>
          ) : null}
          {next ? (
            <a
              className="fr-link fr-icon-arrow-right-s-line fr-link--icon-right offer__next"
              href={paths.offer(next.reference, canonicalQuery(next.search))}
              rel="next"
            >
              <span className="fr-sr-only">Offre suivante : </span>
              {next.title}
            </a>
          ) : null}
        </nav>
      ) : null}
      {twins.length > 0 ? (
        <section className="offer__twins" aria-labelledby="ailleurs">
          <h2 id="ailleurs">
            {twins.every((twin) => placeOf(twin) === placeOf(here)) ? "Postes identiques" : "La même offre ailleurs"}
          </h2>
          <TwinList twins={twins} query={query} />
        </section>
      ) : null}
      {similar.length > 0 ? (
        <section className="offer__similar" aria-labelledby="proches">
          <h2 id="proches">Offres proches</h2>
          <OfferList offers={similar} today={today} query="" heading="h3" />
        </section>
      ) : null}
    </>
  );
}
