import { applyD1Migrations, type D1Migration } from "cloudflare:test";
import { env } from "cloudflare:workers";

declare global {
  namespace Cloudflare {
    interface Env {
      CATALOGUE_MIGRATIONS: D1Migration[];
      ACCOUNTS_MIGRATIONS: D1Migration[];
    }
  }
}

await applyD1Migrations(env.CATALOGUE, env.CATALOGUE_MIGRATIONS);
await applyD1Migrations(env.ACCOUNTS, env.ACCOUNTS_MIGRATIONS);
// The files of a project share workerds: the one before has left its rows and objects.
await Promise.all([env.CATALOGUE, env.ACCOUNTS].map(deleteRows));
await Promise.all([env.DOCUMENTS, env.BACKUPS].map(deleteObjects));

async function deleteRows(database: D1Database): Promise<void> {
  const { results } = await database
    .prepare("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT GLOB '_cf_*'")
    .all<{ type: string; name: string; sql: string }>();
  const indexes = results.filter(({ sql }) => sql.includes("USING fts5(")).map(({ name }) => name);
  // The words of an index go with its rows. Its vocabulary has none of its own.
  const goesAlong = ({ name, sql }: { name: string; sql: string }) =>
    sql.includes("fts5vocab(") || (!indexes.includes(name) && indexes.some((index) => name.startsWith(`${index}_`)));
  const tables = results.filter((each) => each.type === "table" && each.name !== "d1_migrations" && !goesAlong(each));
  const triggers = results.filter(({ type }) => type === "trigger");
  await database.batch([
    database.prepare("PRAGMA defer_foreign_keys = on"),
    // Those of the audit forbid that a row is deleted.
    ...triggers.map(({ name }) => database.prepare(`DROP TRIGGER "${name}"`)),
    ...tables.map(({ name }) => database.prepare(`DELETE FROM "${name}"`)),
    ...triggers.map(({ sql }) => database.prepare(sql)),
  ]);
}

async function deleteObjects(bucket: R2Bucket): Promise<void> {
  const { objects } = await bucket.list();
  if (objects.length > 0) await bucket.delete(objects.map(({ key }) => key));
}
