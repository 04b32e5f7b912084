import { labelOf } from "#app/domain/nomenclature.ts";
import type { FacetField } from "./facets.ts";
import { canonical, EMPTY_SEARCH, type Search } from "./search.ts";

/** One value of a search that a person can take away: a tag with a cross on the page. */
export type Criterion = { field: Exclude<keyof Search, "sort" | "page">; value: string; label: string };

/**
 * The criteria of a search, one by one, in the order of the address, with their French labels.
 * @param administrations labels by slug; a slug without a label is shown as it is
 */
export function criteriaOf(search: Search, administrations: ReadonlyMap<string, string> = new Map()): Criterion[] {
  const { words, types, level, domains, regions, departments, countries, ...rest } = canonical(search);
  return [
    ...(words ? [{ field: "words" as const, value: words, label: `«\u00a0${words}\u00a0»` }] : []),
    ...types.map((value) => ({ field: "types" as const, value, label: labelOf("type", value) ?? value })),
    ...(level ? [{ field: "level" as const, value: level, label: labelOf("level", level) ?? level }] : []),
    ...domains.map((value) => ({ field: "domains" as const, value, label: labelOf("domain", value) ?? value })),
    ...rest.administrations.map((value) => ({
      field: "administrations" as const,
      value,
      label: administrations.get(value) ?? value,
    })),
    ...regions.map((value) => ({ field: "regions" as const, value, label: labelOf("region", value) ?? value })),
    ...departments.map((value) => ({
      field: "departments" as const,
      value,
      label: labelOf("department", value) ?? value,
    })),
    ...countries.map((value) => ({ field: "countries" as const, value, label: labelOf("country", value) ?? value })),
  ];
}

/** The search without one of its criteria, on its first page. */
export function without(search: Search, { field, value }: Pick<Criterion, "field" | "value">): Search {
  const first = { ...search, page: 1 };
  if (field === "words") return canonical({ ...first, words: "" });
  if (field === "level") return canonical({ ...first, level: null });
  return canonical({ ...first, [field]: search[field].filter((each) => each !== value) });
}

/** The dimensions: the facets of one are counted without the criteria of that dimension. Place is one dimension. */
const DIMENSIONS: FacetField[][] = [
  ["types"],
  ["level"],
  ["domains"],
  ["administrations"],
  ["regions", "departments", "countries"],
];

/** The dimensions in which something is chosen, each with the search without it. */
export function withoutEachDimension(search: Search): { fields: FacetField[]; search: Search }[] {
  return DIMENSIONS.filter((fields) => fields.some((field) => search[field]?.length)).map((fields) => ({
    fields,
    search: { ...search, ...Object.fromEntries(fields.map((field) => [field, EMPTY_SEARCH[field]])) },
  }));
}
