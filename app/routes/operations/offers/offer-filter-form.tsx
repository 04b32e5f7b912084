import { OFFER_STATES, type OfferFilter } from "#app/domain/operations/offer-filter.ts";
import { paths } from "#app/paths.ts";
import { Choices } from "#app/ui/forms/choices.tsx";

type Props = {
  filter: OfferFilter;
  administrations: { code: string; label: string }[];
  sources: string[];
};

/** What the list is asked for. */
export function OfferFilterForm({ filter, administrations, sources }: Props) {
  return (
    <form method="get" action={paths.operationsOffers()} className="operator__filter">
      <div className="fr-input-group">
        <label className="fr-label" htmlFor="q">
          Référence ou mots
        </label>
        <input className="fr-input" id="q" name="q" type="search" defaultValue={filter.words} maxLength={200} />
      </div>
      <Choices name="etat" label="État" choices={OFFER_STATES} value={filter.state} />
      <Choices
        name="administration"
        label="Administration"
        choices={administrations}
        value={filter.administration}
        empty="Toutes"
      />
      <div className="fr-input-group">
        <label className="fr-label" htmlFor="source">
          Source
        </label>
        <input
          className="fr-input"
          id="source"
          name="source"
          list="sources"
          defaultValue={filter.source}
          maxLength={200}
          autoCapitalize="none"
          spellCheck={false}
        />
        <datalist id="sources">
          {sources.map((source) => (
            <option key={source} value={source} />
          ))}
        </datalist>
      </div>
      <button className="fr-btn fr-btn--secondary" type="submit">
        Afficher
      </button>
    </form>
  );
}
