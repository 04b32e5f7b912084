import { expect, test } from "vitest";
import { evaluate, judgedOffers, judgements, ourFinder } from "#bench/judgements.ts";

test("the judged set is whole: its titles are those of offers, each kind has its queries", () => {
  const titles = new Set(judgedOffers().map(({ title }) => title));
  expect(judgedOffers().length).toBeGreaterThanOrEqual(400);
  expect(judgements().length).toBeGreaterThanOrEqual(150);
  for (const { first, present, absent } of judgements()) {
    for (const title of [...first, ...present, ...absent]) expect(titles).toContain(title);
  }
});

test("the search finds what candidates call right, first, and nothing for nonsense", async () => {
  const { recall, precision, mrr, violations, misses } = await evaluate(ourFinder());
  const said = misses.join("\n");
  // As `npm run bench -- relevance` measures, less two hundredths.
  expect(recall, said).toBeGreaterThan(0.96);
  expect(precision, said).toBeGreaterThan(0.95);
  expect(mrr, said).toBeGreaterThan(0.95);
  expect(violations, said).toBeLessThanOrEqual(1);
});
