/** Words that are kept of one search. */
const MOST = 8;

/**
 * The words of a search that found nothing, as typed but in lower case, each once: words of 3 to 30 letters. What holds
 * a digit or an @ is left out as a whole, so that no number, address or name of an account is among them.
 */
export function emptyWords(typed: string): string[] {
  const words = typed
    .toLowerCase()
    .split(/\s+/)
    .filter((part) => !/[\p{N}@]/u.test(part))
    .flatMap((part) => part.split(/[^\p{L}\p{M}]+/u))
    .filter((word) => word.length >= 3 && word.length <= 30);
  return [...new Set(words)].slice(0, MOST);
}
