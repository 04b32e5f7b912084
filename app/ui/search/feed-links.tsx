import { canonicalQuery, type Search } from "#app/domain/search/search.ts";
import { paths } from "#app/paths.ts";

/** The links to the feeds of a search. */
export function FeedLinks({ search }: { search: Search }) {
  const query = canonicalQuery({ ...search, sort: null, page: 1 });
  return (
    <p className="feed-links">
      Suivre cette recherche : <a href={paths.rss(query)}>flux RSS</a>, <a href={paths.atom(query)}>flux Atom</a>
    </p>
  );
}
