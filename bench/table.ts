/** Prints a table as Markdown, so that it can be pasted into RESULTS.md. */
export function printTable(title: string, head: string[], rows: string[][]): void {
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  console.log(`\n### ${title}\n\n${lines.join("\n")}\n`);
}
