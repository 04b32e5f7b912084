import { findReference, possibleReferenceTokens, referenceToken } from "#app/domain/search/references.ts";
import { both, inFilters, inText, inTitle, phrase } from "#app/domain/text/fts5.ts";
import { foldedWords, isStopWord, prepareText, type Word } from "#app/domain/text/text.ts";
import { type Keywords, readKeywords, readTerms, type Term, withQuotes } from "./keywords.ts";
import { type PartialKeywords, partialOf } from "./match-partial.ts";
import { isPlain, marksOf, oneOf, typedTokens, wantedTerms } from "./match-terms.ts";
import type { Place } from "./place-words.ts";

/** How many words count, phrases and exclusions included. The page says which further words were left out. */
const MAX_USEFUL_WORDS = 12;

/** How the keywords were understood, which the page says. */
export type Understood = {
  /** The places, the words that name them, and the keywords with those words in quotes, which undoes it. */
  places: (Pick<Place, "kind" | "label"> & { words: string; undone: string | null })[];
  /** The synonyms that were looked for besides the words. */
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
  /** Offers that answer all of these come first: each word and phrase as typed, in the title, and each place itself. */
  first: string[];
  partial: PartialKeywords;
  understood: Understood;
};

/** Compiles keywords. Any text gives valid expressions. */
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
    first: [
      ...[...phrases, ...terms.filter(isPlain).flatMap(typedTokens)].map(inTitle),
      ...terms.flatMap(({ place }) => (place ? [inFilters(place.tokens)] : [])),
    ],
    partial: partialOf(phrases, terms),
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
    first: [],
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
  for (const words of phrases) {
    if (room > 0) result.phrases.push(words.slice(0, room).map(({ token }) => token));
    result.beyond.push(...words.slice(room).map(({ word }) => word));
    room -= Math.min(room, words.length);
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
