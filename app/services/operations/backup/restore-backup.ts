import type { SQL } from "drizzle-orm";
import {
  type BackedUpTable,
  DATABASES,
  type DatabaseName,
  type Manifest,
  rowsOf,
} from "#app/domain/operations/backup.ts";
import * as accounts from "#db/accounts/operations/restored.ts";
import { emptied, filledTables, loadStatements, referencesOf, sequenceStatements } from "#db/backup/loading.ts";
import * as catalogue from "#db/catalogue/operations/restored.ts";
import { manifestKey } from "./back-up.ts";
import { markToldSince } from "./mark-told.ts";
import { type LoadedTable, type RestoreDeps, readSlice, type Source, type Target } from "./restoring.ts";
import { differences } from "./verify-restored.ts";

/** Statements that are handed over at once: some 12 MB. */
const STATEMENTS = 200;

/**
 * Fills two empty databases, whose migrations are applied, from the backup of a night, and compares every row with it.
 * Alerts are paused until operators resume them; the offers are to be indexed afterwards (`reindexOffers`).
 *
 * Nothing is written unless the whole backup is there and undamaged. A restore that was interrupted may be begun again.
 * @returns the reason when it is refused, as a sentence; null when everything is there
 */
export async function restoreBackup(deps: RestoreDeps, night: string, now: Date): Promise<string | null> {
  const { source, target, say } = deps;
  const found = await source.get(manifestKey(night));
  if (!found)
    return `There is no whole backup of the night ${night}: \`npm run operate -- backups:list\` names those that there are.`;
  const manifest = JSON.parse(new TextDecoder().decode(found)) as Manifest;
  const damaged = (await checkObjects(source, manifest)) ?? (await notEmpty(target, manifest));
  if (damaged) return damaged;
  await target.load("accounts", accounts.beginRestore(night, now));
  for (const name of DATABASES) {
    const tables = await inOrder(target, name, manifest.databases[name].tables);
    for (const table of tables) await loadTable(deps, name, table);
    const different = await differences(deps, name, tables);
    if (different) return `${different} Nothing else was done: empty both databases and begin again.`;
    say(
      `${name}: ${tables.reduce((sum, table) => sum + rowsOf(table), 0)} rows in ${tables.length} tables are as in the backup.`,
    );
  }
  await target.load("accounts", [
    ...accounts.mendAccounts(manifest.startedAt),
    ...sequenceStatements(manifest.databases.accounts.sequences),
  ]);
  await target.load("catalogue", [
    catalogue.indexAnew(),
    ...sequenceStatements(manifest.databases.catalogue.sequences),
  ]);
  say(
    `${await markToldSince(deps, manifest.startedAt, now)} mails that were sent after the backup are marked as sent.`,
  );
  await target.load("accounts", [accounts.endRestore()]);
  return null;
}

async function checkObjects(source: Source, { databases }: Manifest): Promise<string | null> {
  for (const slice of DATABASES.flatMap((name) => databases[name].tables.flatMap(({ slices }) => slices))) {
    const read = await readSlice(source, slice);
    if (typeof read === "string") return `${read} Nothing was restored: take another night.`;
  }
  return null;
}

/** Refuses databases that hold something, unless a restore of this night has begun there. */
async function notEmpty(target: Target, { night, databases }: Manifest): Promise<string | null> {
  const [restoring = []] = await target.query("accounts", [accounts.restoringNight()]);
  const begun = restoring[0]?.night;
  const bySelf = { accounts: accounts.WRITTEN_BY_ITSELF, catalogue: catalogue.WRITTEN_BY_ITSELF };
  for (const name of DATABASES) {
    const tables = databases[name].tables.map((table) => table.name);
    const asked = tables.filter((table) => !bySelf[name].includes(table));
    // A statement has 100 columns at most.
    const [[found = {}] = []] = await target.query(name, [filledTables(asked.slice(0, 100))]);
    const filled = asked.filter((table) => found[table] === 1);
    if (filled.length > 0 && begun !== night)
      return `The database ${name} is not empty (${filled.join(", ")}): a backup is restored into empty databases only.`;
    if (!begun) await target.load(name, bySelf[name].filter((table) => tables.includes(table)).map(emptied));
  }
  return null;
}

/** The tables, each after those that it refers to. */
async function inOrder(target: Target, name: DatabaseName, tables: BackedUpTable[]): Promise<LoadedTable[]> {
  const references = (await target.query(
    name,
    tables.map((table) => referencesOf(table.name)),
  )) as unknown as LoadedTable["references"][];
  const left = tables.map((table, at) => ({ ...table, references: references[at] ?? [] }));
  const ordered: LoadedTable[] = [];
  while (left.length > 0) {
    const next = left.findIndex((table) =>
      table.references.every(({ parent }) => parent === table.name || !left.some((other) => other.name === parent)),
    );
    ordered.push(...left.splice(Math.max(0, next), 1));
  }
  return ordered;
}

async function loadTable({ source, target }: RestoreDeps, name: DatabaseName, table: LoadedTable): Promise<void> {
  const statements: SQL[] = [];
  for (const slice of table.slices) {
    const lines = await readSlice(source, slice);
    if (typeof lines === "string") throw new Error(lines);
    statements.push(...loadStatements(table, lines, table.references));
    while (statements.length >= STATEMENTS) await target.load(name, statements.splice(0, STATEMENTS));
  }
  if (statements.length > 0) await target.load(name, statements);
}
