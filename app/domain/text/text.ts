import { stem } from "./stem.ts";

/**
 * Raise it with every change of the output of `prepareText` or `indexRow`. Offers are then indexed again (`npm run
 * reindex`), while the deployed version still reads the old index.
 */
export const TEXT_VERSION = 5;

/** A word as it was written, folded, and the token that stands for it in the index. */
export type Word = { word: string; token: string };

/**
 * The tokens of a French text, in order: what the index stores and what a query looks for.
 * « L’apprenti·e développeur·euse C++ (H/F) niveau Bac +3 » gives `apprent developpeur cplusplus niveau bac3`.
 */
export function prepareText(text: string): string[] {
  return prepareWords(text).map(({ token }) => token);
}

/** The tokens of a text as in `prepareText`, each with the folded word that it comes from. */
export function prepareWords(text: string): Word[] {
  const words: Word[] = [];
  for (const word of foldedWords(text)) {
    if (STOP_WORDS.has(word)) continue;
    const token = stem(word);
    // « Chargé / Chargée » and « développeur / développeuse » are one word written twice.
    if (token !== words.at(-1)?.token) words.push({ word, token });
  }
  return words;
}

/**
 * Other spellings of some words, as phrases. A prefix may be written apart or not (« cyber sécurité », « cybersécurité
 * »), and the text preparation joins them only when there is a hyphen.
 */
export function otherSpellings(words: readonly Word[]): string[][] {
  const [first, second, third] = words;
  if (!first || third) return [];
  if (second) return SPLIT_PREFIX.test(`${first.word} `) ? [[stem(first.word + second.word)]] : [];
  const [, prefix, rest] = SPLIT_PREFIX.exec(first.word) ?? [];
  return prefix && rest ? [[stem(prefix), stem(rest)]] : [];
}

/** Whether a folded word is a stop word, which is neither indexed nor searched. */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}

