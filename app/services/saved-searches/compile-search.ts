import { expressionTokens, selectiveTokens } from "#app/domain/saved-searches/selective-tokens.ts";
import { COMPILED_VERSION, compileMatch } from "#app/domain/search/match.ts";
import { canonicalQuery, parseSearch, type Search } from "#app/domain/search/search.ts";
import { slices } from "#app/services/slices.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { type Compiled, findStaleSearches, updateCompiled } from "#db/accounts/saved-searches/saved-searches.ts";
import { countTokens } from "#db/catalogue/alerts/fresh-offers.ts";
import type { Catalogue } from "#db/catalogue/database.ts";

/** What a saved search is known by: its criteria, without order and page. */
export function criteriaOf(search: Search): string {
  return canonicalQuery({ ...search, sort: null, page: 1 });
}

/** What the matcher runs for each of some searches, with the rarest tokens that it must find. */
export async function compileSearches(catalogue: Catalogue, searches: Search[]): Promise<Compiled[]> {
  const expressions = searches.map((search) => compileMatch(search).expression);
  const counts = await countTokens(catalogue, [...new Set(expressions.flatMap(expressionTokens))]);
  const frequency = (token: string) => counts.get(token) ?? 0;
  return expressions.map((match) => ({
    match,
    textVersion: COMPILED_VERSION,
    searchTokens: selectiveTokens(match, frequency),
  }));
}

/**
 * Compiles anew some of the saved searches that another version of the text preparation has compiled. One of which a
 * criterion is no longer understood would find more than was asked: it is kept as it is, and said to be broken.
 * @returns whether some are left
 */
export async function recompileSearches(
  { accounts, catalogue }: { accounts: Accounts; catalogue: Catalogue },
  limit: number,
): Promise<boolean> {
  const stale = await findStaleSearches(accounts, COMPILED_VERSION, limit);
  if (stale.length === 0) return false;
  const read = stale.map(({ criteria }) => parseSearch(new URLSearchParams(criteria)));
  const compiled = await compileSearches(
    catalogue,
    read.map(({ search }) => search),
  );
  const rows = compiled.map((each, index) => ({
    id: stale[index]?.id ?? 0,
    criteria: stale[index]?.criteria ?? "",
    broken: read[index]?.dropped.length ? ("criteria" as const) : null,
    ...each,
  }));
  for (const part of slices(rows, limit)) await updateCompiled(accounts, part);
  return stale.length === limit;
}
