import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { nightOf } from "#app/domain/operations/backup.ts";
import { aPosting } from "#test/support/postings.ts";
import { publish } from "#test/support/publish.ts";
import { type Site, startSite } from "#test/support/site.ts";
import { root } from "#workers/local/build.ts";

/** The night that has just been: a restore looks for what was mailed in each hour since. */
const NOW = new Date();
const NIGHT = nightOf(NOW);
const folder = mkdtempSync(join(tmpdir(), "pass-restore-test-"));
const data = join(folder, "data");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A site with some offers and a candidate, backed up, and then stopped. */
beforeAll(async () => {
  const site = await startSite({}, undefined, data);
  const offers = Array.from({ length: 30 }, (_, at) =>
    aPosting({ reference: `S-2026-${at}`, title: `Archiviste n° ${at} d’ici; et\nd'ailleurs` }),
  );
  await publish(site, offers);
  await (await site.accounts())
    .prepare(
      `INSERT INTO candidates (username, username_key, email, email_key, password_hash, first_name, last_name, consented_at, created_at, last_login_at)
        VALUES ('ada', 'ada', 'ada@exemple.fr', 'ada@exemple.fr', '', 'Ada', 'L''Été', '2026-01-01', '2026-01-01', '2026-01-01')`,
    )
    .run();
  site.setClock(NOW);
  await site.tick(NOW);
  await copyBucket(site);
  await site.stop();
});

/** The objects as files, for the stand-in of wrangler. */
async function copyBucket(site: Site): Promise<void> {
  const bucket = await site.miniflare.getR2Bucket("BACKUPS", "alerts");
  for (const { key } of (await bucket.list()).objects) {
    const file = join(folder, "pass-production-backups", key);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, new Uint8Array((await (await bucket.get(key))?.arrayBuffer()) ?? new ArrayBuffer()));
  }
}

function run(command: "operate" | "restore", args: string[], env: Record<string, string> = {}) {
  return spawnSync(process.execPath, [join(root, `workers/local/commands/${command}.ts`), ...args], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, PASS_DATA: data, ...env },
  });
}

test("backups:list names the nights that can be restored", () => {
  expect(run("operate", ["backups:list"]).stdout).toContain(`${NIGHT}  ${NOW.toISOString().slice(0, 16)}`);
});

// A restore runs several programs, which take some ten seconds, and four times that on a busy machine.
test("a backup fills the empty databases of another folder, which then answer searches", async () => {
  const into = join(folder, "into");
  const args = ["--from", NIGHT, "--backups", data, "--into", into];
  const { status, stdout, stderr } = run("restore", args);
  expect(stderr).toBe("");
  expect(status).toBe(0);
  expect(stdout).toContain("alerts are paused");
  const again = run("restore", args);
  expect(again.status).toBe(1);
  expect(again.stderr).toContain("is not empty");
  const site = await startSite({}, undefined, into);
  try {
    site.setClock(NOW);
    expect(await (await site.fetch("/offres?q=archiviste")).text()).toContain("30 offres");
  } finally {
    await site.stop();
  }
}, 120_000);

test("deployed databases are filled through wrangler, as a stand-in plays it", () => {
  const bin = join(folder, "bin");
  mkdirSync(bin);
  for (const name of ["accounts", "catalogue"] as const) {
    const database = new DatabaseSync(join(folder, `${name.toUpperCase()}.sqlite`));
    const migrations = join(root, "migrations", name);
    for (const file of readdirSync(migrations)
      .filter((each) => each.endsWith(".sql"))
      .sort())
      database.exec(readFileSync(join(migrations, file), "utf8"));
    database.close();
  }
  writeFileSync(join(bin, "wrangler"), standIn());
  chmodSync(join(bin, "wrangler"), 0o755);
  const PATH = `${bin}:${process.env.PATH}`;
  expect(run("operate", ["backups:list", "--remote"], { PATH }).stdout).toContain(NIGHT);
  const { status, stdout, stderr } = run("restore", ["--from", NIGHT, "--remote"], { PATH });
  expect(stderr).toBe("");
  expect(status).toBe(0);
  expect(stdout).toContain("alerts:resume --env production");
  const count = (name: string, sql: string) => new DatabaseSync(join(folder, `${name}.sqlite`)).prepare(sql).get();
  expect(count("CATALOGUE", "SELECT count(*) AS offers FROM offers WHERE indexed > 0")).toEqual({ offers: 30 });
  expect(count("ACCOUNTS", "SELECT last_name AS name FROM candidates")).toEqual({ name: "L'Été" });
  expect(count("ACCOUNTS", "SELECT count(*) AS paused FROM settings WHERE name = 'alerts-paused'")).toEqual({
    paused: 1,
  });
}, 120_000);

/** `d1 execute` on SQLite files, and `r2 object get` from a folder. */
const standIn = () => `#!${process.execPath}
const { DatabaseSync } = require("node:sqlite");
const { existsSync, copyFileSync, readFileSync } = require("node:fs");
const args = process.argv.slice(2);
const option = (name) => args[args.indexOf(name) + 1];
if (args[0] === "r2") {
  const from = ${JSON.stringify(folder)} + "/" + args[3];
  if (!existsSync(from)) { console.error("The specified key does not exist."); process.exit(1); }
  copyFileSync(from, option("--file"));
} else {
  const database = new DatabaseSync(${JSON.stringify(folder)} + "/" + args[2] + ".sqlite");
  if (args.includes("--file")) database.exec(readFileSync(option("--file"), "utf8"));
  else console.log(JSON.stringify(option("--command").split(";\\n").map((sql) => ({ results: database.prepare(sql).all() }))));
}
`;
