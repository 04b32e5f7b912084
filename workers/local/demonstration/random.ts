/** mulberry32: a small seeded generator, the same numbers for the same seed on every machine. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Draws from lists, always the same for the same seed. */
export function drawer(seed: number) {
  const random = seededRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  return {
    chance: (share: number) => random() < share,
    below,
    pick: <T>(values: readonly T[]): T => values[below(values.length)] as T,
    /** Some of the values, in another order. */
    some: <T>(values: readonly T[], count: number): T[] => {
      const left = [...values];
      return Array.from({ length: Math.min(count, left.length) }, () => left.splice(below(left.length), 1)[0] as T);
    },
  };
}

export type Drawer = ReturnType<typeof drawer>;
