import { dayInParis } from "#app/domain/format.ts";
import { COMPILED_VERSION } from "#app/domain/search/match.ts";
import type { Pair } from "#db/accounts/alerts/alert-matches.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { findMailedPairs } from "#db/accounts/mails/mail-checks.ts";
import type { Sendable } from "#db/accounts/mails/sending.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { countStale } from "#db/catalogue/search/reindexing.ts";
import { stillMatching } from "./still-matching.ts";

/**
 * Finds the pairs that no longer hold in the alerts that are about to be sent for the first time: the offer was
 * withdrawn, has closed, or was edited and no longer matches the search. It asks the index that pages read.
 * @returns no pair while that index is being rebuilt, since it does not hold every offer then
 */
export async function findStalePairs(
  { accounts, catalogue }: { accounts: Accounts; catalogue: Catalogue },
  sendable: Sendable[],
  now: Date,
): Promise<Pair[]> {
  const untried = sendable.filter(({ kind, untried }) => kind === "alert" && untried === 1).map(({ id }) => id);
  if (untried.length === 0) return [];
  const mailed = await findMailedPairs(accounts, untried, COMPILED_VERSION);
  const matches = new Map(mailed.map(({ savedSearchId, match }) => [savedSearchId, match]));
  const stillMatches = await stillMatching(catalogue, mailed, (id) => matches.get(id) ?? "", dayInParis(now));
  const stale = mailed.filter((pair) => !stillMatches(pair));
  return stale.length > 0 && (await countStale(catalogue)) > 0 ? [] : stale;
}
