import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

type Database = Pick<D1Database, "prepare" | "batch">;

/**
 * Applies what is missing of a folder of migrations, all of it or nothing, and remembers it in the table that
 * `wrangler d1 migrations apply` uses.
 */
export async function applyMigrations(db: Database, folder: string): Promise<void> {
  await db
    .prepare(
      "CREATE TABLE IF NOT EXISTS d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)",
    )
    .run();
  const { results } = await db.prepare("SELECT name FROM d1_migrations").all<{ name: string }>();
  const applied = new Set(results.map(({ name }) => name));
  const files = readdirSync(folder).filter((name) => name.endsWith(".sql"));
  const missing = files.sort().filter((file) => !applied.has(file));
  if (missing.length === 0) return;
  // D1 runs the statements of one text one after the other, and local D1 answers each text in some milliseconds.
  await db.batch([
    db.prepare(missing.map((name) => readFileSync(join(folder, name), "utf8")).join("\n")),
    db
      .prepare("INSERT INTO d1_migrations (name) SELECT value FROM json_each(?) ORDER BY key")
      .bind(JSON.stringify(missing)),
  ]);
}
