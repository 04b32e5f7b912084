import { fieldNamed } from "./field-names.ts";
import { both, either, inFilters, inText, inTitle, phrase } from "./fts5.ts";
import { type Keywords, readKeywords, readTerms, type Term, termsWithin, withQuotes } from "./keywords.ts";
import type { Place } from "./places.ts";
import { findReference, possibleReferenceTokens, referenceToken } from "./references.ts";
import { foldedWords, isStopWord, otherSpellings, prepareText, type Word } from "./text.ts";

/** Words that count, phrases and exclusions included. Beyond, they are left aside and told. */
const MAX_USEFUL_WORDS = 12;

/** What was made of the keywords, for the page to say. */
export type Understood = {
  /** The places, the words that name them, and the keywords with those words in quotes, which undoes it. */
  places: (Pick<Place, "kind" | "label"> & { words: string; undone: string | null })[];
  /** What was looked for besides the words. */
  synonyms: { words: string; also: string[] }[];
  ignored: { word: string; reason: "domain" | "stop" | "limit" | "reference" }[];
  /** The offer's reference that was recognised, in its usual form. */
  reference: string | null;
  /** Tokens side by side that show, in an offer, why it was found. */
  marks: string[][];
  /** The words that must be found, places, phrases and figures aside: those whose spelling may be questioned. */
  terms: Word[];
};

/** Keywords as expressions: all of the wanted ones, none of the excluded ones. */
type CompiledKeywords = {
  wanted: string[];
  excluded: string[];
  /** The tokens of each word and phrase as they were typed, places and domain words aside. */
  titled: string[][];
  partial: PartialKeywords;
  understood: Understood;
};

/** Keywords for the offers that answer some of them only: places, phrases and exclusions stay as they were meant. */
export type PartialKeywords = {
  /** What must be found all the same. */
  kept: string[];
  /** Each word, or words that say something together, and what weighs it against the others. */
  pieces: Piece[];
};

/** `text` finds it anywhere, `title` in titles; of a word of the same family, `share` says how much less it counts. */
export type Piece = { text: string; title: string; share: number };

/** Compiles keywords, whatever they are. */
export function compileKeywords(typed: string): CompiledKeywords {
  const found = findReference(typed);
  if (found) return compileReference(found);

  const keywords = readKeywords(typed);
  const all = readTerms(keywords.text);
  const asked = askedTerms(all, keywords.phrases.length > 0);
  const { phrases, terms, excluded, beyond } = limited(keywords, asked);
  const ignored: Understood["ignored"] = [
    ...all.filter((term) => !asked.includes(term)).map((term) => ({ word: wordsOf(term), reason: "domain" as const })),
    ...stopWords(keywords.text).map((word) => ({ word, reason: "stop" as const })),
    ...beyond.map((word) => ({ word, reason: "limit" as const })),
  ];
  return {
    wanted: orReference(typed, [...phrases.map((tokens) => inText(phrase(tokens))), ...wantedTerms(terms)]),
    excluded,
    titled: [...phrases, ...terms.filter(isPlain).flatMap(typedTokens)],
    partial: {
      kept: [...phrases.map((tokens) => inText(phrase(tokens))), ...wantedTerms(terms.filter((term) => !isPlain(term)))],
      pieces: piecesOf(terms.filter(isPlain)),
    },
    understood: {
      ...understoodTerms(typed, terms),
      marks: [...phrases, ...terms.flatMap(marksOf)],
      ignored,
      reference: null,
    },
  };
}

/** A reference names one offer, so nothing else is asked of it. */
function compileReference({ reference, rest }: { reference: string; rest: string }): CompiledKeywords {
  const ignored = prepareWordsOf(rest).map((word) => ({ word, reason: "reference" as const }));
  return {
    wanted: [inFilters([referenceToken(reference)])],
    excluded: [],
    titled: [],
    partial: { kept: [], pieces: [] },
    understood: { places: [], synonyms: [], terms: [], marks: [], ignored, reference },
  };
}

const prepareWordsOf = (text: string) => foldedWords(text).filter((word) => !isStopWord(word));
const stopWords = (text: string) => [...new Set(foldedWords(text).filter(isStopWord))];
const wordsOf = ({ words }: Term) => words.map(({ word }) => word).join(" ");

/** Domain words count only when nothing but places stands next to them: « stage », « master Bretagne ». */
function askedTerms(terms: Term[], phrases: boolean): Term[] {
  const others = terms.filter(({ domain }) => !domain);
  if (phrases || others.some(({ place }) => !place)) return others;
  const filtering = terms.filter(({ domain, place }) => place || domain?.filter);
  return filtering.length > 0 ? filtering : terms;
}

