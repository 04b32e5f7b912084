import { isTown } from "#app/domain/places/towns.ts";
import { inText, phrase } from "#app/domain/text/fts5.ts";
import { type Term, termsWithin } from "./keywords.ts";
import { isPlain, oneOf, textOf, wantedTerms } from "./match-terms.ts";

/**
 * Keywords for the offers that answer only some of them. Places, towns, phrases and exclusions must still be answered.
 */
export type PartialKeywords = {
  /** The expressions that must all be answered. */
  kept: string[];
  /** Each word, or group of words with one meaning, of which some must be answered. */
  pieces: Piece[];
};

/**
 * `text` finds the piece anywhere, `title` in titles. `share` is its weight: 1, or less for a word of the same family.
 */
export type Piece = { text: string; title: string; share: number };

/** @param phrases the tokens of each phrase in quotes */
export function partialOf(phrases: string[][], terms: Term[]): PartialKeywords {
  const meant = (term: Term) => !isPlain(term) || term.words.some(({ word }) => isTown(word));
  const said = phrases.map(phrase);
  return {
    kept: [...said.map(inText), ...wantedTerms(terms.filter(meant))],
    pieces: [
      // Whoever typed a phrase wants it: an offer that holds the phrase answers enough.
      ...said.map((text) => ({ text: inText(text), title: `title:(${text})`, share: 1 })),
      ...piecesOf(terms.filter((term) => !meant(term))),
    ],
  };
}

/** A group of words with one meaning is a piece, and so is each meaningful word within it. */
function piecesOf(terms: Term[]): Piece[] {
  const all = terms.flatMap((term) => (term.words.length > 1 ? [term, ...termsWithin(term).filter(isPlain)] : [term]));
  return all.flatMap((term) => {
    const text = textOf(term);
    return [{ text: oneOf([term]), title: `title:(${text})`, share: 1 }, ...familyOf(term)];
  });
}

/** Too many words begin with a shorter stem. */
const SHORTEST_FAMILY = 5;

/** Words that begin with the stem of this one and mean nearly the same: « chauffage », « chauffagiste ». */
function familyOf({ words: [word, ...others] }: Term): Piece[] {
  if (!word || others.length > 0 || word.token.length < SHORTEST_FAMILY || /\d/.test(word.token)) return [];
  const beginning = `${phrase([word.token])} *`;
  return [{ text: inText(beginning), title: `title:(${beginning})`, share: FAMILY_SHARE }];
}

const FAMILY_SHARE = 0.3;
