import { CONDITIONS, DURATIONS, OFFER_TYPES } from "#app/domain/nomenclature.ts";
import { conditionToken, durationToken, typeToken } from "./filter-tokens.ts";
import type { Search } from "./search.ts";

/** The dimensions that results are counted by; the codes are those of the search. */
export type FacetField = Exclude<
  keyof Search,
  "words" | "titleOnly" | "commune" | "radius" | "startsFrom" | "sort" | "page"
>;

/**
 * How many offers each choice of a criterion would give, beside the other criteria; null where there are too many
 * matches to count. A choice that is absent gives none. Level « 0 » is « non précisé », country « FRA » is France.
 */
export type Facets = Record<FacetField, Map<string, number> | null>;

/** Facets as they are counted in the database, where an administration is a number. */
export type FacetCounts = Record<FacetField, Map<string, number>>;

/**
 * Counts packed facet codes (column `k`): ten thousand offers in 3 ms, where splitting their text takes 10.
 * @param packed the rows' codes joined by commas, as `group_concat` gives them; null when there is no row
 */
export function countFacets(packed: string | null): FacetCounts {
  /** How many offers hold each choice of `known`. */
  const counts: number[] = [];
  const text = packed ?? "";
  let code = 0;
  for (let index = 0; index <= text.length; index++) {
    const character = index < text.length ? text.charCodeAt(index) : COMMA;
    if (character !== COMMA) code = code * RADIX + character;
    else if (code > 0) {
      const place = placeOf(code);
      counts[place] = (counts[place] ?? 0) + 1;
      code = 0;
    }
  }
  return byField(counts);
}

const COMMA = 44;
/** Codes are ASCII and of seven characters at most: they fit in the 53 bits of a number. */
const RADIX = 128;

/** The choices that were met so far, and where each code stands among them: reading a code takes longer than counting. */
const known: ({ field: FacetField; value: string } | null)[] = [];
const places = new Map<number, number>();

function placeOf(code: number): number {
  const place = places.get(code);
  if (place !== undefined) return place;
  places.set(code, known.length);
  return known.push(choiceOf(unpack(code))) - 1;
}

function choiceOf(code: string): (typeof known)[number] {
  const field = FIELDS[code[0] ?? ""];
  return field ? { field, value: NAMES.get(code) ?? code.slice(1) } : null;
}

function byField(counts: number[]): FacetCounts {
  const facets: FacetCounts = {
    types: new Map(),
    level: new Map(),
    domains: new Map(),
    administrations: new Map(),
    regions: new Map(),
    departments: new Map(),
    countries: new Map(),
    durations: new Map(),
    conditions: new Map(),
  };
  for (const place of Object.keys(counts)) {
    const choice = known[Number(place)];
    if (choice) facets[choice.field].set(choice.value, counts[Number(place)] ?? 0);
  }
  return facets;
}

function unpack(packed: number): string {
  let code = "";
  for (let rest = packed; rest > 0; rest = Math.floor(rest / RADIX)) code = String.fromCharCode(rest % RADIX) + code;
  return code;
}

/** The choices whose codes are longer than their tokens. */
const NAMES = new Map<string, string>([
  ...OFFER_TYPES.map(({ code }) => [typeToken(code), code] as const),
  ...DURATIONS.map(({ code }) => [durationToken(code), code] as const),
  ...CONDITIONS.map(({ code }) => [conditionToken(code), code] as const),
]);

/** How many offers a choice would give; null when it is not known. A level also gives the offers that say none. */
export function countOf(facets: Facets, field: FacetField, code: string): number | null {
  const counts = facets[field];
  if (!counts) return null;
  return (counts.get(code) ?? 0) + (field === "level" ? (counts.get("0") ?? 0) : 0);
}

/** The letters that the index puts in front of the codes. */
const FIELDS: Record<string, FacetField> = {
  t: "types",
  n: "level",
  d: "domains",
  a: "administrations",
  r: "regions",
  p: "departments",
  c: "countries",
  u: "durations",
  w: "conditions",
};