/** The words of a text, folded, inclusive forms reduced, stop words still there, unstemmed. */
export function foldedWords(text: string): string[] {
  const words: string[] = [];
  for (const [match] of foldText(text).matchAll(/[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*/gu)) {
    const word = match.includes("'") ? withoutElision(match) : match;
    // Longer than the longest French word twice over: an encoded file or a web address, not a word.
    if (word.length <= LONGEST_WORD) words.push(ABBREVIATIONS.get(word) ?? word);
  }
  return words;
}

const LONGEST_WORD = 64;

const ABBREVIATIONS = new Map([
  ["st", "saint"],
  ["ste", "sainte"],
  ["sts", "saints"],
]);

/**
 * Stop words. « son », « sous », « est » and « si » are kept, since they also mean sound, deputy, East and « le SI ».
 */
const STOP_WORDS = new Set(
  `a au aux avec ce ces cet cette chez d dans de des du elle elles en et eux il ils je l la le les leur leurs lors
  lui mais me mes moi mon ne nos notre nous on ou par parce pas pour qu que qui sa se ses sur ta te tes toi ton tu un une
  vos votre vous y`.split(/\s+/),
);

/** One elision, or several (« jusqu’à l’école » has one a word); other apostrophes join: « prud’homme ». */
function withoutElision(word: string): string {
  const [first = "", ...rest] = word.split("'");
  return ELIDED.has(first) ? rest.join("") : first + rest.join("");
}

const ELIDED = new Set(["c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"]);

/**
 * Lower case, no accents, special spellings normalised. Every step is linear: none looks further than a few characters.
 */
function foldText(text: string): string {
  let folded = text
    .replace(/(?<=\p{Ll}{2})(?:E|NE|TRICE|EUSE)[Ss]?(?!\p{L})/gu, "") // chargéE, employéEs
    .replace(/[’ʼ‘`´′＇]/g, "'")
    .replace(/[nN]°/g, " ")
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[œæßø]/g, (letter) => LIGATURES[letter] ?? letter)
    .replace(/[·•∙⋅‧・․]/g, "·")
    .replace(/[‐‑‒–—―−]/g, "-")
    .replace(/\s+/g, " ")
    .replace(/(?<![a-z0-9.])[a-z](?:\.[a-z])+\.?(?![a-z0-9])/g, (acronym) => acronym.replaceAll(".", "")); // r.h. → rh
  for (const [writing, plain] of WRITINGS) folded = folded.replace(writing, plain);
  return folded;
}

const LIGATURES: Record<string, string> = { œ: "oe", æ: "ae", ß: "ss", ø: "o" };

/** What follows the masculine in inclusive writing: `·e`, `.euse`, `(trice)`, `-ne`, `/ère`. */
const INCLUSIVE =
  "(?:teure|teuse|trice|ienne|iere|euse|eure|elle|enne|onne|esse|rice|ette|ffe|lle|nne|tte|ale|ere|ice|ine|ive|ees|ee|es|fe|le|ne|se|te|ve|e)";

/** Bound forms that are written with a hyphen, or in one word: « éco-conception », « écoconception ». */
const PREFIXES =
  "(?:aero|agro|anti|audio|auto|bio|co|cyber|e|eco|electro|extra|geo|hydro|hyper|infra|inter|intra|macro|mega|micro|mini|multi|neuro|nano|para|photo|pluri|poly|post|pre|psycho|radio|semi|socio|sous|super|tele|thermo|trans|ultra|vice|video|visio|web)";

/** The prefixes that are also written apart, before a space or the rest of the word. */
const SPLIT_PREFIX =
  /^(aero|agro|anti|audio|auto|bio|cyber|eco|electro|geo|hydro|hyper|inter|micro|multi|neuro|photo|pluri|post|psycho|radio|socio|sous|super|tele|thermo|vice|video|web)(?: |([a-z]{4,})$)/;

const WRITINGS: readonly (readonly [RegExp, string])[] = [
  [/(?<![a-z0-9])([a-z]) ?& ?([a-z])(?![a-z0-9])/g, "$1$2"], // r&d → rd
  [/(?<![a-z0-9])c ?\+\+/g, " cplusplus "],
  [/(?<![a-z0-9])([cf])#/g, " $1sharp "],
  [/(?<![a-z0-9])(asp)?\.net(?![a-z0-9])/g, " $1 dotnet "],
  [/(?<=[a-z0-9])\.js(?![a-z0-9])/g, "js"], // node.js → nodejs
  [/(?<![a-z0-9])la poste(?![a-z0-9])/g, " laposte "], // what one applies for is « le poste »
  [/(?<=[a-z0-9])\.com(?![a-z0-9])/g, " "], // an address is no « com »
  [/(?<![a-z0-9])(\d{1,3})(?:ieme|eme)(?![a-z0-9])/g, "$1e"], // 3ème → 3e
  [/(?<![a-z0-9])bac ?(?:\+|plus) ?(?=\d)/g, " bac"],
  // H/F, (F/H), H-F, (h.f.), H/F/X, homme/femme; HF only in brackets or at the end, where it is no frequency.
  [
    /(?<![a-z0-9])(?:[hm] ?[/.·-] ?f|f ?[/.·-] ?[hm]|h (?:ou|et) f|f (?:ou|et) h)(?: ?[/.·-] ?[xdn])?(?![a-z0-9])/g,
    " ",
  ],
  [/(?<![a-z0-9])(?:homme ?\/ ?femme|femme ?\/ ?homme)(?![a-z0-9])/g, " "],
  [/\( ?(?:hf|fh) ?\)|(?<![a-z0-9])(?:hf|fh)(?= ?[.)\]]? ?$)/g, " "],
  // act·eur·rice, chercheu·r·se: the masculine ending is cut off too.
  [new RegExp(`(?<=[a-z]{2})[.·/-](eur|ien|ier|er|r|n|f|x)[.·/-](?=${INCLUSIVE}(?![a-z0-9]))`, "g"), "$1·"],
  [new RegExp(`(?<=[a-z]{2}) ?\\(${INCLUSIVE}s?\\)`, "g"), ""], // chargé(e)s
  [new RegExp(`(?<=[a-z]{2})[.·/-]${INCLUSIVE}(?:[.·/-]?s)?(?![a-z0-9])`, "g"), ""], // agent·e·s
  [/(?<=[a-z]{2})(?:\(s\)|[·-]s(?![a-z0-9]))/g, ""], // agent(s)
  [new RegExp(`(?<=(?<![a-z0-9])${PREFIXES})-(?=[a-z]{3})`, "g"), ""],
];
