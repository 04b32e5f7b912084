import { regionOf } from "#app/domain/nomenclature.ts";
import { cellsWithin } from "#app/domain/places/circle.ts";
import { findCommune, type Point } from "#app/domain/places/communes.ts";
import { compileKeywords, type Understood } from "#app/domain/search/keywords/match-keywords.ts";
import type { Piece } from "#app/domain/search/keywords/match-partial.ts";
import { both, either, inFilters, inHeadOnly } from "#app/domain/text/fts5.ts";
import { TEXT_VERSION } from "#app/domain/text/text.ts";
import { monthsFrom } from "#app/domain/time.ts";
import {
  administrationToken,
  cellToken,
  communeToken,
  conditionToken,
  countryToken,
  departmentToken,
  domainToken,
  durationToken,
  EVERY_OFFER,
  levelToken,
  monthToken,
  NO_LEVEL,
  regionToken,
  typeToken,
} from "./filter-tokens.ts";
import type { Search } from "./search.ts";

/**
 * The bm25 weights of the columns of `offers_fts`: title, employer, body, filter tokens. bm25 levels off at about twice
 * a word's rarity: with 20, one word of a title reaches that level at once, while a word of the body needs a hundred
 * occurrences. On 3,000 offers whose bodies name each other's trades, the ten first hold 94.5 % of the titles that say
 * the words, 93.8 % with 10, 2 and 0.3, 64 % unweighted. A filter says nothing of relevance.
 */
export const WEIGHTS: readonly number[] = [20, 1, 0.1, 0];

/**
 * Raise its second part with every change of the output of `compileMatch`: synonyms, places, the shape of the
 * expression. Saved searches are then compiled again before anything is matched or mailed. A test fails when it was
 * forgotten.
 */
export const COMPILED_VERSION = TEXT_VERSION * 1_000 + 1;

/** A search as one FTS5 expression, and how its keywords were understood, which the page says. */
export type Match = Understood & {
  expression: string;
  /** The expression of the keywords without the criteria; null when there are no criteria, or no keywords. */
  keywords: string | null;
  /**
   * The expression of the offers that come first: every word as typed, in the title, and every place itself; null
   * without such words.
   */
  first: string | null;
  /**
   * The expression of the offers whose title, domain, employer or town say the words; the others only mention them in
   * their texts. Null when no words are asked, or when the search asks for these offers alone.
   */
  titled: string | null;
};

/**
 * Compiles a search. The expression is valid whatever was typed, and is never empty: a search that asks for nothing
 * asks for the token that every offer holds, which also gives exclusions their left side. No other search does: bm25
 * reads the postings of every token of an expression, and this one has as many as there are offers
 * (docs/decisions/0005-the-constant-token.md).
 */
export function compileMatch(search: Search): Match {
  const { wanted, excluded, first, understood } = compileKeywords(search.words);
  const filters = filterGroups(search).filter((tokens) => tokens.length > 0);
  const whole = (words: string[]) => {
    const asked = [...filters.map(inFilters), ...words];
    return without(both(asked.length > 0 ? asked : [inFilters([EVERY_OFFER])]), excluded);
  };
  const named = wanted.map(inHeadOnly);
  const searched = search.titleOnly ? named : wanted;
  const expression = whole(searched);
  const titled = whole(named);
  return {
    ...understood,
    expression,
    first: first.length > 0 ? `(${expression}) AND ${first.join(" AND ")}` : null,
    keywords: filters.length > 0 && searched.length > 0 ? without(both(searched), excluded) : null,
    titled: titled === expression ? null : titled,
  };
}

/**
 * Compiles a search for the offers that answer some of its keywords and all of its criteria: one expression for each
 * keyword or group of keywords. Empty when the keywords cannot be separated.
 */
export function compilePartial(search: Search): Piece[] {
  const { excluded, partial } = compileKeywords(search.words);
  const filters = filterGroups(search).filter((tokens) => tokens.length > 0);
  const kept = [...filters.map(inFilters), ...partial.kept];
  const whole = (expression: string) => without(both([...kept, expression]), excluded);
  return partial.pieces.map(({ text, title, share }) => ({ text: whole(text), title: whole(title), share }));
}

/** NOT has the highest precedence in FTS5, so the positive part must be one condition or stand in brackets. */
function without(positive: string, excluded: string[]): string {
  return excluded.length > 0 ? `${positive} NOT ${either(excluded)}` : positive;
}

/**
 * One group of tokens a dimension: values of a group are alternatives, groups must all match. Place is one dimension.
 */
function filterGroups(search: Search): string[][] {
  const { types, level, domains, administrations, regions, departments, countries, startsFrom } = search;
  const within = new Set(departments.map((code) => regionOf(code)));
  return [
    types.map(typeToken),
    level ? [levelToken(level), NO_LEVEL] : [],
    domains.map(domainToken),
    administrations.map(administrationToken),
    [
      // « Île-de-France » and « Paris » is Paris: the département says which part of the région is meant.
      ...regions.filter((code) => !within.has(code)).map(regionToken),
      ...departments.map(departmentToken),
      ...countries.map(countryToken),
      ...circleTokens(search),
    ],
    startsFrom ? monthsFrom(startsFrom, MONTHS_AHEAD).map(monthToken) : [],
    search.durations.map(durationToken),
    ...search.conditions.map((condition) => [conditionToken(condition)]),
  ];
}

/** The tokens of the offers in a commune or around it; one that no offer holds when it is nowhere. */
function circleTokens({ commune: code, radius }: Search): string[] {
  if (code === null) return [];
  const point = radius === 0 ? null : findCommune(code)?.point;
  return [communeToken(code), ...(point ? cellsAround(code, point, radius).map(cellToken) : [])];
}

/** The circles that were compiled last: the statements of a page ask for the same one six times. */
const circles = new Map<string, string[]>();
const MOST_CIRCLES = 50;

function cellsAround(code: string, point: Point, radius: number): string[] {
  const key = `${code}/${radius}`;
  const cells = circles.get(key) ?? cellsWithin(point, radius);
  if (circles.size >= MOST_CIRCLES) circles.clear();
  circles.set(key, cells);
  return cells;
}

/** Contracts are published two years ahead at most; three leave room. */
const MONTHS_AHEAD = 36;
