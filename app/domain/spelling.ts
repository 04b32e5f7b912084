import { SHORTEST_FORM } from "./vocabulary.ts";

/** How many slips a word of this length may have: one up to seven letters, two beyond. None when it is too short. */
export function slipsAllowed(word: string): number {
  if (word.length < SHORTEST_FORM) return 0;
  return word.length <= 7 ? 1 : 2;
}

/**
 * The fewest slips that make one word of another: a letter left out, put in, put for another, or two neighbours changed
 * over (Damerau–Levenshtein, optimal string alignment).
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
      const turned =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(before, j - 2) + 1 : most + 1;
      current.push(Math.min(replaced, turned, at(previous, j) + 1, at(current, j - 1) + 1));
    }
    if (Math.min(...current) > most && Math.min(...previous) > most) return most + 1;
    [before, previous] = [previous, current];
  }
  return Math.min(at(previous, b.length), most + 1);
}

const at = (row: number[], index: number): number => row[index] ?? Number.POSITIVE_INFINITY;
