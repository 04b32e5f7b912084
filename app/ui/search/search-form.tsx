import type { Search } from "#app/domain/search/search.ts";
import { paths } from "#app/paths.ts";
import type { FormChoices } from "./dimensions.ts";
import { SearchFields } from "./search-fields.tsx";

type Props = { search: Search; choices: FormChoices };

/** A short search: what, where, which contract. The page of results has all the criteria. */
export function SearchForm({ search, choices }: Props) {
  return (
    <search>
      <form className="search-form" action={paths.offers()} data-clean-address>
        <SearchFields search={search} choices={choices} />
        <div className="search-form__actions">
          <button className="fr-btn" type="submit">
            Rechercher
          </button>
          <a className="fr-link fr-link--sm" href={paths.offers()}>
            Rechercher toutes les offres
          </a>
          <a className="fr-link fr-link--sm" href={`${paths.offers()}#criteres`}>
            Plus de critères
          </a>
        </div>
      </form>
    </search>
  );
}
