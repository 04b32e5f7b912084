import { formatOffersFirst } from "#app/domain/format.ts";
import { canonicalQuery } from "#app/domain/search/search.ts";
import { paths } from "#app/paths.ts";
import { OfferList } from "#app/ui/offers/offer-list.tsx";
import type { DomainOffers } from "./of-domain.ts";

/** The section with the offers of the domain, under a heading that says why they are there. */
export function DomainOffersSection({ search, domain, offers, count, today }: DomainOffers & { today: string }) {
  const query = canonicalQuery(search);
  return (
    <section className="near-offers" aria-labelledby="meme-domaine">
      <h2 id="meme-domaine">Dans le même domaine : {domain}</h2>
      <p>Aucune offre ne nomme ce métier en ce moment. Celles-ci sont du domaine dont il relève.</p>
      <OfferList offers={offers} today={today} query={query} heading="h3" />
      {count > offers.length ? (
        <p>
          <a href={paths.offers(query)}>{formatOffersFirst(count)} de ce domaine</a>
        </p>
      ) : null}
    </section>
  );
}
