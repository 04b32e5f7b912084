import type { Search } from "./search.ts";

/** The dimensions that results are counted by; the codes are those of the search. */
type FacetField = Exclude<keyof Search, "words" | "sort" | "page">;

/** How many offers have each code of each dimension. Level « 0 » is « non précisé », country « FRA » is France. */
export type FacetCounts = Record<FacetField, Map<string, number>>;

/**
 * Counts packed facet codes (column `k`).
 * @param packed the rows' codes joined by commas, as `group_concat(k)` gives them; null when there is no row
 */
export function countFacets(packed: string | null): FacetCounts {
  const counts = new Map<string, number>();
  for (const code of packed ? packed.split(",") : []) counts.set(code, (counts.get(code) ?? 0) + 1);

  const facets: FacetCounts = {
    types: new Map(),
    level: new Map(),
    domains: new Map(),
    administrations: new Map(),
    regions: new Map(),
    departments: new Map(),
    countries: new Map(),
  };
  for (const [code, count] of counts) {
    const field = FIELDS[code[0] ?? ""];
    if (field) facets[field].set(code.slice(1), count);
  }
  return facets;
}

/** The letters that `indexRow` puts in front of the codes. */
const FIELDS: Record<string, FacetField> = {
  t: "types",
  n: "level",
  d: "domains",
  a: "administrations",
  r: "regions",
  p: "departments",
  c: "countries",
};
