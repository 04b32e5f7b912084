import { execFileSync } from "node:child_process";
import { copyFileSync, globSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Miniflare } from "miniflare";
import { unstable_getMiniflareWorkerOptions as workerOptions } from "wrangler";
import { root } from "#workers/local/build.ts";
import { modulesOf } from "#workers/local/platform.ts";

/**
 * Bundles a worker of the bench as `wrangler deploy` would.
 * @param name of its folder here
 * @returns how to start it in a workerd of its own, over a folder of databases
 */
export function bundleWorker(name: string): (data: string) => Miniflare {
  const config = join(root, "bench", name, "wrangler.toml");
  const bundle = join(root, "bench/.cache", name);
  execFileSync(
    join(root, "node_modules/.bin/wrangler"),
    ["deploy", "--dry-run", "--minify", "--config", config, "--outdir", bundle],
    { stdio: "ignore", env: { ...process.env, WRANGLER_SEND_METRICS: "false" } },
  );
  const { workerOptions: options } = workerOptions(config);
  return (data) =>
    new Miniflare({
      ...options,
      host: "127.0.0.1",
      defaultPersistRoot: data,
      modules: modulesOf(bundle),
      modulesRoot: bundle,
    });
}

/** The SQLite files of the databases that Miniflare keeps in a folder, as paths within it. */
export const databases = (data: string): string[] =>
  globSync("**/*.sqlite", { cwd: data }).filter((name) => !name.endsWith("metadata.sqlite"));

/**
 * Puts a catalogue where Miniflare keeps the database, in a folder that is emptied first.
 * @returns the path of the copy
 */
export async function placeCatalogue(data: string, file: string, start: (data: string) => Miniflare): Promise<string> {
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { recursive: true });
  const empty = start(data);
  const db = await empty.getD1Database("CATALOGUE");
  await db.prepare("CREATE TABLE made (here)").run();
  await empty.dispose();
  const [name] = databases(data);
  if (!name) throw new Error(`no database in ${data}: ${readdirSync(data).join(", ")}`);
  for (const suffix of ["", "-wal", "-shm"]) rmSync(join(data, name + suffix), { force: true });
  copyFileSync(file, join(data, name));
  return join(data, name);
}
