import { type SQL, sql } from "drizzle-orm";
import type { Sequences } from "#app/domain/operations/backup.ts";
import { runBatch } from "#db/batch.ts";

type Database = { $client: D1Database };

/** A row as text: a JSON array of its rowid and its values, in the order of the columns. */
export type Line = { at: number; line: string };

/** What one reading takes at most. One row is always taken, however long it is. */
export type Limits = { rows: number; bytes: number };

/** The columns of a table that are read, after which rowid. */
export type Place = { name: string; columns: string[]; after: number };

/** D1 lets a function have 32 arguments. */
const VALUES = 30;

/** The next rows of a table, by rowid: new rows come last. The newest `margin` rowids are left for `readTails`. */
export async function readNext(db: Database, table: Place, limits: Limits, margin: number): Promise<Line[]> {
  const newest = sql`(SELECT max(rowid) FROM ${sql.identifier(table.name)})`;
  const [lines] = await runBatch<[Line]>(db, [linesOf(table, limits, sql`AND rowid <= ${newest} - ${margin}`)]);
  return lines;
}

/**
 * The last rows of all tables of a database, at one moment: what was written together is read together, or not at all.
 * @returns the lines of each table, whether they are all, and the ids that were given last
 */
export async function readTails(
  db: Database,
  tables: Place[],
  limits: Limits,
): Promise<{ tails: Line[][]; whole: boolean; sequences: Sequences }> {
  const [given, ...tails] = (await runBatch(db, [
    sql`SELECT name, seq FROM sqlite_sequence`,
    ...tables.map((table) => linesOf(table, limits)),
  ])) as unknown as [{ name: string; seq: number }[], ...(Line & { found: number })[][]];
  const names = new Set(tables.map(({ name }) => name));
  return {
    tails,
    whole: tails.every((lines) => (lines[0]?.found ?? 0) === lines.length && lines.length < limits.rows),
    sequences: Object.fromEntries(given.filter(({ name }) => names.has(name)).map(({ name, seq }) => [name, seq])),
  };
}

/** The rows of a table between two rowids: of `after`, and up to `upTo` itself. */
export function linesBetween(table: Place, upTo: number): SQL {
  return sql`SELECT rowid AS "at", ${lineOf(table)} AS line FROM ${sql.identifier(table.name)}
    WHERE rowid > ${table.after} AND rowid <= ${upTo} ORDER BY rowid`;
}

/** `found` tells how many rows there were before the limit of bytes. */
function linesOf(table: Place, { rows, bytes }: Limits, condition = sql``): SQL {
  return sql`WITH page AS (SELECT rowid AS "at", ${lineOf(table)} AS line FROM ${sql.identifier(table.name)}
      WHERE rowid > ${table.after} ${condition} ORDER BY rowid LIMIT ${rows}),
    sized AS (SELECT "at", line, sum(length(CAST(line AS BLOB))) OVER (ORDER BY "at") AS size FROM page)
    SELECT "at", line, (SELECT count(*) FROM page) AS found FROM sized
    WHERE size <= ${bytes} OR "at" = (SELECT min("at") FROM page) ORDER BY "at"`;
}

/** SQLite writes the line, not JavaScript: an integer stays an integer, and 1.0 a real number. */
function lineOf({ columns }: Pick<Place, "columns">): SQL {
  const values = [sql`rowid`, ...columns.map(cellOf)];
  const parts: SQL[] = [];
  for (let at = 0; at < values.length; at += VALUES) {
    const part = sql`json_array(${sql.join(values.slice(at, at + VALUES), sql`, `)})`;
    const opened = at === 0 ? part : sql`ltrim(${part}, '[')`;
    parts.push(at + VALUES < values.length ? sql`rtrim(${opened}, ']')` : opened);
  }
  return sql.join(parts, sql` || ',' || `);
}

/** JSON has no bytes: they stand as {"blob": "00FF"}. */
function cellOf(column: string): SQL {
  const value = sql.identifier(column);
  return sql`CASE typeof(${value}) WHEN 'blob' THEN json_object('blob', hex(${value})) ELSE ${value} END`;
}
