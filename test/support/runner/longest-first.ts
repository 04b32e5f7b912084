import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The files that take a minute or more. Begun last, each would run alone at the end. */
const LONGEST = [
  "accessibility/pages.test.ts",
  "workers/tick-faults.test.ts",
  "xss/security-xss.test.ts",
  "xss/security-xss-spaces.test.ts",
  "faults/faults.test.ts",
  "alerts/alerts-faults.test.ts",
  "browser/manual/manual.test.ts",
  "workers/source-faults.test.ts",
  "local/operate.test.ts",
  "security/fuzz.test.ts",
  "local/sources.test.ts",
  "faults/stalls.test.ts",
  "local/wall.test.ts",
  "local/restore.test.ts",
  "operations/backup-faults.test.ts",
  "browser/saved-searches.test.ts",
  "browser/shell.test.ts",
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
