import { existsSync, globSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { reindexOffers } from "#app/services/search/reindex-offers.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import { countStale } from "#db/catalogue/search/reindexing.ts";
import { markRunning, runningProcess } from "#workers/local/commands/running.ts";
import { build, root } from "./build.ts";
import { startCron } from "./cron.ts";
import { loadDemonstration } from "./demonstration.ts";
import { ensureLocalKey } from "./local-key.ts";
import { type Platform, startPlatform } from "./platform.ts";

const port = Number(process.env.PORT ?? 8787);
const mailboxPort = Number(process.env.MAILBOX_PORT ?? 8788);
const data = join(root, ".data");

const other = runningProcess(data);
if (other) stop(`PASS is running already on this folder (process ${other}): stop it first.`);
await requireFreePort(port, "PORT");
await requireFreePort(mailboxPort, "MAILBOX_PORT");

say("Building the site…");
const built = await build().catch((error: Error) => stop(`The build failed:\n${error.message}`));
if (built === "unchanged") say("Nothing changed since the last build.");

const firstTime = !existsSync(data);
const broken = brokenDatabase(data);
if (broken) stop(`${broken} is not a database any more: delete the folder .data/ to start afresh.`);
try {
  markRunning(data);
} catch (error) {
  stop(`The folder .data/ cannot be written (${message(error)}): delete it, or give it back to yourself.`);
}
const platform = await startPlatform({ data, port, mailboxPort }).catch((error: Error) =>
  stop(
    `The state kept in .data/ cannot be used (${error.message.split("\n")[0]}): delete that folder to start afresh.`,
  ),
);
const key = await prepare(platform);
const cron = startCron(platform);
const keyed = process.stdin.isTTY === true;

say(`
PASS is running${firstTime ? ", with a new .data/ folder" : ""}.
  Site           ${platform.site}
  Mailbox        ${platform.mailbox}   (mails sent by the site arrive here)
  Publishing key ${key}   (npm run import -- FILE)
The cron runs every minute${keyed ? "; Enter makes it run now" : ""}. State is kept in .data/; delete it to start afresh. Ctrl-C stops.`);

if (keyed) {
  process.stdin.on("data", async () => {
    await cron.now();
    say("The cron has run.");
  });
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  // Miniflare's own listener would end the process before its state is written.
  process.removeAllListeners(signal);
  process.once(signal, async () => {
    say("\nStopping…");
    cron.stop();
    await platform.stop();
    process.exit(0);
  });
}

async function prepare(running: Platform): Promise<string> {
  try {
    const localKey = await ensureLocalKey(running, data);
    const catalogue = openCatalogue(await running.miniflare.getD1Database("CATALOGUE", "web"));
    const stale = await countStale(catalogue);
    if (stale > 0) say(`Indexing ${stale} offers anew: the preparation of their text has changed…`);
    await reindexOffers(catalogue);
    const loaded = await loadDemonstration(running, localKey);
    if (loaded > 0) say(`${loaded} demonstration offers loaded.`);
    return localKey;
  } catch (error) {
    await running.stop();
    return stop(`The catalogue in .data/ cannot be used (${message(error)}): delete that folder to start afresh.`);
  }
}

async function requireFreePort(wanted: number, variable: string): Promise<void> {
  if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65535) {
    stop(`${variable}=${process.env[variable]} is not a port: give a number from 0 to 65535.`);
  }
  const free = await new Promise<boolean>((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(wanted, "localhost", () => probe.close(() => resolve(true)));
  });
  if (!free) stop(`Port ${wanted} is in use: stop what listens there, or choose another with ${variable}=….`);
}

/** A damaged database file, which does not begin as SQLite files do, or null. workerd crashes on such a file. */
function brokenDatabase(folder: string): string | null {
  const files = globSync("**/*.sqlite", { cwd: folder }).map((file) => join(folder, file));
  const begins = (file: string) => readFileSync(file).subarray(0, 15).toString("latin1");
  return files.find((file) => !["", "SQLite format 3"].includes(begins(file))) ?? null;
}

function message(error: unknown): string {
  return error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
}

function say(text: string): void {
  console.log(text);
}

function stop(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
