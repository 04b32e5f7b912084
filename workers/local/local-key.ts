import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeApiKey } from "#app/services/api/api-keys.ts";
import { hashSecret } from "#app/services/secrets.ts";
import { findApiKey, insertApiKey } from "#db/catalogue/api/api-keys.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import type { Platform } from "./platform.ts";

/** Where the key of this machine is kept, for `npm run import` to find. */
export const localKeyFile = (data: string) => join(data, "api-key");

/**
 * The key that publishes into the product of this machine: made at the first start, then always the same.
 * @param data the folder that keeps it; null makes one that is forgotten
 */
export async function ensureLocalKey({ miniflare }: Pick<Platform, "miniflare">, data: string | null): Promise<string> {
  const db = openCatalogue(await miniflare.getD1Database("CATALOGUE", "web"));
  const kept = data && existsSync(localKeyFile(data)) ? readFileSync(localKeyFile(data), "utf8").trim() : null;
  if (kept && (await findApiKey(db, await hashSecret(kept)))) return kept;
  const { key, hash } = await makeApiKey();
  const createdAt = new Date().toISOString();
  // When the file was lost, the name belongs to a key that cannot be shown again.
  const named = await insertApiKey(db, { name: "local", hash, createdAt });
  if (!named) await insertApiKey(db, { name: `local-${hash.slice(0, 8)}`, hash, createdAt });
  if (data) writeFileSync(localKeyFile(data), `${key}\n`, { mode: 0o600 });
  return key;
}
