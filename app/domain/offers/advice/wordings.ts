import { stem } from "#app/domain/text/stem.ts";
import { foldedWords } from "#app/domain/text/text.ts";

/** Wordings by their first token: a text is then read once, whatever their number. */
export type Wordings<T> = Map<string, { tokens: string[]; about: T }[]>;

/** @param wordings French wordings, in which `#` stands for a number */
export function compileWordings<T>(wordings: { wording: string; about: T }[]): Wordings<T> {
  const compiled: Wordings<T> = new Map();
  for (const { wording, about } of wordings) {
    const tokens = wordingTokens(wording.replaceAll("#", NUMBER));
    const [first = ""] = tokens;
    const known = compiled.get(first) ?? [];
    // « Gratification » and « gratifié » have the same stem, and would be found twice.
    if (known.some((other) => other.tokens.join(" ") === tokens.join(" "))) continue;
    compiled.set(first, [...known, { tokens, about }]);
  }
  return compiled;
}

/** The stems of all the words of a text: unlike the index, wordings need the small ones (« pas de gratification »). */
export function wordingTokens(text: string): string[] {
  return foldedWords(text).map(stem);
}

/**
 * The wordings that a text holds, as whole words, whatever their accents, gender and number. The time grows with the text's
 * length alone.
 * @param tokens as `wordingTokens` gives them
 */
export function wordingsIn<T>(tokens: readonly string[], wordings: Wordings<T>): T[] {
  const found: T[] = [];
  for (let at = 0; at < tokens.length; at++) {
    for (const { tokens: wanted, about } of wordings.get(tokens[at] ?? "") ?? []) {
      if (wanted.every((token, index) => isSame(tokens[at + index], token))) found.push(about);
    }
  }
  return found;
}

/** A wording never holds this number itself. */
const NUMBER = "000";

function isSame(token: string | undefined, wanted: string): boolean {
  return wanted === NUMBER ? token !== undefined && /^\d{1,2}$/.test(token) : token === wanted;
}
