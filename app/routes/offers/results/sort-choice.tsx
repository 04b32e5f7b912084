import { canonicalQuery, effectiveSort, type Search, type Sort } from "#app/domain/search/search.ts";
import { paths } from "#app/paths.ts";

const LABELS: Record<Sort, string> = {
  pertinence: "Pertinence",
  distance: "Plus proches",
  recent: "Plus récentes",
  debut: "Date de début",
  fin: "Se termine bientôt",
};

/** The sort orders of the results, as links. */
export function SortChoice({ search }: { search: Search }) {
  const current = effectiveSort(search);
  const sorts = (Object.keys(LABELS) as Sort[]).filter(
    (sort) => (sort !== "pertinence" || search.words) && (sort !== "distance" || search.commune),
  );
  return (
    <nav className="sort-choice" id="tri" tabIndex={-1} aria-labelledby="titre-tri">
      <p id="titre-tri">Trier par</p>
      <ul>
        {sorts.map((sort) => (
          <li key={sort}>
            <a
              href={paths.offers(canonicalQuery({ ...search, sort, page: 1 }))}
              aria-current={sort === current ? "true" : undefined}
            >
              {LABELS[sort]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
