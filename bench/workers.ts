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
 * Puts databases where Miniflare keeps them, in a folder that is emptied first.
 * @param files by the names of their bindings
 * @returns the paths of the copies, in the same order
 */
export async function placeDatabases(
  data: string,
  files: Record<string, string>,
  start: (data: string) => Miniflare,
): Promise<string[]> {
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { recursive: true });
  const empty = start(data);
  const placed: [path: string, file: string][] = [];
  for (const [binding, file] of Object.entries(files)) {
    const before = new Set(databases(data));
    const db = await empty.getD1Database(binding);
    await db.prepare("CREATE TABLE made (here)").run();
    const made = databases(data).find((name) => !before.has(name));
    if (!made) throw new Error(`no database in ${data}: ${readdirSync(data).join(", ")}`);
    placed.push([join(data, made), file]);
  }
  await empty.dispose();
  for (const [path, file] of placed) {
    for (const suffix of ["", "-wal", "-shm"]) rmSync(path + suffix, { force: true });
    copyFileSync(file, path);
  }
  return placed.map(([path]) => path);
}

/** The same, for a catalogue alone. @returns the path of the copy */
export async function placeCatalogue(data: string, file: string, start: (data: string) => Miniflare): Promise<string> {
  const [path] = await placeDatabases(data, { CATALOGUE: file }, start);
  if (!path) throw new Error("no catalogue");
  return path;
}
