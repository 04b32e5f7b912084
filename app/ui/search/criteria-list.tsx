import { criteriaOf } from "#app/domain/search/criteria.ts";
import type { Search } from "#app/domain/search/search.ts";

type Props = { search: Search; labels: ReadonlyMap<string, string> };

/** The criteria of a search as a list. */
export function CriteriaList({ search, labels }: Props) {
  const criteria = criteriaOf(search, labels);
  if (criteria.length === 0) return <p>Aucun critère : toutes les offres.</p>;
  return (
    <ul className="fr-tags-group" aria-label="Critères de la recherche">
      {criteria.map(({ field, value, label }) => (
        <li key={field + value}>
          <p className="fr-tag fr-tag--sm">{label}</p>
        </li>
      ))}
    </ul>
  );
}
