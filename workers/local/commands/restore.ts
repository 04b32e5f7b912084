import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { SQL } from "drizzle-orm";
import { toDay } from "#app/domain/time.ts";
import { restoreBackup } from "#app/services/operations/backup/restore-backup.ts";
import type { Source, Target } from "#app/services/operations/backup/restoring.ts";
import { reindexOffers } from "#app/services/search/reindex-offers.ts";
import { statementText } from "#db/batch.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import { build, root } from "#workers/local/build.ts";
import { type Environment, targetOf } from "#workers/local/environment.ts";
import { wranglerIn } from "#workers/local/wrangler.ts";
import { withBackups } from "./backup-bucket.ts";
import { runRemotely } from "./databases.ts";
import { fail } from "./fail.ts";
import { runningProcess } from "./running.ts";

const USAGE = `Usage: npm run restore -- --from YYYY-MM-DD [--remote|--env staging] [--into FOLDER] [--backups FOLDER]
  --from     the night of the backup (npm run operate -- backups:list)
  --into     on this machine: the folder whose databases are filled, .data unless told. They must be empty
  --backups  on this machine: the folder that has the backups, .data unless told`;

const BINDINGS = { accounts: "ACCOUNTS", catalogue: "CATALOGUE" } as const;
/** Characters of the statements of one command line. */
const COMMAND_LINE = 60_000;

const { environment, typed } = targetOf(process.argv.slice(2));
const { from, into, backups } = readArguments(typed);
if (environment) await withBackups({ environment }, (source) => restoreInto(source, deployed(environment)));
else await restoreHere(resolve(root, into), resolve(root, backups));

console.log(`The backup of the night ${from} is restored, and alerts are paused.
Once employers have published again what they show: npm run operate -- alerts:resume${environment ? ` --env ${environment}` : ""}`);

async function restoreInto(source: Source, target: Target): Promise<void> {
  const refused = await restoreBackup({ source, target, say: (line) => console.log(line) }, from, new Date());
  if (refused) fail(refused);
}

async function restoreHere(data: string, bucket: string): Promise<void> {
  for (const folder of [data, bucket]) {
    const running = runningProcess(folder);
    if (running) fail(`PASS is running on ${folder} (process ${running}): stop it first.`);
  }
  // Passwords and links are only good with the secrets under which they were made.
  const secrets = join(bucket, "secrets.json");
  if (existsSync(secrets) && !existsSync(join(data, "secrets.json"))) {
    mkdirSync(data, { recursive: true });
    copyFileSync(secrets, join(data, "secrets.json"));
  }
  await build();
  const { startPlatform } = await import("#workers/local/platform.ts");
  const platform = await startPlatform({ data, port: 0, mailboxPort: 0 });
  try {
    const databases = {
      accounts: await platform.miniflare.getD1Database("ACCOUNTS", "web"),
      catalogue: await platform.miniflare.getD1Database("CATALOGUE", "web"),
    };
    const run = async (name: keyof typeof databases, statements: SQL[]) => {
      if (statements.length === 0) return [];
      const database = databases[name];
      const prepared = statements.map((statement) => database.prepare(statementText(statement)));
      return (await database.batch<Record<string, unknown>>(prepared)).map(({ results }) => results);
    };
    const target: Target = { query: run, load: async (name, statements) => void (await run(name, statements)) };
    await withBackups({ data: bucket }, (source) => restoreInto(source, target));
    await reindexOffers(openCatalogue(databases.catalogue));
  } finally {
    await platform.stop();
  }
}

/** Deployed databases, through wrangler: questions on its command line, rows in files. */
function deployed(environment: Environment): Target {
  const wrangler = wranglerIn(root);
  const folder = mkdtempSync(join(tmpdir(), "pass-restore-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "rows.sql");
  return {
    query: async (name, statements) => {
      const rows: Record<string, unknown>[][] = [];
      for (const part of parts(statements.map(statementText)))
        rows.push(...runRemotely(environment, BINDINGS[name], part));
      return rows;
    },
    load: async (name, statements) => {
      if (statements.length === 0) return;
      writeFileSync(file, `${statements.map(statementText).join(";\n")};\n`, { mode: 0o600 });
      wrangler(["d1", "execute", BINDINGS[name], "--remote", "--env", environment, "--yes", "--file", file]);
    },
  };
}

/** Statements for one command line each. */
function parts(texts: string[]): string[][] {
  const cut: string[][] = [];
  let size = COMMAND_LINE;
  for (const text of texts) {
    if (size + text.length > COMMAND_LINE) {
      cut.push([]);
      size = 0;
    }
    cut.at(-1)?.push(text);
    size += text.length;
  }
  return cut;
}

function readArguments(args: string[]): { from: string; into: string; backups: string } {
  try {
    const { values } = parseArgs({
      args,
      options: {
        from: { type: "string", default: "" },
        into: { type: "string", default: ".data" },
        backups: { type: "string", default: ".data" },
      },
    });
    return toDay(values.from) ? values : fail(USAGE);
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
}
