import { type Cadence, dueAt } from "#app/domain/alerts/alert.ts";
import { dayInParis } from "#app/domain/format.ts";
import { ESTIMATED_DAYS, understandCriteria, weeklyOffers } from "#app/domain/saved-searches/saved-search.ts";
import { describeSearch } from "#app/domain/search/describe-search.ts";
import { nameDropped } from "#app/domain/search/dropped-criteria.ts";
import { compileMatch } from "#app/domain/search/match.ts";
import { parseSearch, type Search } from "#app/domain/search/search.ts";
import { shift } from "#app/domain/time.ts";
import type { Accounts } from "#db/accounts/database.ts";
import {
  findSavedSearch,
  insertSavedSearch,
  listSavedSearches,
  markSeen,
  restoreSavedSearch,
  type SavedSearch,
  setCadence,
  updateCriteria,
} from "#db/accounts/saved-searches/saved-searches.ts";
import { newestOfferId } from "#db/catalogue/alerts/fresh-offers.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { findAdministrationLabels } from "#db/catalogue/offers/administrations.ts";
import { countForSavedSearches } from "#db/catalogue/saved-searches/saved-searches.ts";
import { compileSearches, criteriaOf } from "./compile-search.ts";

/**
 * `primaryCatalogue` says which offer is the newest: a replica that is late would make alerts begin at older offers.
 */
type Deps = { accounts: Accounts; catalogue: Catalogue; primaryCatalogue: Catalogue };

type Owned = { id: number; candidateId: number };

const DAY_MS = 86_400_000;

/**
 * Reads criteria: the search that they mean today, the criteria that are lost, and the labels of the administrations.
 */
export async function readCriteria(catalogue: Catalogue, params: URLSearchParams) {
  const labels = await findAdministrationLabels(catalogue, parseSearch(params).search.administrations);
  return { ...understandCriteria(params, labels), labels };
}

/** A saved search as « Mes recherches » shows it. */
export type ShownSearch = Pick<SavedSearch, "id" | "name" | "cadence" | "seenOfferId"> & {
  /** The criteria in words. */
  described: string;
  /** The names of its criteria that no longer exist; null when the search is not broken. */
  lost: string[] | null;
  /** New offers, and offers a week; null when the search is broken, until its owner corrects it. */
  counts: { news: number; weekly: number } | null;
};

/** A candidate's saved searches, newest first, each with its counts. One batch counts for all of them. */
export async function showSavedSearches(
  { accounts, catalogue }: Pick<Deps, "accounts" | "catalogue">,
  candidateId: number,
  now: Date,
): Promise<ShownSearch[]> {
  const saved = await listSavedSearches(accounts, candidateId);
  const params = saved.map(({ criteria }) => new URLSearchParams(criteria));
  const labels = await findAdministrationLabels(
    catalogue,
    params.flatMap((each) => parseSearch(each).search.administrations),
  );
  const runnable = saved.filter(({ broken }) => broken === null);
  const counted = await countForSavedSearches(
    catalogue,
    runnable,
    dayInParis(now),
    shift(now.toISOString(), -ESTIMATED_DAYS * DAY_MS),
  );
  const counts = new Map(runnable.map(({ id }, index) => [id, counted[index]]));
  return saved.map(({ id, name, cadence, seenOfferId, broken }, index) => {
    const { search, lost } = understandCriteria(params[index] ?? new URLSearchParams(), labels);
    const found = counts.get(id);
    return {
      id,
      name,
      cadence,
      seenOfferId,
      described: describeSearch(search, labels),
      lost: lost.length > 0 || broken !== null ? lost.map(nameDropped) : null,
      counts: found ? { news: found.news, weekly: weeklyOffers(found.lately) } : null,
    };
  });
}

/** Saves a search under a name. @returns as `insertSavedSearch` */
export async function saveSearch(
  deps: Deps,
  { candidateId, name, search }: { candidateId: number; name: string; search: Search },
  now: Date,
) {
  return insertSavedSearch(deps.accounts, { candidateId, name, ...(await compile(deps, search)) }, now);
}

/** Gives a saved search other criteria. @returns as `updateCriteria` */
export async function changeCriteria(deps: Deps, owned: Owned, search: Search) {
  return updateCriteria(deps.accounts, owned, await compile(deps, search));
}

/**
 * How many offers a week a search with words is expected to find, and how many the same search in titles only. Null when
 * the search makes no such difference, or when most of its offers say the words in their title, domain or employer.
 */
export async function compareTitleOnly(
  { catalogue }: Pick<Deps, "catalogue">,
  search: Search,
  now: Date,
): Promise<{ weekly: number; titledWeekly: number } | null> {
  const { expression, titled } = compileMatch(search);
  if (titled === null) return null;
  const [all, named] = await countForSavedSearches(
    catalogue,
    [expression, titled].map((match) => ({ match, seenOfferId: Number.MAX_SAFE_INTEGER })),
    dayInParis(now),
    shift(now.toISOString(), -ESTIMATED_DAYS * DAY_MS),
  );
  if (!all || !named || named.lately.found * 2 >= all.lately.found) return null;
  return { weekly: weeklyOffers(all.lately), titledWeekly: weeklyOffers(named.lately) };
}

async function compile({ catalogue, primaryCatalogue }: Deps, search: Search) {
  const [compiled] = await compileSearches(catalogue, [search]);
  if (!compiled) throw new Error("A search that compiles to nothing");
  return { criteria: criteriaOf(search), ...compiled, newestOfferId: await newestOfferId(primaryCatalogue) };
}

/**
 * Switches the bell of a saved search on, with a cadence, or off, with null.
 * @returns false when the search is not hers, or is deleted
 */
export async function changeCadence(
  { accounts, primaryCatalogue }: Deps,
  owned: Owned,
  cadence: Cadence | null,
  now: Date,
): Promise<boolean> {
  const due = dueAt(cadence ?? "immediate", now.toISOString());
  return setCadence(accounts, owned, { cadence, due, newestOfferId: await newestOfferId(primaryCatalogue) });
}

/** Undoes a deletion. @returns as `restoreSavedSearch` */
export async function restoreSearch({ accounts, primaryCatalogue }: Deps, owned: Owned) {
  return restoreSavedSearch(accounts, owned, await newestOfferId(primaryCatalogue));
}

/**
 * Marks all current results of a saved search as seen.
 * @returns the id of the newest offer that was seen before: the page marks later ones as new; null when it is not hers
 */
export async function markResultsSeen({ accounts, catalogue }: Deps, owned: Owned): Promise<number | null> {
  const saved = await findSavedSearch(accounts, owned);
  if (!saved) return null;
  // Asked of the replica that the page reads: an offer that the page does not show yet is not seen.
  await markSeen(accounts, owned, await newestOfferId(catalogue));
  return saved.seenOfferId;
}
