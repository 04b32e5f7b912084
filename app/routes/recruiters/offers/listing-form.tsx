import { OFFER_TYPES } from "#app/domain/nomenclature.ts";
import { OFFER_SORTS, OFFER_SOURCES, type OFFER_TABS, type OfferListing } from "#app/domain/publishing/offer-tabs.ts";
import { paths } from "#app/paths.ts";

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
      <Filter name="type" label="Type" choices={OFFER_TYPES} value={listing.type} empty="Tous" />
      {tab.at === "draft" ? (
        <Filter
          name="auteur"
          label="Auteur"
          choices={people}
          value={listing.author ? String(listing.author) : ""}
          empty="Tous"
        />
      ) : (
        <Filter name="source" label="Source" choices={OFFER_SOURCES} value={listing.source} empty="Toutes" />
      )}
      <Filter name="tri" label="Trier par" choices={OFFER_SORTS} value={listing.sort} />
      <button className="fr-btn fr-btn--secondary" type="submit">
        Afficher
      </button>
    </form>
  );
}

type FilterProps = {
  name: string;
  label: string;
  choices: readonly { code: string; label: string }[];
  value: string;
  /** The choice that filters nothing; none where there is always one. */
  empty?: string;
};

function Filter({ name, label, choices, value, empty }: FilterProps) {
  return (
    <div className="fr-select-group">
      <label className="fr-label" htmlFor={name}>
        {label}
      </label>
      <select className="fr-select" id={name} name={name} defaultValue={value}>
        {empty ? <option value="">{empty}</option> : null}
        {choices.map(({ code, label }) => (
          <option key={code} value={code}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}
