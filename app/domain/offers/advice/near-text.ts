/** Words that a shingle has: two texts that share most of these say the same in the same order. */
const SHINGLE = 3;
/** Texts that share this much of their shingles are the same text with a few words changed. */
const NEAR = 0.7;

/**
 * Whether two prepared texts are nearly the same: the Jaccard index of their shingles, the share of all runs of three
 * words that both hold. Two empty texts are.
 * @param a tokens joined by spaces, as `indexRow` gives them
 */
export function isNearText(a: string, b: string): boolean {
  if (a === b) return true;
  const [ofA, ofB] = [shinglesOf(a), shinglesOf(b)];
  let both = 0;
  for (const shingle of ofA) if (ofB.has(shingle)) both += 1;
  return both >= NEAR * (ofA.size + ofB.size - both);
}

function shinglesOf(text: string): Set<string> {
  const words = text.split(" ").filter(Boolean);
  if (words.length < SHINGLE) return new Set([words.join(" ")]);
  return new Set(words.slice(SHINGLE - 1).map((_, at) => words.slice(at, at + SHINGLE).join(" ")));
}
