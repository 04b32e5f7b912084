import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The files that take a minute or more. Begun last, each would run alone at the end. */
const LONGEST = [
  "faults/faults.test.ts",
  "security/security-xss.test.ts",
  "security/fuzz.test.ts",
  "workers/tick-faults.test.ts",
  "alerts/alerts-faults.test.ts",
  "manual/manual.test.ts",
  "browser/account-pages.test.ts",
  "browser/saved-searches.test.ts",
  "browser/search-form.test.ts",
  "browser/shell.test.ts",
  "browser/account.test.ts",
  "local/sources.test.ts",
  "faults/stalls.test.ts",
];

/** Runs the longest files first, whatever an earlier run has measured: a fresh clone has measured nothing. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => rank(a) - rank(b));
  }
}

function rank({ moduleId }: TestSpecification): number {
  const place = LONGEST.findIndex((file) => moduleId.endsWith(file));
  return place === -1 ? LONGEST.length : place;
}
