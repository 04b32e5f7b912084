import { formatTown } from "#app/domain/format.ts";
import { type Choice, DEPARTMENTS, DOMAINS, REGIONS } from "#app/domain/nomenclature.ts";
import { either, phrase } from "#app/domain/text/fts5.ts";
import { stem } from "#app/domain/text/stem.ts";
import { foldedWords, isStopWord, prepareText } from "#app/domain/text/text.ts";

/** A way to complete the words that are typed. */
export type Suggestion = { text: string; kind: "title" | "domain" | "administration" | "place" };

/** With fewer letters nothing is suggested. */
const FEWEST_LETTERS = 3;
const MOST = 8;

/**
 * The words typed, the last of which is only begun; null when too little was typed. `expression` finds the titles that
 * hold all of them, `employers` the offers whose employer, service or town does. It leaves out a last word under three
 * letters, which the index would look for in half of its tokens: `suggest` looks for it in the titles that were found.
 */
export function readBeginning(typed: string): { words: string[]; expression: string; employers: string } | null {
  const words = foldedWords(typed.slice(0, 100)).filter(
    (word, index, all) => index === all.length - 1 || !isStopWord(word),
  );
  const last = words.at(-1);
  if (!last || words.join("").length < FEWEST_LETTERS) return null;
  const held = words.slice(0, -1).map((word) => phrase([stem(word)]));
  if (last.length >= FEWEST_LETTERS) {
    // The index holds stems: « développeu » begins none of them, but the stem of « développeuse » does.
    held.push(either([...new Set([last, stem(last)])].map((word) => `${phrase([word])} *`)));
  }
  const all = held.join(" AND ");
  return { words, expression: `title:(${all})`, employers: `employer:(${all})` };
}

/**
 * The best of what was found: titles first, then what the form can choose.
 * @param titles of open offers, newest first
 * @param towns of open offers
 */
export function suggest(
  words: string[],
  titles: string[],
  administrations: readonly Choice[],
  towns: readonly string[] = [],
): Suggestion[] {
  const named = (choices: readonly Choice[], kind: Suggestion["kind"]): Suggestion[] =>
    choices.filter(({ label }) => begins(label, words)).map(({ label }) => ({ text: label, kind }));
  const choices = [
    ...named(DOMAINS, "domain"),
    ...named(REGIONS, "place"),
    ...named(DEPARTMENTS, "place"),
    ...named(
      [...new Set(towns.map(formatTown))].map((town) => ({ code: town, label: town })),
      "place",
    ),
    ...named(administrations, "administration"),
  ].slice(0, MOST / 2);
  const frequent = mostFrequent(titles.filter((title) => goesOn(title, words))).map(
    (text): Suggestion => ({ text, kind: "title" }),
  );
  const chosen = [...frequent.slice(0, MOST - choices.length), ...choices];
  return chosen.filter(({ text }, index) => chosen.findIndex((other) => sameText(other.text, text)) === index);
}

const sameText = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** Whether each word typed begins a word of the label. */
function begins(label: string, words: string[]): boolean {
  const held = foldedWords(label);
  return words.every((word) => held.some((each) => each.startsWith(word)));
}

/** Whether a title goes on with the last word typed, where the expression has left it out. */
function goesOn(title: string, words: string[]): boolean {
  const last = words.at(-1) ?? "";
  const whole = new Set(words.slice(0, -1).map(stem));
  return (
    last.length >= FEWEST_LETTERS || foldedWords(title).some((word) => word.startsWith(last) && !whole.has(stem(word)))
  );
}

/** Titles that say the same, however they are written, are one; the most frequent come first. */
function mostFrequent(titles: string[]): string[] {
  const groups = new Map<string, { title: string; count: number }>();
  for (const title of titles) {
    const key = prepareText(title).join(" ");
    const group = groups.get(key);
    if (group) group.count += 1;
    else groups.set(key, { title: withoutGender(title), count: 1 });
  }
  return [...groups.values()].sort((a, b) => b.count - a.count).map(({ title }) => title);
}

/** « Archiviste (H/F) » is typed « Archiviste ». */
function withoutGender(title: string): string {
  return title.replace(/\s?[-–]?\s?\(?\b[HF]\s?\/\s?[HF]\b\)?/g, "").trim() || title;
}
