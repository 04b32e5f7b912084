/** Characters of keywords that a search keeps. */
export const MAX_WORDS_LENGTH = 200;

/** Normalises spaces, and removes control characters, lone surrogates and code points that no XML feed may hold. */
export function tidy(words: string): string {
  return words
    .replace(/[\p{Cc}\p{Cs}\p{NChar}\s]+/gu, " ")
    .normalize("NFC")
    .trim();
}

/** The words that are looked for: cut between two of them, since half a word would match nothing. */
export function cut(words: string): string {
  if (words.length <= MAX_WORDS_LENGTH) return words;
  const start = words.slice(0, MAX_WORDS_LENGTH + 1);
  const space = start.lastIndexOf(" ");
  return tidy(space > 0 ? start.slice(0, space) : start.slice(0, MAX_WORDS_LENGTH));
}
