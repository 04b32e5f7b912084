import { existsSync, globSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { SQL } from "drizzle-orm";
import { statementText } from "#db/batch.ts";
import { root } from "#workers/local/build.ts";
import { type Rows, runRemotely } from "#workers/local/commands/databases.ts";
import { fail } from "#workers/local/commands/fail.ts";
import type { Environment } from "#workers/local/environment.ts";

/** Runs statements as one transaction, and answers the rows of each, in order. */
type Ask = (statements: SQL[]) => Rows[];

/** Both databases, and where they are; `remote`: they are deployed ones. */
export type Databases = { accounts: Ask; catalogue: Ask; environment: Environment | null; remote: boolean };

/** A table that only one of the databases has, by which its file is found. */
const TABLE = { accounts: "saved_searches", catalogue: "offers" };

/** Both databases of an environment; null is this machine. */
export function databases(environment: Environment | null): Databases {
  const ask =
    (name: keyof typeof TABLE): Ask =>
    (statements) => {
      const texts = statements.map(statementText);
      if (environment === null) return runLocally(TABLE[name], texts);
      return runRemotely(environment, name === "accounts" ? "ACCOUNTS" : "CATALOGUE", texts);
    };
  return { accounts: ask("accounts"), catalogue: ask("catalogue"), environment, remote: environment !== null };
}

/** Opens the file of a local database. The product may be running: SQLite lets two programs open one file. */
function runLocally(table: string, texts: string[]): Rows[] {
  const folder = join(process.env.PASS_DATA ?? join(root, ".data"), "d1");
  const files = existsSync(folder) ? globSync("**/*.sqlite", { cwd: folder }).map((file) => join(folder, file)) : [];
  for (const file of files) {
    const database = new DatabaseSync(file, { timeout: 5_000 });
    try {
      const holds = database.prepare("SELECT 1 FROM sqlite_master WHERE name = ?").get(table);
      if (holds) return runWhole(database, texts);
    } finally {
      database.close();
    }
  }
  return fail("There is no local database yet: run `npm start` first.");
}

/** All of the statements or none: a database that is closed before its commit keeps nothing of them. */
function runWhole(database: DatabaseSync, texts: string[]): Rows[] {
  database.exec("BEGIN IMMEDIATE");
  const rows = texts.map((text) => database.prepare(text).all() as Rows);
  database.exec("COMMIT");
  return rows;
}
