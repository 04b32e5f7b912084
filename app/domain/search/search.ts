import * as v from "valibot";
import {
  type Choice,
  CONDITIONS,
  COUNTRIES,
  DEPARTMENTS,
  DOMAINS,
  DURATIONS,
  LEVELS,
  OFFER_TYPES,
  REGIONS,
} from "#app/domain/nomenclature.ts";
import { RADII, type Radius } from "#app/domain/places/circle.ts";
import { findCommune } from "#app/domain/places/communes.ts";
import { cut, MAX_WORDS_LENGTH, tidy } from "./keywords/typed-words.ts";
import { readWhere } from "./read-where.ts";
import { type Dropped, readSearch } from "./search-reader.ts";

/**
 * `pertinence` needs words; `recent` is newest first; `debut` is the soonest start first; `fin` is the soonest last day
 * to apply first; `distance` needs a commune.
 */
export const SORTS = ["pertinence", "recent", "debut", "fin", "distance"] as const;
export type Sort = (typeof SORTS)[number];

/** Around a commune, unless a search says how far: what most people travel. */
export const DEFAULT_RADIUS: Radius = 30;
const MAX_PAGE = 500;
/** How many administrations a search may name: slugs are not a closed list, and each makes the expression longer. */
const MAX_ADMINISTRATIONS = 50;
const SLUG = /^[a-z0-9-]{1,80}$/;
const COMMUNE = /^(?:\d{5}|2[AB]\d{3})$/;
const MONTH = /^20\d\d-(?:0[1-9]|1[0-2])$/;

const codesOf = <const T extends readonly Choice[]>(choices: T): T[number]["code"][] => choices.map(({ code }) => code);

/** What somebody looks for: the page, the saved search, the alert, the feeds and the API all speak this value. */
export const SearchSchema = v.object({
  /** As typed, spaces aside; empty without keywords. */
  words: v.pipe(v.string(), v.maxLength(MAX_WORDS_LENGTH)),
  /** Whether the words must be in the title, the domain, the employer or the town: the text does not count. */
  titleOnly: v.boolean(),
  types: v.array(v.picklist(codesOf(OFFER_TYPES))),
  level: v.nullable(v.picklist(codesOf(LEVELS))),
  domains: v.array(v.picklist(codesOf(DOMAINS))),
  /** Slugs of administrations that may not exist. */
  administrations: v.pipe(v.array(v.pipe(v.string(), v.regex(SLUG))), v.maxLength(MAX_ADMINISTRATIONS)),
  regions: v.array(v.picklist(codesOf(REGIONS))),
  departments: v.array(v.picklist(codesOf(DEPARTMENTS))),
  countries: v.array(v.picklist(codesOf(COUNTRIES))),
  /** INSEE code of the commune that the offers are in, or around. */
  commune: v.nullable(v.pipe(v.string(), v.regex(COMMUNE))),
  /** Kilometres around the commune; 0 is the commune alone. */
  radius: v.picklist(RADII),
  /** The first month in which the contract may start, `2026-09`; offers that do not say when are left out. */
  startsFrom: v.nullable(v.pipe(v.string(), v.regex(MONTH))),
  durations: v.array(v.picklist(codesOf(DURATIONS))),
  /** All of them must be stated by the employer. */
  conditions: v.array(v.picklist(codesOf(CONDITIONS))),
  /** null stands for the default, which `effectiveSort` tells. */
  sort: v.nullable(v.picklist(SORTS)),
  page: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_PAGE)),
});

export type Search = v.InferOutput<typeof SearchSchema>;

/** Every offer, newest first. */
export const EMPTY_SEARCH: Search = {
  words: "",
  titleOnly: false,
  types: [],
  level: null,
  domains: [],
  administrations: [],
  regions: [],
  departments: [],
  countries: [],
  commune: null,
  radius: DEFAULT_RADIUS,
  startsFrom: null,
  durations: [],
  conditions: [],
  sort: null,
  page: 1,
};

/** The parameter of the address that holds each field, in the order of the address. */
export const PARAMETERS = {
  words: "q",
  titleOnly: "dans",
  types: "type",
  level: "niveau",
  domains: "domaine",
  administrations: "administration",
  regions: "region",
  departments: "departement",
  countries: "pays",
  commune: "lieu",
  radius: "rayon",
  startsFrom: "debut",
  durations: "duree",
  conditions: "condition",
  sort: "tri",
  page: "page",
} as const satisfies Record<keyof Search, string>;

/** The parameter of a place in words, « Rennes », « 35000 », « Bretagne »: a form sends it, a canonical address never. */
export const WHERE = "ou";

/**
 * Reads the parameters of an address. A value that is not understood is dropped and reported, never refused; unknown
 * parameters are ignored. The search is in canonical form: `parseSearch(toParams(search)).search` equals `search`.
 */
