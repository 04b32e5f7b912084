import { dayInParis } from "#app/domain/format.ts";
import { COMPILED_VERSION } from "#app/domain/search/match.ts";
import type { Pair } from "#db/accounts/alerts/alert-matches.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { findTold } from "#db/accounts/mails/mail-checks.ts";
import type { Sendable } from "#db/accounts/mails/sending.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { countStale } from "#db/catalogue/search/reindexing.ts";
import { stillMatching } from "./still-matching.ts";

/**
 * What alerts that are about to be sent for the first time tell of, and is no longer so: offers that were withdrawn, have
 * closed, or were edited and answer the search no more. Asked of the index that pages read, unless it is being made anew.
 */
export async function findStalePairs(
  { accounts, catalogue }: { accounts: Accounts; catalogue: Catalogue },
  sendable: Sendable[],
  now: Date,
): Promise<Pair[]> {
  const untried = sendable.filter(({ kind, untried }) => kind === "alert" && untried === 1).map(({ id }) => id);
  if (untried.length === 0) return [];
  const told = await findTold(accounts, untried, COMPILED_VERSION);
  const matches = new Map(told.map(({ savedSearchId, match }) => [savedSearchId, match]));
  const isTrue = await stillMatching(catalogue, told, (id) => matches.get(id) ?? "", dayInParis(now));
  const stale = told.filter((pair) => !isTrue(pair));
  return stale.length > 0 && (await countStale(catalogue)) > 0 ? [] : stale;
}
