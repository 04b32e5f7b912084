import { OFFER_TYPES } from "#app/domain/nomenclature.ts";
import { OFFER_SORTS, OFFER_SOURCES, type OFFER_TABS, type OfferListing } from "#app/domain/publishing/offer-tabs.ts";
import { paths } from "#app/paths.ts";
import { Choices } from "#app/ui/forms/choices.tsx";

type Props = {
  listing: OfferListing;
  tab: (typeof OFFER_TABS)[number];
  authors: { id: number; name: string }[];
};

/** The words, the filters and the order of a list. */
export function ListingForm({ listing, tab, authors }: Props) {
  const people = authors.map(({ id, name }) => ({ code: String(id), label: name }));
  return (
    <form method="get" action={paths.recruiterOffers()} className="offer-listing">
      <input type="hidden" name="etat" value={listing.tab} />
      <div className="fr-input-group">
        <label className="fr-label" htmlFor="q">
          {tab.at === "draft" ? "Intitulé" : "Intitulé ou référence"}
        </label>
        <input className="fr-input" id="q" name="q" type="search" defaultValue={listing.words} maxLength={100} />
      </div>
      <Choices name="type" label="Type" choices={OFFER_TYPES} value={listing.type} empty="Tous" />
      {tab.at === "draft" ? (
        <Choices
          name="auteur"
          label="Auteur"
          choices={people}
          value={listing.author ? String(listing.author) : ""}
          empty="Tous"
        />
      ) : (
        <Choices name="source" label="Source" choices={OFFER_SOURCES} value={listing.source} empty="Toutes" />
      )}
      <Choices name="tri" label="Trier par" choices={OFFER_SORTS} value={listing.sort} />
      <button className="fr-btn fr-btn--secondary" type="submit">
        Afficher
      </button>
    </form>
  );
}
