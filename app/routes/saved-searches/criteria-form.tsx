import type { Search } from "#app/domain/search/search.ts";
import { paths } from "#app/paths.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";
import { FoldedCriterion } from "#app/ui/search/criterion.tsx";
import { allChoices, DIMENSIONS, type FormChoices } from "#app/ui/search/dimensions.ts";
import { LevelCriterion, SaidCriteria, TitleOnlyCriterion } from "#app/ui/search/other-criteria.tsx";
import { SearchFields } from "#app/ui/search/search-fields.tsx";

type Props = {
  search: Search;
  choices: FormChoices;
  labels: ReadonlyMap<string, string>;
  today: string;
  csrf: string;
};

/** The form that changes the criteria of a saved search: all the choices of all of them. */
export function CriteriaForm({ search, choices, labels, today, csrf }: Props) {
  return (
    <form className="search-form" method="post">
      <Csrf token={csrf} />
      <SearchFields search={search} choices={choices} />
      <div className="search-form__criteria">
        <TitleOnlyCriterion search={search} />
        <LevelCriterion search={search} choices={choices} />
        {DIMENSIONS.map((dimension) => (
          <FoldedCriterion
            key={dimension.name}
            name={dimension.name}
            label={dimension.label}
            hint={dimension.hint}
            choices={allChoices(dimension, search, choices, labels)}
            chosen={search[dimension.field]}
          />
        ))}
        <SaidCriteria search={search} choices={choices} today={today} />
      </div>
      <div className="search-form__actions">
        <button className="fr-btn" type="submit">
          Enregistrer les critères
        </button>
        <a className="fr-link fr-link--sm" href={paths.savedSearches()}>
          Ne rien changer
        </a>
      </div>
    </form>
  );
}
