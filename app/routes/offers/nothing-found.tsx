import { criteriaOf, without } from "#app/domain/criteria.ts";
import { canonicalQuery, type Search } from "#app/domain/search.ts";
import { paths } from "#app/paths.ts";

type Props = { search: Search; labels: ReadonlyMap<string, string> };

/** No offer answers: which way to go on. */
export function NothingFound({ search, labels }: Props) {
  const criteria = criteriaOf(search, labels);
  if (criteria.length === 0) {
    return <p>Aucune offre n’est ouverte en ce moment. Revenez bientôt : les administrations publient chaque jour.</p>;
  }
  return (
    <div className="nothing-found">
      <p>Aucune offre ouverte ne répond à tous ces critères. Vous pouvez :</p>
      <ul>
        {criteria.length > 1
          ? criteria.map((criterion) => (
              <li key={criterion.field + criterion.value}>
                <a href={paths.offers(canonicalQuery(without(search, criterion)))}>
                  chercher sans le critère {criterion.label}
                </a>
              </li>
            ))
          : null}
        <li>vérifier l’orthographe des mots-clés, ou en choisir de plus généraux ;</li>
        <li>
          <a href={paths.offers()}>rechercher toutes les offres</a>.
        </li>
      </ul>
    </div>
  );
}
