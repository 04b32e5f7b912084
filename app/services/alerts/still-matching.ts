import { slices } from "#app/services/slices.ts";
import type { Pair } from "#db/accounts/alerts/alert-matches.ts";
import { findStillMatching } from "#db/catalogue/alerts/fresh-offers.ts";
import type { Catalogue } from "#db/catalogue/database.ts";

/** Searches a statement: each is an expression to run. */
const SEARCHES = 500;

/**
 * Asks the index that pages read which offers are open and still match the searches that found them.
 * @param matchOf the compiled expression of a saved search, by its id
 * @param today the current day in Europe/Paris, `YYYY-MM-DD`
 * @returns a function that says whether a pair still matches
 */
export async function stillMatching(
  catalogue: Catalogue,
  pairs: Pair[],
  matchOf: (savedSearchId: number) => string,
  today: string,
): Promise<(pair: Pair) => boolean> {
  const asked = [...Map.groupBy(pairs, ({ savedSearchId }) => savedSearchId)].map(([id, own]) => ({
    id,
    match: matchOf(id),
    offerIds: own.map(({ offerId }) => offerId),
  }));
  const answers = new Map<number, Set<number>>();
  for (const some of slices(asked, SEARCHES)) {
    for (const [id, offers] of await findStillMatching(catalogue, some, today)) answers.set(id, offers);
  }
  return ({ savedSearchId, offerId }) => answers.get(savedSearchId)?.has(offerId) === true;
}
