import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Catalogue, openCatalogue } from "#db/catalogue/database.ts";
import { build, root } from "#workers/local/build.ts";
import type { Environment } from "#workers/local/environment.ts";
import { fail } from "./fail.ts";
import { runningProcess } from "./running.ts";

export type Rows = Record<string, string | number | null>[];

/**
 * Does some work on the catalogue of this machine, in a workerd of its own that is stopped afterwards. Ends the program
 * with a sentence when there is no such catalogue yet, or when `npm start` is using it.
 */
export async function withLocalCatalogue(work: (db: Catalogue) => Promise<void>): Promise<void> {
  const data = join(root, ".data");
  if (!existsSync(data)) fail("There is no local database yet: run `npm start` first.");
  const running = runningProcess(data);
  if (running) fail(`PASS is running (process ${running}): stop it first, the database takes one program at a time.`);
  await build();
  // Loading Miniflare takes a second or more, which other commands do not wait for.
  const { startPlatform } = await import("#workers/local/platform.ts");
  const platform = await startPlatform({ data, port: 0, mailboxPort: 0 });
  try {
    await work(openCatalogue(await platform.miniflare.getD1Database("CATALOGUE", "web")));
  } finally {
    await platform.stop();
  }
}

/**
 * Runs statements on a deployed database, through wrangler. Ends the program with what wrangler says when it fails.
 * @param database its binding
 * @param statements SQL without parameters
 * @returns the rows of each statement, in order
 */
export function runRemotely(
  environment: Environment,
  database: "ACCOUNTS" | "CATALOGUE",
  statements: string[],
): Rows[] {
  const { status, stdout, stderr } = spawnSync(
    "wrangler",
    ["d1", "execute", database, "--remote", "--env", environment, "--json", "--command", statements.join(";\n")],
    { cwd: root, encoding: "utf8", maxBuffer: 64_000_000 },
  );
  if (status !== 0) fail(`The remote database did not answer:\n${stderr || stdout}`);
  return (JSON.parse(stdout) as { results: Rows }[]).map(({ results }) => results);
}
