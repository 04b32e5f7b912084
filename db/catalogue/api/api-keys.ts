import { and, eq, isNull } from "drizzle-orm";
import type { Catalogue } from "#db/catalogue/database.ts";
import { apiKeys } from "#db/catalogue/schema.ts";

/** The name of the publisher whose key has this hash, or null when there is none or it was revoked. */
export async function findPublisher(db: Catalogue, hash: string): Promise<string | null> {
  const key = await db
    .select({ name: apiKeys.name })
    .from(apiKeys)
    .where(and(eq(apiKeys.hash, hash), isNull(apiKeys.revokedAt)))
    .get();
  return key?.name ?? null;
}

/** Keeps a key under a name that has none yet. @returns whether the name was free */
export async function insertApiKey(
  db: Catalogue,
  key: { name: string; hash: string; createdAt: string },
): Promise<boolean> {
  const inserted = await db.insert(apiKeys).values(key).onConflictDoNothing().returning({ id: apiKeys.id });
  return inserted.length > 0;
}

/** Ends a key for good. @returns whether there was one in force */
export async function revokeApiKey(db: Catalogue, name: string, revokedAt: string): Promise<boolean> {
  const revoked = await db
    .update(apiKeys)
    .set({ revokedAt })
    .where(and(eq(apiKeys.name, name), isNull(apiKeys.revokedAt)))
    .returning({ id: apiKeys.id });
  return revoked.length > 0;
}

/** Every key ever made, without the keys. */
export function listApiKeys(db: Catalogue): Promise<{ name: string; createdAt: string; revokedAt: string | null }[]> {
  return db
    .select({ name: apiKeys.name, createdAt: apiKeys.createdAt, revokedAt: apiKeys.revokedAt })
    .from(apiKeys)
    .orderBy(apiKeys.name);
}
