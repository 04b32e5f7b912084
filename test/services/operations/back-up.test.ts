import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { backUp, manifestKey } from "#app/services/operations/backup/back-up.ts";
import { restoreBackup } from "#app/services/operations/backup/restore-backup.ts";
import { reindexOffers } from "#app/services/search/reindex-offers.ts";
import { operatorAudit, operatorChallenges, operatorSessions, operators } from "#db/accounts/operations/schema.ts";
import { findTables } from "#db/backup/tables.ts";
import { later, openStage, publishOffer } from "#test/support/alerts/alerts.ts";
import { backupDeps, forgetBackups, fromBucket, intoDatabases, loseEverything } from "#test/support/backups.ts";
import { dump, fill, LEA } from "#test/support/people.ts";

const stage = openStage();
const restore = (night: string, now = later(600)) =>
  restoreBackup({ source: fromBucket, target: intoDatabases(), say: () => {} }, night, now);
/** Small enough that a few rows take several readings and ticks. */
const SMALL = { rows: 3, bytes: 3_000, margin: 2, objects: 4 };

afterEach(async () => {
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
  const mended = [
    "cursors",
    "settings",
    "sessions",
    "recruiter_sessions",
    "operator_sessions",
    "alert_runs",
    "alert_slices",
  ];
  for (const [table, rows] of Object.entries(before)) {
    if (!mended.includes(table) && table !== "catalogue")
      expect(after[table as keyof typeof after], table).toEqual(rows);
  }
  for (const [table, rows] of Object.entries(before.catalogue))
    if (!/_fts|words/.test(table)) expect(after.catalogue[table], table).toEqual(rows);
  expect(await stage.catalogue.all(sql`SELECT count(*) AS found FROM offers_fts`)).toEqual([{ found: 9 }]);
});

test("a restore ends the logins of operators, and keeps who they are and what they did", async () => {
  // So old that losing everything may delete the line of the journal.
  const at = "2020-01-06T08:00:00.000Z";
  await stage.accounts
    .insert(operators)
    .values({ id: 1, email: "ada", emailKey: "ada", totpSecret: "x", createdAt: at });
  await stage.accounts
    .insert(operatorSessions)
    .values({ id: "s", secretHash: "h", operatorId: 1, createdAt: at, seenAt: at });
  await stage.accounts
    .insert(operatorChallenges)
    .values({ id: "c", secretHash: "h", operatorId: 1, proposedSecret: "x", expiresAt: at });
  await stage.accounts.insert(operatorAudit).values({ actor: "ada", event: "operator-logged-in", at });
  const before = await dump(env.ACCOUNTS);
  await backUpWhole();
  await loseEverything();
  expect(await restore("2026-01-06")).toBe(null);
  const after = await dump(env.ACCOUNTS);
  expect([after.operators, after.operator_audit]).toEqual([before.operators, before.operator_audit]);
  expect([after.operator_sessions, after.operator_challenges]).toEqual([[], []]);
});

test("integers, real numbers, bytes, nothing and long texts are restored as what they were", async () => {
  await env.ACCOUNTS.prepare("CREATE TABLE odd (a, b REAL, c BLOB, d TEXT, e INTEGER)").run();
  const long = `${"L’« é »'".repeat(20_000)}😀`;
  await env.ACCOUNTS.prepare(
    "INSERT INTO odd VALUES (1.0, 2, x'00ff10', ?1, 9007199254740993), (NULL, NULL, NULL, NULL, NULL), ('1', 0.1, x'', '', -1)",
  )
    .bind(long)
    .run();
  const state = () =>
    env.ACCOUNTS.prepare(
      "SELECT typeof(a) || quote(a) AS a, typeof(b) || quote(b) AS b, typeof(c) || hex(c) AS c, quote(d) AS d, quote(e) AS e FROM odd",
    ).all();
  const before = (await state()).results;
  await backUpWhole();
  await loseEverything();
  expect(await restore("2026-01-06")).toBe(null);
  expect((await state()).results).toEqual(before);
  await env.ACCOUNTS.prepare("DROP TABLE odd").run();
});

