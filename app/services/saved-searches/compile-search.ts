import { expressionTokens, selectiveTokens } from "#app/domain/saved-searches/selective-tokens.ts";
import { COMPILED_VERSION, compileMatch } from "#app/domain/search/match.ts";
import { canonicalQuery, parseSearch, type Search } from "#app/domain/search/search.ts";
import { slices } from "#app/services/slices.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { type Compiled, findStaleSearches, updateCompiled } from "#db/accounts/saved-searches/compiled-searches.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { countHolders } from "#db/catalogue/search/tokens.ts";

/** The criteria of a saved search: the canonical query, without order and page. Equal searches have equal criteria. */
export function criteriaOf(search: Search): string {
  return canonicalQuery({ ...search, sort: null, page: 1 });
}

/** Compiles searches for the matching: the FTS5 expression of each, with its rarest tokens, in the order given. */
export async function compileSearches(catalogue: Catalogue, searches: Search[]): Promise<Compiled[]> {
  const expressions = searches.map((search) => compileMatch(search).expression);
  const counts = await countHolders(catalogue, expressions.flatMap(expressionTokens));
  const frequency = (token: string) => counts.get(token) ?? 0;
  return expressions.map((match) => ({
    match,
    textVersion: COMPILED_VERSION,
    searchTokens: selectiveTokens(match, frequency),
  }));
}

/**
 * Recompiles up to `limit` of the saved searches that another `COMPILED_VERSION` has compiled. If a criterion of a
 * search is no longer understood, the search would find more than was asked: it is broken, and matches nothing.
 * @returns whether some searches remain to be recompiled
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
