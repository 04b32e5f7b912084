import { criteriaOf, without } from "#app/domain/search/criteria.ts";
import { canonicalQuery, type Search } from "#app/domain/search/search.ts";
import { paths } from "#app/paths.ts";

type Props = { search: Search; labels: ReadonlyMap<string, string> };

/** The chosen criteria as tags. Each is a link to the same search without it. */
export function ChosenCriteria({ search, labels }: Props) {
  const criteria = criteriaOf(search, labels);
  if (criteria.length === 0) return null;
  return (
    <ul className="fr-tags-group chosen-criteria" aria-label="Critères choisis">
      {criteria.map((criterion) => (
        <li key={criterion.field + criterion.value}>
          <a
            className="fr-tag fr-tag--sm fr-icon-close-line fr-tag--icon-left"
            href={paths.offers(canonicalQuery(without(search, criterion)))}
          >
            <span className="fr-sr-only">Retirer le critère </span>
            {criterion.label}
          </a>
        </li>
      ))}
    </ul>
  );
}
