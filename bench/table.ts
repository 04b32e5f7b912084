import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { root } from "#workers/local/build.ts";
import { beyondLimits, regressions } from "./regressions.ts";

/**
 * Prints a table as Markdown, so that it can be pasted into RESULTS.md, with where it was measured; tells what is
 * beyond its limit, and what has become worse than what is recorded there.
 */
export function printTable(title: string, head: string[], rows: string[][]): void {
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  console.log(`\n### ${title}\n\n${lines.join("\n")}\n\n${where()}\n`);
  const recorded = readFileSync(join(root, "bench/RESULTS.md"), "utf8");
  const table = { head, rows };
  for (const sentence of [...beyondLimits(table), ...regressions(recorded, title, table)]) console.error(sentence);
}

function where(): string {
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: root, encoding: "utf8" }).trim();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} cores, ${memory} GB, Node ${process.versions.node}, commit ${commit}`;
}
