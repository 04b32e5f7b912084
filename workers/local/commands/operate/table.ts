import type { Rows } from "#workers/local/commands/databases.ts";

/** Rows as a table, and a single row as one line a column. */
export function table(rows: Rows): string {
  const [first] = rows;
  if (!first) return "  none";
  const cells = rows.map((row) => Object.values(row).map((value) => String(value ?? "–")));
  const names = Object.keys(first);
  if (rows.length === 1 && names.length > 4) {
    const width = Math.max(...names.map((name) => name.length));
    return names.map((name, index) => `  ${name.padEnd(width)}  ${cells[0]?.[index]}`).join("\n");
  }
  const widths = names.map((name, index) => Math.max(name.length, ...cells.map((row) => row[index]?.length ?? 0)));
  const line = (row: string[]) => `  ${row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join("  ")}`.trimEnd();
  return [names, ...cells].map(line).join("\n");
}
