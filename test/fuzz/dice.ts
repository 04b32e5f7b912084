/** Draws of one request: the same seed and number always draw the same. */
export type Dice = ReturnType<typeof openDice>;

/** Mulberry32, which is fast and good enough for choices. */
export function openDice(seed: number, number: number) {
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b)) >>> 0;
  const draw = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number) => Math.floor(draw() * end);
  const pick = <Choice>(choices: readonly Choice[]): Choice => choices[below(choices.length)] as Choice;
  return {
    below,
    pick,
    /** Whether something happens that happens with this probability. */
    chance: (probability: number) => draw() < probability,
    /** So many draws, `most` at most. */
    some: <Drawn>(most: number, one: () => Drawn): Drawn[] => Array.from({ length: below(most + 1) }, one),
  };
}
