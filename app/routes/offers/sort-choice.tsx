import { canonicalQuery, effectiveSort, type Search, type Sort } from "#app/domain/search/search.ts";
import { paths } from "#app/paths.ts";

const LABELS: Record<Sort, string> = { pertinence: "Pertinence", recent: "Plus récentes", debut: "Date de début" };

/** The sort orders of the results, as links. */
export function SortChoice({ search }: { search: Search }) {
  const current = effectiveSort(search);
  const sorts: Sort[] = search.words ? ["pertinence", "recent", "debut"] : ["recent", "debut"];
  return (
    <nav className="sort-choice" aria-labelledby="tri">
      <p id="tri">Trier par</p>
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
