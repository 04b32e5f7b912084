import type { SQL } from "drizzle-orm";
import { SQLiteAsyncDialect } from "drizzle-orm/sqlite-core";

const dialect = new SQLiteAsyncDialect({ casing: "snake_case" });

/**
 * Runs statements as one transaction and one round trip: all of them or none. drizzle's own `batch` takes its query
 * builders only: it loses the parameters of raw statements.
 * @typeParam Rows what a row of each statement is
 * @returns the rows of each statement, in order
 */
export async function runBatch<Rows extends unknown[]>(
  db: { $client: D1Database },
  statements: SQL[],
): Promise<{ [Statement in keyof Rows]: Rows[Statement][] }> {
  const prepared = statements.map((statement) => {
    const { sql, params } = dialect.sqlToQuery(statement);
    return db.$client.prepare(sql).bind(...params);
  });
  const results = await db.$client.batch(prepared);
  return results.map(({ results }) => results) as { [Statement in keyof Rows]: Rows[Statement][] };
}

/** The text of a statement with its values inside, for `wrangler d1 execute`, which takes no parameters. */
export function statementText(statement: SQL): string {
  return dialect.sqlToQuery(statement.inlineParams()).sql;
}
