import { isTown } from "#app/domain/places/towns.ts";
import { inText, phrase } from "#app/domain/text/fts5.ts";
import { type Term, termsWithin } from "./keywords.ts";
import { isPlain, oneOf, textOf, wantedTerms } from "./match-terms.ts";

/** Keywords for the offers that answer some of them only: places, towns, phrases and exclusions stay as they were meant. */
export type PartialKeywords = {
  /** What must be found all the same. */
  kept: string[];
  /** Each word, or words that say something together, and what weighs it against the others. */
  pieces: Piece[];
};

/** `text` finds it anywhere, `title` in titles; of a word of the same family, `share` says how much less it counts. */
export type Piece = { text: string; title: string; share: number };

/** @param phrases the tokens of each phrase in quotes */
export function partialOf(phrases: string[][], terms: Term[]): PartialKeywords {
  const meant = (term: Term) => !isPlain(term) || term.words.some(({ word }) => isTown(word));
  const said = phrases.map(phrase);
  return {
    kept: [...said.map(inText), ...wantedTerms(terms.filter(meant))],
    pieces: [
      // A phrase was meant, and is enough.
      ...said.map((text) => ({ text: inText(text), title: `title:(${text})`, share: 1 })),
      ...piecesOf(terms.filter((term) => !meant(term))),
    ],
  };
}

/** Words that say something together are a piece, and each word within them that says something is another. */
function piecesOf(terms: Term[]): Piece[] {
  const all = terms.flatMap((term) => (term.words.length > 1 ? [term, ...termsWithin(term).filter(isPlain)] : [term]));
  return all.flatMap((term) => {
    const text = textOf(term);
    return [{ text: oneOf([term]), title: `title:(${text})`, share: 1 }, ...familyOf(term)];
  });
}

/** Shorter beginnings are those of too many words. */
const SHORTEST_FAMILY = 5;

/** Words that begin as the stem of this one: « chauffage », « chauffagiste »; they say nearly the same. */
function familyOf({ words: [word, ...others] }: Term): Piece[] {
  if (!word || others.length > 0 || word.token.length < SHORTEST_FAMILY || /\d/.test(word.token)) return [];
  const beginning = `${phrase([word.token])} *`;
  return [{ text: inText(beginning), title: `title:(${beginning})`, share: FAMILY_SHARE }];
}

const FAMILY_SHARE = 0.3;
