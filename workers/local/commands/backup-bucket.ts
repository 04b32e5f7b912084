import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Miniflare } from "miniflare";
import type { Source } from "#app/services/operations/backup/restoring.ts";
import { root } from "#workers/local/build.ts";
import { type Environment, nameIn, readSettings } from "#workers/local/environment.ts";
import { wranglerIn } from "#workers/local/wrangler.ts";

const CONFIG = "workers/alerts/wrangler.toml";

/** Reads the bucket of backups during some work. @param where a deployed environment, or a folder of this machine */
export function withBackups<Result>(
  where: { environment: Environment } | { data: string },
  work: (source: Source) => Promise<Result>,
): Promise<Result> {
  return "data" in where ? withLocalBackups(where.data, work) : withDeployedBackups(where.environment, work);
}

async function withLocalBackups<Result>(data: string, work: (source: Source) => Promise<Result>): Promise<Result> {
  const { bucket_name } = declaredBucket();
  const miniflare = new Miniflare({
    modules: true,
    script: "export default {}",
    defaultPersistRoot: data,
    r2Buckets: { BACKUPS: bucket_name },
  });
  try {
    const bucket = await miniflare.getR2Bucket("BACKUPS");
    return await work({
      get: async (key) => {
        const object = await bucket.get(key);
        return object && new Uint8Array(await object.arrayBuffer());
      },
    });
  } finally {
    await miniflare.dispose();
  }
}

/** Each object is downloaded once, since a restore reads it several times, and deleted when this program ends. */
function withDeployedBackups<Result>(
  environment: Environment,
  work: (source: Source) => Promise<Result>,
): Promise<Result> {
  const { bucket_name, jurisdiction } = declaredBucket();
  const wrangler = wranglerIn(root);
  const folder = mkdtempSync(join(tmpdir(), "pass-backup-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return work({
    get: async (key) => {
      const file = join(folder, key.replaceAll("/", "_"));
      if (!existsSync(file)) {
        const args = ["r2", "object", "get", `${nameIn(environment, bucket_name)}/${key}`, "--remote", "--file", file];
        try {
          wrangler(jurisdiction ? [...args, "--jurisdiction", jurisdiction] : args);
        } catch (error) {
          rmSync(file, { force: true });
          if (error instanceof Error && /does not exist/.test(error.message)) return null;
          throw error;
        }
      }
      return Uint8Array.from(readFileSync(file));
    },
  });
}

function declaredBucket() {
  const bucket = readSettings(root, CONFIG).r2_buckets?.find(({ binding }) => binding === "BACKUPS");
  if (!bucket) throw new Error(`${CONFIG} names no bucket of backups`);
  return bucket;
}
