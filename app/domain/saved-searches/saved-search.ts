import * as v from "valibot";
import { line } from "#app/domain/account/account.ts";
import { formatCount } from "#app/domain/format.ts";
import { describeSearch } from "#app/domain/search/describe-search.ts";
import { canonical, parseSearch, type Search } from "#app/domain/search/search.ts";
import type { Dropped } from "#app/domain/search/search-reader.ts";

const HOUR = 3_600_000;
/** How long a deletion can be undone. */
export const UNDO_MS = HOUR;
/** The period that « environ N offres par semaine » is estimated from, in days. */
export const ESTIMATED_DAYS = 60;

export const MAX_SEARCH_NAME = 100;

export const SearchName = v.object({ name: line("Donnez un nom à cette recherche.", MAX_SEARCH_NAME) });

/** The name that is proposed for a search: its criteria in words. */
export function proposeName(search: Search, administrations: ReadonlyMap<string, string>): string {
  const described = describeSearch(search, administrations);
  if (described.length <= MAX_SEARCH_NAME) return described;
  // A character may be two UTF-16 units, which must not be separated.
  return `${described.slice(0, MAX_SEARCH_NAME - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

/**
 * Reads stored criteria with the codes of today. `lost` holds those that no longer exist (a code, an administration):
 * without them the search would find more than its owner asked for, so she must be told.
 * @param administrations labels by slug of those that exist
 */
export function understandCriteria(
  params: URLSearchParams,
  administrations: ReadonlyMap<string, string>,
): { search: Search; lost: Dropped[] } {
  const { search, dropped } = parseSearch(params);
  const unknown = search.administrations.filter((slug) => !administrations.has(slug));
  return {
    search: canonical({
      ...search,
      administrations: search.administrations.filter((slug) => administrations.has(slug)),
      sort: null,
      page: 1,
    }),
    lost: [
      ...dropped.filter(({ parameter }) => parameter !== "tri" && parameter !== "page"),
      ...unknown.map((value) => ({ parameter: "administration", value, reason: "unknown" as const })),
    ],
  };
}

/** How many offers of a search are counted at most: more than anybody reads in a week. */
export const ESTIMATED_OFFERS = 1_000;

/** How often offers answered a search lately. */
export type Lately = {
  /** Open offers that answer it, published in the period, `ESTIMATED_OFFERS` at most. */
  found: number;
  /** Of the newest offers of the catalogue, those published in the period, and those of them that are still open. */
  published: number;
  open: number;
};

/**
 * How many offers a week a search is expected to find. Closed offers are no longer in the index, so their number is
 * estimated from the share of closed offers among all that were published.
 */
export function weeklyOffers({ found, published, open }: Lately): number {
  if (open === 0) return 0;
  return (found * (published / open) * 7) / ESTIMATED_DAYS;
}

/** « environ 3 offres par semaine ». */
export function weeklyInWords(weekly: number): string {
  if (weekly === 0) return "aucune offre ces deux derniers mois";
  if (weekly < 1) return "moins d’une offre par semaine";
  if (weekly > 100) return "plus de 100 offres par semaine";
  return `environ ${formatCount(Math.round(weekly), "offre")} par semaine`;
}

/** New offers are counted up to this number. */
export const MOST_NEW = 99;

/** « 3 nouvelles offres ». */
export function newInWords(count: number): string {
  if (count > MOST_NEW) return `Plus de ${MOST_NEW} nouvelles offres`;
  return count === 0 ? "Aucune nouvelle offre" : formatCount(count, "nouvelle offre", "nouvelles offres");
}
