import { SHORTEST_FORM } from "./vocabulary.ts";

/**
 * How many typing errors a word of this length may have: one up to seven letters, two beyond, none when it is too
 * short.
 */
export function slipsAllowed(word: string): number {
  if (word.length < SHORTEST_FORM) return 0;
  return word.length <= 7 ? 1 : 2;
}

/**
 * The edit distance between two words: letters left out, added, replaced, or two neighbours swapped
 * (Damerau–Levenshtein, optimal string alignment).
 * @returns `most + 1` when there are more than `most`
 */
export function countSlips(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(previous, j - 1) + Number(a[i - 1] !== b[j - 1]);
      const turned = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(before, j - 2) + 1 : most + 1;
      current.push(Math.min(replaced, turned, at(previous, j) + 1, at(current, j - 1) + 1));
    }
    if (Math.min(...current) > most) return most + 1;
    [before, previous] = [previous, current];
  }
  return Math.min(at(previous, b.length), most + 1);
}

/**
 * How far a word is from another: the edit distance of their letters, or that of their sounds plus one, whichever is
 * less. « Bibliotéquaire » is three edits away from « bibliothécaire », and sounds the same.
 * @param most edits that are allowed
 * @returns `most + 1` when there are more
 */
export function distance(word: string, known: string, most: number): number {
  const written = word[0] === known[0] ? countSlips(word, known, most) : most + 1;
  const [sound, other] = [soundOf(word), soundOf(known)];
  return sound[0] === other[0] ? Math.min(written, countSlips(sound, other, most) + 1) : written;
}

/** The first letters that may begin a word that sounds like this one. */
export function initialsOf(word: string): string[] {
  const [initial = ""] = word;
  return [initial, ...(SAME_SOUND.find((letters) => letters.includes(initial)) ?? "").replace(initial, "")];
}

const SAME_SOUND = ["ckqs", "fp", "gj", "iy"];

/**
 * An approximate phonetic form of a folded French word: spellings that sound the same become one, mute endings are
 * removed.
 */
export function soundOf(word: string): string {
  let sound = word;
  for (const [writing, said] of SOUNDS) sound = sound.replace(writing, said);
  return sound;
}

const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/ph/g, "f"],
  [/([cs])h/g, "$1H"],
  [/h/g, ""],
  [/qu?/g, "k"],
  [/c(?=[eiy])|z/g, "s"],
  [/ti(?=[aeo])/g, "si"],
  [/c(?!H)/g, "k"],
  [/gu?(?=[eiy])/g, "j"],
  [/eau|au/g, "o"],
  [/ai|ei|oe/g, "e"],
  [/y/g, "i"],
  [/[ae][mn](?![aeiomn])/g, "A"],
  [/(.)\1+/g, "$1"],
  [/(?<=..)(?:[estdx]+|es)$/g, ""],
];

const at = (row: number[], index: number): number => row[index] ?? Number.POSITIVE_INFINITY;
