import { formatOffers } from "#app/domain/format.ts";
import { canonicalQuery, isEmpty, type Search } from "#app/domain/search/search.ts";
import { paths } from "#app/paths.ts";
import type { Alternatives } from "#db/catalogue/search/alternatives.ts";

type Props = { search: Search; alternatives: Alternatives["without"] };

/** The page when no offer answers: the ways to go on, and how many offers each of them gives. */
export function NothingFound({ search, alternatives }: Props) {
  if (isEmpty(search)) {
    return <p>Aucune offre n’est ouverte en ce moment. Revenez bientôt : les administrations publient chaque jour.</p>;
  }
  return (
    <div className="nothing-found">
      <p>Aucune offre ouverte ne répond à tous ces critères. Vous pouvez :</p>
      <ul>
        {alternatives.map(({ kind, label, search: fewer, count }) => (
          <li key={kind + label}>
            <a href={paths.offers(canonicalQuery(fewer))}>
              chercher sans le {kind === "word" ? `mot « ${label} »` : `critère ${label}`}
            </a>{" "}
            ({formatOffers(count)}) ;
          </li>
        ))}
        <li>vérifier l’orthographe des mots-clés, ou en choisir de plus généraux ;</li>
        <li>
          <a href={paths.saveSearch(canonicalQuery({ ...search, sort: null, page: 1 }))}>être alerté</a> des prochaines
          offres qui répondront à cette recherche ;
        </li>
        <li>
          <a href={paths.offers()}>rechercher toutes les offres</a>.
        </li>
      </ul>
    </div>
  );
}
