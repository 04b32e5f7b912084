import { weekOf } from "#app/domain/publishing/offer-counts.ts";
import type { Search } from "#app/domain/search/search.ts";
import { emptyWords } from "#app/domain/statistics/empty-words.ts";
import { cellOf } from "#app/domain/statistics/searched.ts";
import { openTally, type TallyDeps } from "#app/services/tally.ts";
import { type Addition, addSearches } from "#db/catalogue/statistics/search-counts.ts";

/** A request may be held for 30 seconds after its answer, no longer. */
const WRITE_AFTER_MS = 20_000;
/** Different cells and words that wait at most. */
const MAX_COUNTS = 2_000;

/** Opens the tally of what is searched for. */
export function openSearchTally() {
  const tally = openTally<Addition>({ add: addSearches, writeAfterMs: WRITE_AFTER_MS });

  function add(addition: Addition, deps: TallyDeps): void {
    const { week, cell, word } = addition;
    const key = JSON.stringify([week, cell, word]);
    const addTo = (before: Addition | undefined, waiting: number) => {
      if (before) return { ...before, count: before.count + 1, empty: before.empty + addition.empty };
      return waiting < MAX_COUNTS ? addition : null;
    };
    tally.count(key, addTo, deps);
  }

  return {
    /** Counts a search by what it asks for, and, when it finds nothing, by its words, apart from each other. */
    count: (search: Search, found: boolean, deps: TallyDeps): void => {
      const cell = cellOf(search);
      if (cell === null) return;
      const week = weekOf(deps.now);
      const empty = found ? 0 : 1;
      add({ week, cell, word: null, count: 1, empty }, deps);
      if (found) return;
      for (const word of emptyWords(search.words)) add({ week, cell: null, word, count: 1, empty }, deps);
    },
  };
}
