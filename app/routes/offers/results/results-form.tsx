import { describeSearch } from "#app/domain/search/describe-search.ts";
import { type Search, toParams } from "#app/domain/search/search.ts";
import { paths } from "#app/paths.ts";
import type { FormChoices } from "#app/ui/search/dimensions.ts";
import { SearchFields } from "#app/ui/search/search-fields.tsx";
import { CriteriaColumn } from "./criteria-column.tsx";

type Props = {
  search: Search;
  choices: FormChoices;
  labels: ReadonlyMap<string, string>;
  today: string;
  unknownPlace?: string | undefined;
};

/**
 * The form of the page of results: what and where above the results, the other criteria beside them. The order stays
 * the same when the criteria change. On a phone the first fields are folded to a line that says the search.
 */
export function ResultsForm({ search, choices, labels, today, unknownPlace }: Props) {
  const sort = toParams(search).get("tri");
  return (
    <search className="results-form">
      <form action={paths.offers()} data-clean-address data-live>
        <div className="search-band search-band--results" id="recherche" tabIndex={-1}>
          <div className="fr-container">
            <h1>Rechercher une offre</h1>
            <p className="search-band__folded">
              <span>{describeSearch(search, labels)}</span> <a href="#recherche">Modifier</a>
            </p>
            <div className="search-form">
              <SearchFields search={search} choices={choices} unknownPlace={unknownPlace} />
              <div className="search-form__actions">
                <button className="fr-btn" type="submit">
                  Rechercher
                </button>
                <a className="fr-link fr-link--sm" href={paths.offers()}>
                  Rechercher toutes les offres
                </a>
                <a className="fr-link fr-link--sm" href={paths.home()}>
                  Réinitialiser
                </a>
              </div>
            </div>
          </div>
        </div>
        <CriteriaColumn search={search} choices={choices} labels={labels} today={today} />
        {sort ? <input type="hidden" name="tri" value={sort} /> : null}
      </form>
    </search>
  );
}
