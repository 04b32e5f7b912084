import { expect, test } from "vitest";
import { beyondLimits, regressions } from "#bench/regressions.ts";

const RECORDED = `# Results

### Search

| search | D1 p50 ms | rows read | D1 ÷ SQLite | PostgreSQL ÷ D1 |
| --- | --- | --- | --- | --- |
| rare word | 3.0 | 400 | 1.50 | 4.0 |
| no words | 9.0 | 27412 | 1.20 | 2.0 |

Something else.
`;
const head = ["search", "D1 p50 ms", "rows read", "D1 ÷ SQLite", "PostgreSQL ÷ D1"];
const compare = (row: string[], title = "Search") => regressions(RECORDED, title, { head, rows: [row] });

test("a ratio that is worse by more than a third is told, in either direction", () => {
  expect(compare(["rare word", "3.0", "400", "2.01", "2.9"])).toEqual([
    "Worse than recorded: rare word, D1 ÷ SQLite: 2.01 instead of 1.5.",
    "Worse than recorded: rare word, PostgreSQL ÷ D1: 2.9 instead of 4.",
  ]);
});

test("what is better, a little worse, a time, or not recorded is not", () => {
  expect(compare(["rare word", "30.0", "410", "1.90", "3.1"])).toEqual([]);
  expect(compare(["rare word", "3.0", "100", "0.50", "9.0"])).toEqual([]);
  expect(compare(["new class", "3.0", "900", "9.00", "0.1"])).toEqual([]);
  expect(compare(["rare word", "3.0", "900", "9.00", "0.1"], "Another table")).toEqual([]);
});

test("rows read are told when they are more by over a twentieth: they do not vary from run to run", () => {
  expect(compare(["rare word", "3.0", "430", "1.50", "4.0"])).toEqual([
    "Worse than recorded: rare word, rows read: 430 instead of 400.",
  ]);
});

test("a figure beyond the limit on its right is told", () => {
  const limited = { head: ["search", "rows read", "limit rows", "SQLite p50 ms"] };
  const within = ["rare word", "45000", "45000", "3.0"];
  const unlimited = ["no words", "97000", "", "3.0"];
  expect(beyondLimits({ ...limited, rows: [within, unlimited] })).toEqual([]);
  expect(beyondLimits({ ...limited, rows: [["deep page", "78072", "45000", "3.0"]] })).toEqual([
    "Beyond its limit: deep page, rows read: 78072 instead of 45000 at most.",
  ]);
});
