import type { DatabaseName } from "#app/domain/operations/backup.ts";
import { slices as cut } from "#app/services/slices.ts";
import { countOrphans } from "#db/backup/loading.ts";
import { linesBetween } from "#db/backup/reading.ts";
import { type LoadedTable, type RestoreDeps, readSlice } from "./restoring.ts";

/** The restore itself writes there. */
const NOT_COMPARED = ["settings"];

/**
 * Compares every row of a restored database with the backup. A row whose parent is not in the backup is missing
 * rightly: it was read before or after somebody deleted both.
 * @returns the first difference, as a sentence; null when there is none
 */
export async function differences(
  deps: RestoreDeps,
  name: DatabaseName,
  tables: LoadedTable[],
): Promise<string | null> {
  for (const table of tables.filter((each) => !NOT_COMPARED.includes(each.name))) {
    for (const slice of table.slices) {
      const lines = await readSlice(deps.source, slice);
      if (typeof lines === "string") return lines;
      const [restored = []] = await deps.target.query(name, [
        linesBetween({ ...table, after: slice.after }, slice.upTo),
      ]);
      const found = new Set(restored.map(({ line }) => comparable(table, String(line))));
      const missing = lines.filter((line) => !found.has(comparable(table, line)));
      const left = await orphans(deps, name, table, missing);
      if (missing.length !== left || found.size !== lines.length - left)
        return `${name}.${table.name} is not as in the backup between its rows ${slice.after} and ${slice.upTo}.`;
      if (left > 0)
        deps.say(`${name}.${table.name}: ${left} rows refer to what was deleted meanwhile, and are left out.`);
    }
  }
  return null;
}

async function orphans(
  { target }: RestoreDeps,
  name: DatabaseName,
  table: LoadedTable,
  lines: string[],
): Promise<number> {
  if (lines.length === 0) return 0;
  const parts = cut(lines, 1_000, 50_000).map((part) => countOrphans(part, table.columns, table.references));
  const counted = await target.query(name, parts);
  return counted.reduce((sum, [row]) => sum + Number(row?.orphans), 0);
}

/** A line without the references that were taken away where their parent was deleted. */
function comparable({ columns, references }: LoadedTable, line: string): string {
  const loose = references.filter(({ onDelete }) => onDelete === "SET NULL");
  if (loose.length === 0) return line;
  const values = JSON.parse(line) as unknown[];
  for (const { column } of loose) values[columns.indexOf(column) + 1] = null;
  return JSON.stringify(values);
}
