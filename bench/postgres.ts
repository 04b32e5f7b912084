import { execFileSync } from "node:child_process";
import { chownSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";

const BIN = "/usr/lib/postgresql/15/bin";

/**
 * Starts a PostgreSQL 15 of its own, from Debian's package, with `french` and `unaccent` as the configuration `fr`.
 * It listens on a socket in its folder only. @param kept a folder that is used again; null makes one that is forgotten
 */
export async function startPostgres(
  kept: string | null = null,
): Promise<{ client: Client; stop: () => Promise<void> }> {
  install();
  const folder = kept ?? mkdtempSync(join(tmpdir(), "pass-postgres-"));
  mkdirSync(folder, { recursive: true });
  const data = join(folder, "data");
  const user = asPostgres(folder);
  if (!existsSync(join(data, "PG_VERSION")))
    user("initdb", "-D", data, "-U", "bench", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8");
  // A sensible server for two cores: memory for the index, no parallel workers, no just-in-time compilation.
  const options = `-c listen_addresses='' -k ${folder} -c shared_buffers=1GB -c work_mem=64MB -c jit=off -c fsync=off`;
  user("pg_ctl", "-D", data, "-w", "-l", join(folder, "log"), "-o", options, "start");
  const client = new Client({ host: folder, user: "bench", database: "postgres" });
  const stop = async () => {
    await client.end().catch(() => {});
    user("pg_ctl", "-D", data, "-w", "-m", "fast", "stop");
    if (kept === null) rmSync(folder, { recursive: true, force: true });
  };
  try {
    await client.connect();
    await client.query("CREATE EXTENSION IF NOT EXISTS unaccent");
    const known = await client.query("SELECT 1 FROM pg_ts_config WHERE cfgname = 'fr'");
    if (known.rowCount === 0) {
      await client.query("CREATE TEXT SEARCH CONFIGURATION fr (COPY = french)");
      await client.query(
        "ALTER TEXT SEARCH CONFIGURATION fr ALTER MAPPING FOR hword, hword_part, word WITH unaccent, french_stem",
      );
    }
    return { client, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function install(): void {
  if (existsSync(BIN)) return;
  execFileSync("apt-get", ["update"], { stdio: "ignore" });
  execFileSync("apt-get", ["install", "-y", "--no-install-recommends", "postgresql-15"], { stdio: "ignore" });
}

/** PostgreSQL refuses to run as root: then it runs as the user of Debian's package, who is given the folder. */
function asPostgres(folder: string): (program: string, ...args: string[]) => void {
  if (process.getuid?.() !== 0) return (program, ...args) => run(join(BIN, program), args);
  const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  chownSync(folder, id("-u"), id("-g"));
  return (program, ...args) =>
    run("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", join(BIN, program), ...args]);
}

function run(command: string, args: string[]): void {
  execFileSync(command, args, { stdio: "ignore", cwd: "/" });
}