type Limited = { phrases: string[][]; terms: Term[]; excluded: string[]; beyond: string[] };

/** Keeps the first useful words: exclusions and phrases are few and meant, so they come before plain words. */
function limited({ excluded, phrases }: Keywords, asked: Term[]): Limited {
  const result: Limited = { phrases: [], terms: [], excluded: [], beyond: [] };
  let room = MAX_USEFUL_WORDS;
  for (const { text, quoted } of excluded) {
    const tokens = prepareText(text);
    const [term, ...others] = quoted ? [] : readTerms(text);
    if (tokens.length === 0) continue;
    if (tokens.length > room) result.beyond.push(`-${text}`);
    else {
      result.excluded.push(term && others.length === 0 ? oneOf([{ ...term, field: null }]) : inText(phrase(tokens)));
      room -= tokens.length;
    }
  }
  for (const tokens of phrases) {
    if (room > 0) result.phrases.push(tokens.slice(0, room));
    result.beyond.push(...tokens.slice(room));
    room -= Math.min(room, tokens.length);
  }
  for (const term of asked) {
    if (term.words.length <= room) {
      result.terms.push(term);
      room -= term.words.length;
    } else {
      result.beyond.push(wordsOf(term));
      room = 0;
    }
  }
  return result;
}

/** Text terms share one group of columns; a term that is also a filter stands by itself. */
function wantedTerms(terms: Term[]): string[] {
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
function oneOf(terms: Term[]): string {
  const filters = terms.flatMap(filtersOf);
  const within = terms.filter(holdsField).map((term) => both(termsWithin(term).map((each) => oneOf([each]))));
  const pieces = [...(filters.length > 0 ? [inFilters(filters)] : []), inText(either(terms.map(textOf))), ...within];
  return either(pieces);
}

/**
 * Several words that have neighbours only, one of which names a domain: a « technicienne informatique » is also a
 * « technicienne » of the domain « Numérique ».
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

/** The words or what stands for them, without column filter. The name of a place is a phrase. */
function textOf(term: Term): string {
  const tokens = term.words.map(({ token }) => token);
  const own = tokens.length === 1 || term.place || term.domain ? phrase(tokens) : both(termsWithin(term).map(textOf));
  const synonyms = term.synonyms.map((each) => (each.titleOnly ? inTitle(each.tokens) : phrase(each.tokens)));
  const spellings = [...otherSpellings(term.words), ...(term.domain?.tokens ?? []).map((token) => [token])];
  return either([...new Set([own, ...synonyms, ...spellings.map(phrase)])]);
}

/** Neither a place nor a word that every offer could hold. */
const isPlain = ({ place, domain }: Term): boolean => !place && !domain;

/** Words that say something together are a piece, and each word within them is another. */
function piecesOf(terms: Term[]): Piece[] {
  const all = terms.flatMap((term) => (term.words.length > 1 ? [term, ...termsWithin(term)] : [term]));
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

const typedTokens = ({ words }: Term) => words.map(({ token }) => [token]);

/** What `textOf` looks for, piece by piece. */
function marksOf({ words, place, domain, synonyms }: Term): string[][] {
  const tokens = words.map(({ token }) => token);
  return [
    ...(place || domain ? [tokens] : tokens.map((token) => [token])),
    ...synonyms.map((synonym) => synonym.tokens),
    ...otherSpellings(words),
    ...(domain?.tokens ?? []).map((token) => [token]),
  ];
}

/** Other sites have references of other shapes: all of the keywords may be one. */
function orReference(typed: string, wanted: string[]): string[] {
  const tokens = possibleReferenceTokens(typed);
  if (tokens.length === 0 || wanted.length === 0) return wanted;
  return [`(${inFilters(tokens)} OR ${both(wanted)})`];
}

function understoodTerms(typed: string, terms: Term[]): Pick<Understood, "places" | "synonyms" | "terms"> {
  return {
    places: terms.flatMap((term) => {
      const { place, words } = term;
      return place
        ? [{ kind: place.kind, label: place.label, words: wordsOf(term), undone: withQuotes(typed, words) }]
        : [];
    }),
    synonyms: terms.flatMap((term) => {
      const fields = (term.field?.labels ?? []).map((label) => `domaine ${label}`);
      const also = [...term.synonyms.map(({ label }) => label), ...fields];
      return also.length > 0 ? [{ words: wordsOf(term), also }] : [];
    }),
    terms: terms
      .filter(isPlain)
      .flatMap(({ words }) => words)
      .filter(({ word }) => !/\d/.test(word)),
  };
}
