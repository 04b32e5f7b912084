import { env } from "cloudflare:workers";
import { type SQL, sql } from "drizzle-orm";
import type { Source, Target } from "#app/services/operations/backup/restoring.ts";
import { openAccounts } from "#db/accounts/database.ts";
import { statementText } from "#db/batch.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import { openStage } from "./alerts/alerts.ts";
import { dump } from "./people.ts";

/** The bucket of backups, as a restore reads it. */
export const fromBucket: Source = {
  get: async (key) => {
    const object = await env.BACKUPS.get(key);
    return object && new Uint8Array(await object.arrayBuffer());
  },
};

/** Both databases of the test, which are asked in whole texts as wrangler does: a text has no parameters. */
export function intoDatabases(): Target {
  const databases = { accounts: env.ACCOUNTS, catalogue: env.CATALOGUE };
  const run = async (name: keyof typeof databases, statements: SQL[]) => {
    if (statements.length === 0) return [];
    const texts = statements.map(statementText);
    const long = texts.find((text) => new TextEncoder().encode(text).length > 100_000);
    if (long) throw new Error(`D1 refuses statements of over 100 kB: ${long.slice(0, 80)}`);
    const results = await databases[name].batch<Record<string, unknown>>(
      texts.map((text) => databases[name].prepare(text)),
    );
    return results.map(({ results: rows }) => rows);
  };
  return { query: run, load: async (name, statements) => void (await run(name, statements)) };
}

/** Loses both databases, as if they had just been created. */
export async function loseEverything(): Promise<void> {
  for (const database of [env.ACCOUNTS, env.CATALOGUE]) {
    const names = Object.keys(await dump(database)).filter(
      (name) => !/_fts|_tokens/.test(name) && name !== "d1_migrations",
    );
    await database.batch([
      database.prepare("PRAGMA defer_foreign_keys = on"),
      ...names.map((name) => database.prepare(`DELETE FROM "${name}"`)),
      database.prepare("DELETE FROM sqlite_sequence"),
    ]);
  }
  const { accounts, catalogue } = openStage();
  await accounts.run(sql`INSERT INTO fresh_offers_fts (fresh_offers_fts) VALUES ('delete-all')`);
  for (const index of ["offers_fts", "offers_fts_even"])
    await catalogue.run(sql`INSERT INTO ${sql.identifier(index)} (${sql.identifier(index)}) VALUES ('delete-all')`);
}

/** Empties the bucket of backups. */
export async function forgetBackups(): Promise<void> {
  for (;;) {
    const { objects } = await env.BACKUPS.list();
    if (objects.length === 0) return;
    await env.BACKUPS.delete(objects.map(({ key }) => key));
  }
}

/** The databases and the bucket of the test. */
export const backupDeps = () => ({
  accounts: openAccounts(env.ACCOUNTS),
  catalogue: openCatalogue(env.CATALOGUE),
  bucket: env.BACKUPS,
});
