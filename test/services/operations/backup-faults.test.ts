import { env } from "cloudflare:workers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { backUp } from "#app/services/operations/backup/back-up.ts";
import { noteTold } from "#app/services/operations/backup/note-told.ts";
import { restoreBackup } from "#app/services/operations/backup/restore-backup.ts";
import { openAccounts } from "#db/accounts/database.ts";
import { findBackupCursors } from "#db/accounts/operations/backups.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import { later, openStage, publishOffer } from "#test/support/alerts/alerts.ts";
import { aMail } from "#test/support/alerts/sending.ts";
import { backupDeps, forgetBackups, fromBucket, intoDatabases, loseEverything } from "#test/support/backups.ts";
import { aCandidateRow } from "#test/support/candidate-row.ts";
import { type breaking, eachFault } from "#test/support/faults.ts";
import { dump } from "#test/support/people.ts";

const stage = openStage();
/** So small that a few rows take several readings, notes and ticks. */
const SMALL = { rows: 2, bytes: 2_000, margin: 1, objects: 7 };

beforeEach(async () => {
  for (const name of ["ada", "zoe", "lea"]) await aCandidateRow(stage.accounts, name);
  for (let offer = 0; offer < 4; offer++) await publishOffer(stage);
  await aMail("sent");
  await env.ACCOUNTS.prepare("UPDATE mails SET state = 'sent', done_at = '2026-01-06T08:30:00.000Z'").run();
});
afterEach(async () => {
  await forgetBackups();
  await loseEverything();
});

/** The night's work of a worker whose calls break. Each tick goes on where the one before stopped. */
async function night(faults: ReturnType<typeof breaking>): Promise<void> {
  const deps = {
    accounts: openAccounts(faults.d1(env.ACCOUNTS)),
    catalogue: openCatalogue(faults.d1(env.CATALOGUE)),
    bucket: faults.r2(env.BACKUPS),
  };
  for (let minute = 0; minute < 30; minute++) {
    await noteTold(deps, later(minute))
      .then(() => backUp(deps, later(minute), SMALL))
      .catch(() => {});
    if ((await findBackupCursors(stage.accounts)).last) return;
  }
  throw new Error("never whole");
}

test("whatever call of a night’s work fails, to D1 or R2, before or after it is applied, the backup ends whole", async () => {
  const before = await dump(env.ACCOUNTS);
  const held = { accounts: before, catalogue: await dump(env.CATALOGUE) };
  const calls = await eachFault(async (faults, name) => {
    await forgetBackups();
    await env.ACCOUNTS.prepare("DELETE FROM cursors").run();
    await night(faults).catch((error) => Promise.reject(new Error(`${name}: ${error.message}`)));
    const source = await everyObject();
    expect([...source.keys()], name).toContain("2026-01-06/manifest.json");
    expect([...source.keys()], name).toContain("told/2026-01-06T08.ndjson.gz");
    expect(await backUp(backupDeps(), later(31)), name).toBe(false);
    await checkManifest(name, held);
  });
  expect(calls).toBeGreaterThan(40);
  console.log(`${calls} calls`);
  await loseEverything();
  const refused = await restoreBackup(
    { source: fromBucket, target: intoDatabases(), say: () => {} },
    "2026-01-06",
    later(60),
  );
  expect(refused).toBe(null);
  const { mails, candidates } = await dump(env.ACCOUNTS);
  expect({ mails, candidates }).toEqual({ mails: before.mails, candidates: before.candidates });
}, 300_000);

async function everyObject(): Promise<Map<string, R2Object>> {
  const { objects } = await env.BACKUPS.list();
  return new Map(objects.map((object) => [object.key, object]));
}

/** The manifest names every row once, and every object that it names is there. */
async function checkManifest(
  name: string,
  held: Record<"accounts" | "catalogue", Record<string, unknown[]>>,
): Promise<void> {
  const objects = await everyObject();
  const manifest = (await (await env.BACKUPS.get("2026-01-06/manifest.json"))?.json()) as {
    databases: Record<
      "accounts" | "catalogue",
      { tables: { name: string; slices: { key: string; rows: number }[] }[] }
    >;
  };
  for (const database of ["accounts", "catalogue"] as const) {
    for (const table of manifest.databases[database].tables.filter((each) => each.name !== "cursors")) {
      const rows = table.slices.reduce((sum, each) => sum + each.rows, 0);
      expect(rows, `${name}: ${table.name}`).toBe(held[database][table.name]?.length);
      for (const { key } of table.slices) expect(objects.has(key), `${name}: ${key}`).toBe(true);
    }
  }
}