export function parseSearch(params: URLSearchParams): { search: Search; dropped: Dropped[] } {
  const { one, several, drop, dropped } = readSearch(params);
  const words = tidy(one("q", (value) => value) ?? "");
  if (words.length > MAX_WORDS_LENGTH) drop("q", words.slice(cut(words).length), "too-long");
  const where = one(WHERE, (value) => readWhere(tidy(value)));
  const commune = where?.commune ?? one("lieu", communeOf);
  const sort = one("tri", (value) => SORTS.find((known) => known === value.toLowerCase()) ?? null);
  if ((sort === "pertinence" && !words) || (sort === "distance" && !commune)) drop("tri", sort, "unknown");
  const read = {
    words: cut(words),
    titleOnly: one("dans", (value) => (value.toLowerCase() === "intitule" ? true : null)) ?? false,
    types: several("type", lookup(OFFER_TYPES)),
    level: one("niveau", lookup(LEVELS)),
    domains: several("domaine", lookup(DOMAINS)),
    administrations: several("administration", slugOf, MAX_ADMINISTRATIONS),
    regions: [...several("region", lookup(REGIONS)), ...(where?.regions ?? [])],
    departments: [...several("departement", lookup(DEPARTMENTS)), ...(where?.departments ?? [])],
    countries: [...several("pays", lookup(COUNTRIES)), ...(where?.countries ?? [])],
    commune,
    radius: one("rayon", (value) => RADII.find((known) => String(known) === value) ?? null) ?? DEFAULT_RADIUS,
    startsFrom: one("debut", (value) => (MONTH.test(value) ? value : null)),
    durations: several("duree", lookup(DURATIONS)),
    conditions: several("condition", lookup(CONDITIONS)),
    sort,
    page: one("page", pageOf) ?? 1,
  };
  return { search: canonical(v.parse(SearchSchema, read)), dropped };
}

/**
 * The canonical form of a search: each value once, values in order, no default sort, nothing that another field gives
 * its sense when that field is empty. Equal searches have equal forms.
 */
export function canonical(search: Search): Search {
  const once = <T extends string>(values: T[]): T[] => [...new Set(values)].sort();
  const words = cut(tidy(search.words));
  const { sort, commune } = search;
  const unsaid = sort === "pertinence" || (sort === "recent" && !words) || (sort === "distance" && commune === null);
  return {
    words,
    titleOnly: search.titleOnly && words !== "",
    types: once(search.types),
    level: search.level,
    domains: once(search.domains),
    administrations: once(search.administrations),
    regions: once(search.regions),
    departments: once(search.departments),
    countries: once(search.countries),
    commune,
    radius: commune === null ? DEFAULT_RADIUS : search.radius,
    startsFrom: search.startsFrom,
    durations: once(search.durations),
    conditions: once(search.conditions),
    sort: unsaid ? null : sort,
    page: search.page,
  };
}

/** The parameters of the address, in canonical form: default values are left out. */
export function toParams(search: Search): URLSearchParams {
  const { level, page, sort, words, titleOnly, commune, radius, startsFrom, ...several } = canonical(search);
  const values: Record<keyof Search, string[]> = {
    ...several,
    words: [words],
    titleOnly: titleOnly ? ["intitule"] : [],
    level: level ? [level] : [],
    commune: commune ? [commune] : [],
    radius: radius === DEFAULT_RADIUS ? [] : [String(radius)],
    startsFrom: startsFrom ? [startsFrom] : [],
    sort: sort ? [sort] : [],
    page: page > 1 ? [String(page)] : [],
  };
  const params = new URLSearchParams();
  for (const field of FIELDS) {
    for (const value of values[field]) if (value) params.append(PARAMETERS[field], value);
  }
  return params;
}

const FIELDS = Object.keys(PARAMETERS) as (keyof Search)[];

/** The address's query string without `?`, which also names the search: equal searches have equal strings. */
export function canonicalQuery(search: Search): string {
  return toParams(search).toString();
}

/** Whether nothing is asked: every offer answers, whatever the order and the page. */
export function isEmpty(search: Search): boolean {
  return canonicalQuery({ ...search, sort: null, page: 1 }) === "";
}

/** The order that results are shown in. */
export function effectiveSort(search: Search): Sort {
  return canonical(search).sort ?? (search.words ? "pertinence" : "recent");
}

/** The same search on another of its pages, which is brought within 1 and `MAX_PAGE`. */
export function withPage(search: Search, page: number): Search {
  return { ...search, page: Math.min(Math.max(1, Math.trunc(page) || 1), MAX_PAGE) };
}

/** Finds a code however it is written: `num`, `2a`, `1` for `01`. */
function lookup<C extends string>(choices: readonly { code: C }[]): (value: string) => C | null {
  return (value) => {
    const written = value.toUpperCase();
    return choices.find(({ code }) => code.toUpperCase() === written || code === `0${written}`)?.code ?? null;
  };
}

function slugOf(value: string): string | null {
  const slug = value.toLowerCase();
  return SLUG.test(slug) ? slug : null;
}

function communeOf(value: string): string | null {
  return findCommune(value.toUpperCase())?.code ?? null;
}

function pageOf(value: string): number | null {
  const page = /^\d{1,3}$/.test(value) ? Number(value) : 0;
  return page >= 1 && page <= MAX_PAGE ? page : null;
}
