import { formatMonth } from "#app/domain/format.ts";
import { labelOf } from "#app/domain/nomenclature.ts";
import { placeLabel } from "./describe-search.ts";
import type { FacetField } from "./facets.ts";
import { canonical, canonicalQuery, DEFAULT_RADIUS, type Search } from "./search.ts";

/** One value of a search that a person can take away: a tag with a cross on the page. */
export type Criterion = { field: Exclude<keyof Search, "radius" | "sort" | "page">; value: string; label: string };

/**
 * The criteria of a search, one by one, in the order of the address, with their French labels.
 * @param administrations labels by slug; a slug without a label is shown as it is
 */
export function criteriaOf(search: Search, administrations: ReadonlyMap<string, string> = new Map()): Criterion[] {
  const asked = canonical(search);
  const { words, level, commune, startsFrom } = asked;
  const several = (field: keyof typeof NOMENCLATURES) =>
    asked[field].map((value) => ({ field, value, label: labelOf(NOMENCLATURES[field], value) ?? value }));
  return [
    ...(words ? [{ field: "words" as const, value: words, label: `«\u00a0${words}\u00a0»` }] : []),
    ...(asked.titleOnly
      ? [{ field: "titleOnly" as const, value: "intitule", label: "Dans l’intitulé seulement" }]
      : []),
    ...several("types"),
    ...(level ? [{ field: "level" as const, value: level, label: labelOf("level", level) ?? level }] : []),
    ...several("domains"),
    ...asked.administrations.map((value) => ({
      field: "administrations" as const,
      value,
      label: administrations.get(value) ?? value,
    })),
    ...several("regions"),
    ...several("departments"),
    ...several("countries"),
    ...(commune ? [{ field: "commune" as const, value: commune, label: placeLabel(asked) ?? commune }] : []),
    ...(startsFrom
      ? [{ field: "startsFrom" as const, value: startsFrom, label: `Début à partir de ${formatMonth(startsFrom)}` }]
      : []),
    ...several("durations"),
    ...several("conditions"),
  ];
}

const NOMENCLATURES = {
  types: "type",
  domains: "domain",
  regions: "region",
  departments: "department",
  countries: "country",
  durations: "duration",
  conditions: "condition",
} as const;

/** The search without one of its criteria, on its first page. */
export function without(search: Search, { field, value }: Pick<Criterion, "field" | "value">): Search {
  const first = { ...search, page: 1 };
  switch (field) {
    case "words":
      return canonical({ ...first, words: "" });
    case "titleOnly":
      return canonical({ ...first, titleOnly: false });
    case "level":
    case "startsFrom":
      return canonical({ ...first, [field]: null });
    case "commune":
      return canonical({ ...first, commune: null, radius: DEFAULT_RADIUS });
    default:
      return canonical({ ...first, [field]: search[field].filter((each) => each !== value) });
  }
}

/**
 * The dimensions: the facets of one are counted without the criteria of that dimension. Place is one dimension. The
 * conditions are none: each must be met, so they are counted with all the criteria.
 */
const DIMENSIONS: { fields: FacetField[]; emptied: Partial<Search> }[] = [
  { fields: ["types"], emptied: { types: [] } },
  { fields: ["level"], emptied: { level: null } },
  { fields: ["domains"], emptied: { domains: [] } },
  { fields: ["administrations"], emptied: { administrations: [] } },
  {
    fields: ["regions", "departments", "countries"],
    emptied: { regions: [], departments: [], countries: [], commune: null, radius: DEFAULT_RADIUS },
  },
  { fields: ["durations"], emptied: { durations: [] } },
];

/** The dimensions in which something is chosen, each with the search without it. */
export function withoutEachDimension(search: Search): { fields: FacetField[]; search: Search }[] {
  const asked = canonicalQuery(search);
  return DIMENSIONS.map(({ fields, emptied }) => ({ fields, search: { ...search, ...emptied } })).filter(
    (each) => canonicalQuery(each.search) !== asked,
  );
}
