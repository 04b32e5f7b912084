import { canonicalQuery, type Search } from "#app/domain/search/search.ts";
import { paths } from "#app/paths.ts";

/** Leads to the private page that saves this search: the page that holds the link is the same for everybody. */
export function SaveSearch({ search }: { search: Search }) {
  return (
    <p className="save-search">
      <a
        className="fr-btn fr-btn--secondary fr-btn--sm fr-icon-notification-3-line fr-btn--icon-left"
        href={paths.saveSearch(canonicalQuery({ ...search, sort: null, page: 1 }))}
      >
        Sauvegarder ma recherche
      </a>
    </p>
  );
}
