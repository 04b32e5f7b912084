/** Where a word stands, from the beginning on. */
export function* positionsOf(bytes: Uint8Array, word: string): Generator<number> {
  const first = word.charCodeAt(0);
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (standsAt(bytes, at, word)) yield at;
  }
}

/** Whether a word stands at a place. */
export function standsAt(bytes: Uint8Array, at: number, word: string): boolean {
  for (let n = 0; n < word.length; n++) if (bytes[at + n] !== word.charCodeAt(n)) return false;
  return true;
}

/** The index of the first of ordered positions that is at a place or after it. */
export function firstFrom(positions: number[], place: number): number {
  let [low, high] = [0, positions.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((positions[middle] ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Bytes as text, one sign each. */
export function latin1(bytes: Uint8Array): string {
  return new TextDecoder("latin1").decode(bytes);
}
