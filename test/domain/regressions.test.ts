import { expect, test } from "vitest";
import { regressions } from "#bench/regressions.ts";

const RECORDED = `# Results

### Search

| search | D1 p50 ms | D1 ÷ SQLite | PostgreSQL ÷ D1 |
| --- | --- | --- | --- |
| rare word | 3.0 | 1.50 | 4.0 |
| no words | 9.0 | 1.20 | 2.0 |

Something else.
`;
const head = ["search", "D1 p50 ms", "D1 ÷ SQLite", "PostgreSQL ÷ D1"];
const compare = (row: string[], title = "Search") => regressions(RECORDED, title, { head, rows: [row] });

test("a ratio that is worse by more than a third is told, in either direction", () => {
  expect(compare(["rare word", "3.0", "2.01", "2.9"])).toEqual([
    "Worse than recorded: rare word, D1 ÷ SQLite: 2.01 instead of 1.5.",
    "Worse than recorded: rare word, PostgreSQL ÷ D1: 2.9 instead of 4.",
  ]);
});

test("what is better, a little worse, a time, or not recorded is not", () => {
  expect(compare(["rare word", "30.0", "1.90", "3.1"])).toEqual([]);
  expect(compare(["rare word", "3.0", "0.50", "9.0"])).toEqual([]);
  expect(compare(["new class", "3.0", "9.00", "0.1"])).toEqual([]);
  expect(compare(["rare word", "3.0", "9.00", "0.1"], "Another table")).toEqual([]);
});
