import { both, either, inFilters, inHead, inText, inTitle, phrase } from "#app/domain/text/fts5.ts";
import { otherSpellings } from "#app/domain/text/text.ts";
import { fieldNamed } from "./field-names.ts";
import { type Term, termsWithin } from "./keywords.ts";

/** The expressions of terms: one for all the terms that are text only, and one for each term that is also a filter. */
export function wantedTerms(terms: Term[]): string[] {
  const apart = (term: Term) => filtersOf(term).length > 0 || holdsField(term);
  const plain = terms.filter((term) => !apart(term));
  const filtering = terms.filter(apart);
  // Domain words of one dimension widen as its filters do: « stage alternance » is both.
  const types = filtering.filter(({ domain }) => domain?.filter?.startsWith("t"));
  const levels = filtering.filter(({ domain }) => domain?.filter?.startsWith("n"));
  const places = filtering.filter(({ domain }) => !domain).map((term) => [term]);
  const groups = [types, levels, ...places].filter(({ length }) => length > 0);
  return [...(plain.length > 0 ? [inText(both(plain.map(textOf)))] : []), ...groups.map(oneOf)];
}

/** Offers that answer one of the terms, by their filter tokens or by their words. */
export function oneOf(terms: Term[]): string {
  const filters = terms.flatMap(filtersOf);
  const within = terms.filter(holdsField).map((term) => both(termsWithin(term).map((each) => oneOf([each]))));
  const pieces = [...(filters.length > 0 ? [inFilters(filters)] : []), inText(either(terms.map(textOf))), ...within];
  return either(pieces);
}

/**
 * Whether a term of several words without real synonyms holds the name of a domain: a « technicienne informatique » is
 * also a « technicienne » of the domain « Numérique ».
 */
function holdsField({ words, place, domain, synonyms }: Term): boolean {
  return (
    words.length > 1 &&
    !(place || domain) &&
    synonyms.every(({ titleOnly }) => titleOnly) &&
    words.some(({ token }) => fieldNamed([token]) !== null)
  );
}

function filtersOf({ place, domain, field }: Term): string[] {
  return [...(place?.tokens ?? []), ...(domain?.filter ? [domain.filter] : []), ...(field?.tokens ?? [])];
}

/** The expression of a term's words and their synonyms, without column filter. The name of a place is a phrase. */
export function textOf(term: Term): string {
  const tokens = term.words.map(({ token }) => token);
  if (isFigure(term)) return inHead(tokens);
  const own = tokens.length === 1 || term.place || term.domain ? phrase(tokens) : both(termsWithin(term).map(textOf));
  const synonyms = term.synonyms.map((each) => (each.titleOnly ? inTitle(each.tokens) : phrase(each.tokens)));
  const spellings = [...otherSpellings(term.words), ...(term.domain?.tokens ?? []).map((token) => [token])];
  return either([...new Set([own, ...synonyms, ...spellings.map(phrase)])]);
}

/**
 * Whether a term is a place written in digits. « 75 » in a description is often a percentage or a number of people; in
 * a title, Paris.
 */
const isFigure = ({ place, words }: Term): boolean => place !== null && words.every(({ word }) => /^\d/.test(word));

/** Whether a term is neither a place nor a domain word. */
export const isPlain = ({ place, domain }: Term): boolean => !place && !domain;

export const typedTokens = ({ words }: Term) => words.map(({ token }) => [token]);

/** The sequences of tokens that `textOf` looks for, to be marked in texts. */
export function marksOf(term: Term): string[][] {
  if (isFigure(term)) return [];
  const { words, place, domain, synonyms } = term;
  const tokens = words.map(({ token }) => token);
  return [
    ...(place || domain ? [tokens] : tokens.map((token) => [token])),
    ...synonyms.map((synonym) => synonym.tokens),
    ...otherSpellings(words),
    ...(domain?.tokens ?? []).map((token) => [token]),
  ];
}