describe("a night", () => {
  test("begins at two in Paris, is backed up once, and again the next night", async () => {
    const at = (iso: string) => backUp(backupDeps(), new Date(iso));
    expect(await at("2026-01-06T00:30:00Z")).toBe(true);
    expect(await at("2026-01-06T00:59:00Z")).toBe(false);
    expect(await at("2026-01-06T01:01:00Z")).toBe(true);
    expect(await at("2026-01-06T23:00:00Z")).toBe(false);
    const { objects } = await env.BACKUPS.list();
    const whole = objects.map(({ key }) => key).filter((key) => key.endsWith("manifest.json"));
    expect(whole).toEqual([manifestKey("2026-01-05"), manifestKey("2026-01-06")]);
  });

  test("that two ticks back up at once is whole", async () => {
    for (let offer = 0; offer < 9; offer++) await publishOffer(stage);
    for (let minute = 0; minute < 60; minute++)
      await Promise.all([1, 2].map(() => backUp(backupDeps(), later(minute), SMALL)));
    await loseEverything();
    expect(await restore("2026-01-06")).toBe(null);
  });

  test("is deleted after 30 days, even when the next backup is never whole", async () => {
    await backUp(backupDeps(), new Date("2026-01-06T09:00:00Z"));
    await env.BACKUPS.put("told/2026-01-06T09.ndjson.gz", "x");
    await env.BACKUPS.put("2026-01-05/progress.json", "{}");
    await backUp(backupDeps(), new Date("2026-02-04T09:00:00Z"), { ...SMALL, objects: 1 });
    expect(await env.BACKUPS.head(manifestKey("2026-01-06"))).not.toBe(null);
    await backUp(backupDeps(), new Date("2026-02-05T09:00:00Z"), { ...SMALL, objects: 1 });
    const { objects } = await env.BACKUPS.list();
    expect(objects.map(({ key }) => key).filter((key) => key.includes("2026-01"))).toEqual([]);
    expect(await (await env.BACKUPS.get("backups.json"))?.json()).toEqual([]);
  });
});

describe("a restore is refused, and writes nothing,", () => {
  const nothing = async () => expect(await stage.accounts.all(sql`SELECT * FROM settings`)).toEqual([]);

  test("without a manifest", async () => {
    await backUp(backupDeps(), later(0), { ...SMALL, objects: 1 });
    await loseEverything();
    expect(await restore("2026-01-06")).toContain("There is no whole backup of the night 2026-01-06");
    await nothing();
  });

  test.each([
    ["one byte of an object is another one", "is damaged"],
    ["an object is missing", "is missing from the bucket"],
  ])("when %s", async (what, sentence) => {
    await publishOffer(stage);
    await backUpWhole();
    await loseEverything();
    const { objects } = await env.BACKUPS.list({ prefix: "2026-01-06/catalogue/offers/" });
    const key = objects[0]?.key ?? "";
    const bytes = (await fromBucket.get(key)) ?? new Uint8Array();
    const middle = Math.floor(bytes.length / 2);
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    if (what.includes("missing")) await env.BACKUPS.delete(key);
    else await env.BACKUPS.put(key, bytes);
    expect(await restore("2026-01-06")).toMatch(new RegExp(`^${key} ${sentence}.*Nothing was restored`));
    await nothing();
  });

  test("into a database that holds something", async () => {
    await publishOffer(stage);
    await backUpWhole();
    expect(await restore("2026-01-06")).toMatch(/^The database catalogue is not empty \(.*offers/);
    await nothing();
  });
});

test("a restore that was interrupted is begun again", async () => {
  await fill(LEA);
  for (let offer = 0; offer < 4; offer++) await publishOffer(stage);
  await backUpWhole();
  await loseEverything();
  const target = intoDatabases();
  let loads = 0;
  const load: typeof target.load = async (name, statements) => {
    if (++loads === 20) throw new Error("Network connection lost");
    await target.load(name, statements);
  };
  const broken = restoreBackup(
    { source: fromBucket, target: { ...target, load }, say: () => {} },
    "2026-01-06",
    later(600),
  );
  await expect(broken).rejects.toThrow("lost");
  expect(await restore("2026-01-06")).toBe(null);
  await reindexOffers(stage.catalogue);
  expect(await stage.catalogue.all(sql`SELECT count(*) AS found FROM offers_fts`)).toEqual([{ found: 4 }]);
});
