import { withoutEachDimension } from "#app/domain/search/criteria.ts";
import { countFacets, type Facets } from "#app/domain/search/facets.ts";
import type { Understood } from "#app/domain/search/keywords/match-keywords.ts";
import { compileMatch } from "#app/domain/search/match.ts";
import { isEmpty, type Search } from "#app/domain/search/search.ts";
import { runBatch } from "#db/batch.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { type ChoiceRow, choicesQuery, NO_COUNTS, type SearchChoices, toChoices } from "./choices.ts";
import { everythingQuery, type FacetsRow, facetsQuery, readFacets } from "./counting.ts";
import { questionOf } from "./matching.ts";
import { type EntryRow, type OfferPage, PAGE_SIZE, pageQuery, textsOf, toPage } from "./offer-pages.ts";

export type Results = OfferPage &
  SearchChoices & {
    /** Names by slug of the administrations that the search asks for. */
    labels: Map<string, string>;
    /** Of these, the slugs of kept administrations by the slugs of names that were merged into them. */
    kept: Map<string, string>;
    /** How the keywords were understood. */
    understood: Understood;
    /** The texts that extracts are cut from, by reference; empty without keywords. */
    texts: Map<string, string>;
  };

/**
 * All that a page of results shows, in one batch.
 * Facets are disjunctive: each dimension is counted with all the criteria but its own.
 * @param today the current day in Europe/Paris
 * @param size how many entries a page
 */
export async function findResults(
  db: Catalogue,
  search: Search,
  today: string,
  size: number = PAGE_SIZE,
): Promise<Results> {
  const question = questionOf(search, today);
  // Without any criterion the counts are those that imports keep.
  const counted = !isEmpty(search);
  const others = withoutEachDimension(search);
  const [entries, choices, [found], ...alone] = await runBatch<[EntryRow, ChoiceRow, FacetsRow, ...FacetsRow[]]>(db, [
    pageQuery(question, size),
    choicesQuery(search.administrations),
    counted ? facetsQuery(question.match.expression, today) : everythingQuery(today),
    ...others.map((other) => facetsQuery(compileMatch(other.search).expression, today)),
  ]);
  const { proposed, slugs, labels, kept } = await toChoices(db, search.administrations, choices);
  const facets = counted ? toFacets(found, slugs) : { ...proposed.facets };
  for (const [index, { fields }] of others.entries()) {
    const own = toFacets(alone[index]?.[0], slugs);
    for (const field of fields) facets[field] = own[field];
  }
  return {
    ...toPage(search, entries, readFacets(found), size),
    ...proposed,
    facets,
    labels: new Map(
      search.administrations.flatMap((slug) => (labels.has(slug) ? [[slug, labels.get(slug) ?? slug]] : [])),
    ),
    kept: new Map([...kept].filter(([slug]) => search.administrations.includes(slug))),
    understood: question.match,
    texts: textsOf(entries),
  };
}

function toFacets(row: FacetsRow | undefined, slugs: ReadonlyMap<string, string>): Facets {
  const { codes } = readFacets(row);
  if (!row || codes === null) return { ...NO_COUNTS };
  const { administrations, ...facets } = countFacets(codes);
  return {
    ...facets,
    administrations: new Map([...administrations].map(([number, count]) => [slugs.get(number) ?? number, count])),
  };
}
