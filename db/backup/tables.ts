import { type SQL, sql } from "drizzle-orm";
import { runBatch } from "#db/batch.ts";

type Database = { $client: D1Database };

/** A table, its columns in order, and the greatest of its rowids. */
export type Table = { name: string; columns: string[]; newest: number };

/** Tables that are filled anew when the offers are indexed. The indexes themselves are no ordinary tables. */
const REBUILT = ["words"];

/**
 * The ordinary tables of a database, as it tells them itself: a table that is added later is backed up like the others.
 * @throws when a table has no rowid, by which backups walk
 */
export async function findTables(db: Database): Promise<Table[]> {
  const [listed] = await runBatch<[{ name: string; withoutRowid: number }]>(db, [ordinaryTables()]);
  const without = listed.filter(({ withoutRowid }) => withoutRowid).map(({ name }) => name);
  if (without.length > 0) throw new Error(`These tables have no rowid, so they cannot be backed up: ${without}`);
  const names = listed.map(({ name }) => name);
  const described = await runBatch<{ name: string; newest: number | null }[]>(
    db,
    names.flatMap((name) => [
      sql`SELECT name FROM pragma_table_info(${name})`,
      sql`SELECT max(rowid) AS newest FROM ${sql.identifier(name)}`,
    ]),
  );
  return names.map((name, at) => ({
    name,
    columns: (described[2 * at] ?? []).map((column) => column.name),
    newest: described[2 * at + 1]?.[0]?.newest ?? 0,
  }));
}

/** The names of the tables that are backed up. Virtual tables and what they stand on have types of their own. */
function ordinaryTables(): SQL {
  return sql`SELECT name, wr AS "withoutRowid" FROM pragma_table_list
    WHERE schema = 'main' AND type = 'table' AND name NOT IN (SELECT value FROM json_each(${JSON.stringify(REBUILT)}))
      AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\' AND name <> 'd1_migrations'
    ORDER BY name`;
}
