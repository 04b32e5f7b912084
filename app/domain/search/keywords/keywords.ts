import { longestWording, type Synonym, synonymsOf } from "#app/domain/text/synonyms.ts";
import { otherSpellings, prepareWords, type Word } from "#app/domain/text/text.ts";
import { type DomainWord, domainWord } from "./domain-words.ts";
import { type FieldName, fieldNamed } from "./field-names.ts";
import { findPlace, longestPlace, type Place } from "./place-words.ts";

/** Keywords as they are typed: words, « phrases » in quotes, and -excluded words or phrases. */
export type Keywords = {
  /** The words outside of quotes, in one text. */
  text: string;
  /** The words of each phrase. */
  phrases: Word[][];
  excluded: { text: string; quoted: boolean }[];
};

/** Words that are understood together: one word, the name of a place, or a wording that has synonyms. */
export type Term = {
  words: Word[];
  place: Place | null;
  synonyms: readonly Synonym[];
  domain: DomainWord | null;
  field: FieldName | null;
};

/** A minus sign excludes when a word or a phrase follows at once; « - » between words, or « -e », is punctuation. */
const PART = /((?<!\S)-(?=[\p{L}\p{N}]\S|["«“]))?(?:"([^"]*)"|«([^«»]*)»|“([^“”]*)”|([^\s"«»“”]+)|["«»“”])/gu;

/** Splits keywords into words, phrases and exclusions. A quote that is never closed is ignored. */
export function readKeywords(typed: string): Keywords {
  const keywords: Keywords = { text: "", phrases: [], excluded: [] };
  const copied = HOMME_FEMME.test(typed);
  for (const part of typed.matchAll(PART)) {
    const [, minus, straight, french, english, plain] = part;
    const phrase = straight ?? french ?? english;
    if (minus && !(copied || opensPart(typed, part.index, plain)))
      keywords.excluded.push({ text: phrase ?? plain ?? "", quoted: phrase !== undefined });
    else if (phrase !== undefined) keywords.phrases.push(prepareWords(phrase));
    else if (plain !== undefined) keywords.text += `${plain} `;
  }
  return { ...keywords, phrases: keywords.phrases.filter(({ length }) => length > 0) };
}

/** Titles are copied with their « H/F », and nobody writes it beside an exclusion. */
const HOMME_FEMME = /(?<![\p{L}\p{N}])(?:h ?\/ ?f|f ?\/ ?h)(?![\p{L}\p{N}])/iu;

/** Whether a minus sign stands before a part of a copied title: « Stage M2 -Modélisation des crues de l’Adour ». */
function opensPart(typed: string, at: number, word: string | undefined): boolean {
  const [before, after] = [typed.slice(0, at), typed.slice(at)].map((text) => text.trim().split(/\s+/).length);
  return at > 0 && /^\p{Lu}\p{Ll}/u.test(word ?? "") && (before ?? 0) >= 2 && (after ?? 0) >= 3;
}

/** The terms of a text, from left to right; at each word the longest known term is taken. */
export function readTerms(text: string): Term[] {
  return termsOf(prepareWords(text), Math.max(longestPlace(), longestWording()));
}

/**
 * The terms within a term of several words, so that « direction des ressources humaines » still finds « direction RH ».
 */
export function termsWithin({ words }: Term): Term[] {
  return termsOf(words, words.length - 1);
}

function termsOf(words: readonly Word[], longest: number): Term[] {
  const terms: Term[] = [];
  for (let start = 0; start < words.length; ) {
    const term = longestTerm(words.slice(start, start + longest));
    terms.push(term);
    start += term.words.length;
  }
  return terms;
}

function longestTerm(words: Word[]): Term {
  for (let length = words.length; length > 1; length--) {
    const term = termOf(words.slice(0, length));
    if (term.place || term.synonyms.length > 0 || term.domain || term.field || otherSpellings(term.words).length > 0)
      return term;
  }
  return termOf(words.slice(0, 1));
}

function termOf(words: Word[]): Term {
  const tokens = words.map(({ token }) => token);
  return {
    words,
    place: findPlace(words),
    synonyms: synonymsOf(tokens),
    domain: domainWord(tokens),
    field: fieldNamed(tokens),
  };
}

/**
 * The keywords with some of their words put in quotes, so that these are searched as words only. Null when these words
 * do not stand side by side. Nothing else of the keywords changes.
 */
export function withQuotes(typed: string, words: readonly Word[]): string | null {
  return withInstead(typed, words, (span) => `"${span}"`);
}

/** The keywords with some of their words replaced; null when these words do not stand side by side. */
export function withInstead(
  typed: string,
  words: readonly Pick<Word, "word">[],
  instead: (span: string) => string,
): string | null {
  const parts = typed.split(" ");
  const wanted = words.map(({ word }) => word).join(" ");
  for (let start = 0; start < parts.length; start++) {
    // The quotes open at a word: « des » and « - » before it stay outside.
    if (prepareWords(parts[start] ?? "").length === 0) continue;
    for (let end = start + 1; end <= parts.length; end++) {
      const span = parts.slice(start, end).join(" ");
      if (/["«»“”]/.test(span)) break;
      const found = prepareWords(span)
        .map(({ word }) => word)
        .join(" ");
      if (found === wanted) {
        return [...parts.slice(0, start), instead(span), ...parts.slice(end)].filter(Boolean).join(" ");
      }
      if (found.length > wanted.length) break;
    }
  }
  return null;
}
