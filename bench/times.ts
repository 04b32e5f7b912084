/** Runs something a few times. @returns milliseconds, in ascending order */
export async function times(runs: number, work: () => unknown): Promise<number[]> {
  const taken: number[] = [];
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    await work();
    taken.push(performance.now() - start);
  }
  return taken.sort((a, b) => a - b);
}

/** The time under which a share of the runs stayed. */
export function percentile(sorted: number[], share: number): number {
  return sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
}
