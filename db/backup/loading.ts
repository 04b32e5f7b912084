import { type SQL, sql } from "drizzle-orm";
import type { BackedUpTable, Sequences } from "#app/domain/operations/backup.ts";

/** A reference of a table to another one, as SQLite tells it. */
export type Reference = { column: string; parent: string; parentColumn: string; onDelete: string };

/** D1 takes statements of 100 kB. The names of the columns, and quotes written twice, need the rest. */
const STATEMENT = 60_000;
/** A text that is longer stands in statements of its own. */
const PIECE = 15_000;

/** The references of a table. */
export function referencesOf(table: string): SQL {
  return sql`SELECT "from" AS "column", "table" AS parent, "to" AS "parentColumn", on_delete AS "onDelete"
    FROM pragma_foreign_key_list(${table})`;
}

/** Which of some tables have rows, as one row. */
export function filledTables(tables: string[]): SQL {
  return sql`SELECT ${sql.join(
    tables.map((table) => sql`EXISTS (SELECT 1 FROM ${sql.identifier(table)}) AS ${sql.identifier(table)}`),
    sql`, `,
  )}`;
}

/** Empties a table. */
export const emptied = (table: string): SQL => sql`DELETE FROM ${sql.identifier(table)}`;

/**
 * The statements that fill a table with some lines. Each may be repeated. Rows whose parent is not in the database are
 * left out, or lose the reference where deleting the parent would have taken it away.
 */
export function loadStatements(
  table: Pick<BackedUpTable, "name" | "columns">,
  lines: string[],
  references: Reference[],
): SQL[] {
  const statements: SQL[] = [];
  let chunk: string[] = [];
  let size = 0;
  const flush = () => {
    if (chunk.length > 0) statements.push(insertion(table, chunk, references));
    chunk = [];
    size = 0;
  };
  for (const line of lines) {
    // A character takes three bytes at most; a quote stands twice in the statement.
    const weight = new TextEncoder().encode(line).length + line.split("'").length;
    if (weight > STATEMENT) {
      flush();
      statements.push(...inPieces(table, line, references));
      continue;
    }
    if (size + weight > STATEMENT) flush();
    chunk.push(line);
    size += weight;
  }
  flush();
  return statements;
}

/** How many of some lines have no parent in the database: the rows that `loadStatements` leaves out. */
export function countOrphans(lines: string[], columns: string[], references: Reference[]): SQL {
  const orphan = strict(references).map((reference) => sql`NOT ${hasParent(reference, columns)}`);
  return sql`SELECT count(*) AS orphans FROM json_each(${array(lines.map(withoutLongTexts))}) WHERE ${orphan.length > 0 ? sql.join(orphan, sql` OR `) : sql`0`}`;
}

/** Goes on counting where the ids of the backup ended: an id that was given is never given again. */
export function sequenceStatements(sequences: Sequences): SQL[] {
  return Object.entries(sequences).flatMap(([table, last]) => [
    sql`INSERT INTO sqlite_sequence (name, seq) SELECT ${table}, 0
      WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = ${table})`,
    sql`UPDATE sqlite_sequence SET seq = max(seq, cast(${last} AS INTEGER)) WHERE name = ${table}`,
  ]);
}

const strict = (references: Reference[]) => references.filter(({ onDelete }) => onDelete !== "SET NULL");
const array = (lines: string[]) => `[${lines.join(",")}]`;

function insertion(
  { name, columns }: Pick<BackedUpTable, "name" | "columns">,
  lines: string[],
  references: Reference[],
): SQL {
  const json = array(lines);
  const loose = references.filter(({ onDelete }) => onDelete === "SET NULL");
  const values = columns.map((column, at) => {
    const value = json.includes('{"blob":') ? bytesOrValue(at + 1) : sql`value ->> ${sql.raw(String(at + 1))}`;
    const reference = loose.find((each) => each.column === column);
    return reference ? sql`iif(${hasParent(reference, columns)}, ${value}, NULL)` : value;
  });
  const conditions = strict(references).map((reference) => hasParent(reference, columns));
  return sql`INSERT OR IGNORE INTO ${sql.identifier(name)} (rowid, ${sql.join(
    columns.map((column) => sql.identifier(column)),
    sql`, `,
  )})
    SELECT value ->> 0, ${sql.join(values, sql`, `)} FROM json_each(${json})
    ${conditions.length > 0 ? sql`WHERE ${sql.join(conditions, sql` AND `)}` : sql``}`;
}

function bytesOrValue(at: number): SQL {
  const path = sql.raw(`'$[${at}]'`);
  return sql`CASE json_type(value, ${path}) WHEN 'object' THEN unhex(value -> ${path} ->> 'blob') ELSE value ->> ${path} END`;
}

function hasParent({ column, parent, parentColumn }: Reference, columns: string[]): SQL {
  const value = sql`value ->> ${sql.raw(String(columns.indexOf(column) + 1))}`;
  return sql`(${value} IS NULL OR EXISTS (SELECT 1 FROM ${sql.identifier(parent)} AS parent
    WHERE parent.${sql.identifier(parentColumn)} = ${value}))`;
}

/** A row that is too long for a statement: its long texts are empty at first, and each statement adds a piece. */
function inPieces(table: Pick<BackedUpTable, "name" | "columns">, line: string, references: Reference[]): SQL[] {
  const values = valuesIn(line);
  const name = sql.identifier(table.name);
  const pieces = values.flatMap((value, at) => {
    if (!isLong(value)) return [];
    const column = sql.identifier(table.columns[at - 1] ?? "");
    const text = [...(JSON.parse(value) as string)];
    return Array.from({ length: Math.ceil(text.length / PIECE) }, (_, piece) => {
      const start = piece * PIECE;
      return sql`UPDATE ${name} SET ${column} = ${column} || ${text.slice(start, start + PIECE).join("")}
        WHERE rowid = ${sql.raw(String(Number(values[0])))} AND length(${column}) = ${start}`;
    });
  });
  return [insertion(table, [withoutLongTexts(line)], references), ...pieces];
}

/** The values of a line as they are written: parsed as JSON, 1.0 would become an integer. */
const valuesIn = (line: string): string[] => line.match(/\{"blob":"[0-9A-F]*"\}|"(?:[^"\\]|\\.)*"|[^,[\]]+/g) ?? [];
const isLong = (value: string) => value.startsWith('"') && value.length > PIECE;
const withoutLongTexts = (line: string) =>
  `[${valuesIn(line)
    .map((value) => (isLong(value) ? '""' : value))
    .join(",")}]`;
