import { describe, expect, test } from "vitest";
import { evaluate, judgedSets, ourFinder } from "#bench/search/judgements.ts";

/** As `npm run bench -- relevance` measures, less two hundredths. */
const LEAST = [
  { recall: 0.97, precision: 0.96, mrr: 0.96, violations: 1 },
  { recall: 0.84, precision: 0.8, mrr: 0.96, violations: 16 },
  { recall: 0.9, precision: 0.88, mrr: 0.91, violations: 14 },
  { recall: 0.98, precision: 0.94, mrr: 0.96, violations: 0 },
];

describe.each(judgedSets().map((set, index) => ({ ...set, least: LEAST[index] })))("over the $name", (set) => {
  test("what is judged is there", () => {
    const references = new Set(set.offers.map(({ reference }) => reference));
    expect(references.size).toBe(set.offers.length);
    for (const { first, present, absent } of set.queries) {
      for (const reference of [...first, ...present, ...absent]) expect(references).toContain(reference);
    }
  });

  test("the search finds what candidates call right, first, and nothing for nonsense", async () => {
    const { misses, ...scores } = await evaluate(set, ourFinder(set, { partial: true }));
    const said = misses.join("\n");
    expect(scores.recall, said).toBeGreaterThan(set.least?.recall ?? 1);
    expect(scores.precision, said).toBeGreaterThan(set.least?.precision ?? 1);
    expect(scores.mrr, said).toBeGreaterThan(set.least?.mrr ?? 1);
    expect(scores.violations, said).toBeLessThanOrEqual(set.least?.violations ?? 0);
  });
});
