import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { backUp } from "#app/services/operations/back-up.ts";
import { restoreBackup } from "#app/services/operations/restore-backup.ts";
import { reindexOffers } from "#app/services/search/reindex-offers.ts";
import { findTables } from "#db/backup/tables.ts";
import { aSavedSearch, later, openStage, publishOffer, runAlerts, told } from "#test/support/alerts.ts";
import { backupDeps, forgetBackups, fromBucket, intoDatabases, loseEverything } from "#test/support/backups.ts";
import { aCandidateRow } from "#test/support/candidate-row.ts";
import { dump, fill, LEA } from "#test/support/people.ts";

const stage = openStage();
const said: string[] = [];
const restore = (night: string, now = later(600)) =>
  restoreBackup({ source: fromBucket, target: intoDatabases(), say: (line) => said.push(line) }, night, now);
/** Small enough that a few rows take several readings and ticks. */
const SMALL = { rows: 3, bytes: 3_000, margin: 2, objects: 4 };

afterEach(async () => {
  said.length = 0;
  await forgetBackups();
  await loseEverything();
});

async function backUpWhole(from = 0): Promise<void> {
  for (let minute = from; minute < from + 200; minute++) if (await backUp(backupDeps(), later(minute), SMALL)) return;
  throw new Error("never whole");
}

test("every ordinary table is backed up, and no other", async () => {
  const names = async (db: D1Database) => {
    const { results } = await db
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE `%'")
      .all<{ name: string }>();
    return results.map(({ name }) => name).sort();
  };
  const { accounts, catalogue } = backupDeps();
  expect((await findTables(accounts)).map(({ name }) => name)).toEqual(await names(env.ACCOUNTS));
  const rebuilt = ["words"];
  const kept = (await names(env.CATALOGUE)).filter((name) => !rebuilt.includes(name));
  expect((await findTables(catalogue)).map(({ name }) => name)).toEqual(kept);
});

test("every row of every table is restored as it was, column by column", async () => {
  await fill(LEA);
  for (let offer = 0; offer < 9; offer++) await publishOffer(stage, { title: `L’offre « ${offer} » d'ici` });
  await backUpWhole();
  const before = { ...(await dump(env.ACCOUNTS)), catalogue: await dump(env.CATALOGUE) };
  await loseEverything();
  expect(await restore("2026-01-06")).toBe(null);
  await reindexOffers(stage.catalogue);
  const after = { ...(await dump(env.ACCOUNTS)), catalogue: await dump(env.CATALOGUE) };
  const mended = ["cursors", "settings", "sessions", "recruiter_sessions", "alert_runs", "alert_slices"];
  for (const [table, rows] of Object.entries(before)) {
    if (!mended.includes(table) && table !== "catalogue")
      expect(after[table as keyof typeof after], table).toEqual(rows);
  }
  for (const [table, rows] of Object.entries(before.catalogue))
    if (!/_fts|words/.test(table)) expect(after.catalogue[table], table).toEqual(rows);
  expect(await stage.catalogue.all(sql`SELECT count(*) AS found FROM offers_fts`)).toEqual([{ found: 9 }]);
});
