import { and, eq, isNull, sql } from "drizzle-orm";
import type { Catalogue } from "#db/catalogue/database.ts";
import { administrations } from "#db/catalogue/offers/schema.ts";
import { apiKeys } from "./schema.ts";

/** A key in force. */
export type ApiKey = {
  name: string;
  /** The only administration whose offers it publishes; null for an operator's key. */
  administration: { slug: string; label: string; otherSlugs: string[] } | null;
  lastUsedOn: string | null;
};

/**
 * The key that has this hash, or null when there is none or it was revoked. An administration that has no offer yet has
 * no label: its slug stands for it.
 */
export async function findApiKey(db: Catalogue, hash: string): Promise<ApiKey | null> {
  const key = await db
    .select({
      name: apiKeys.name,
      slug: apiKeys.administration,
      label: administrations.label,
      others: sql<
        string | null
      >`(SELECT group_concat(m.slug) FROM administrations m WHERE m.merged_into = ${administrations.id})`,
      lastUsedOn: apiKeys.lastUsedOn,
    })
    .from(apiKeys)
    .leftJoin(administrations, eq(administrations.slug, apiKeys.administration))
    .where(and(eq(apiKeys.hash, hash), isNull(apiKeys.revokedAt)))
    .get();
  if (!key) return null;
  const { name, slug, label, others, lastUsedOn } = key;
  const administration = slug === null ? null : { slug, label: label ?? slug, otherSlugs: others?.split(",") ?? [] };
  return { name, administration, lastUsedOn };
}

/** Writes the day on which a key was last used. @param today the current day in Europe/Paris, `YYYY-MM-DD` */
export async function recordKeyUse(db: Catalogue, name: string, today: string): Promise<void> {
  await db.update(apiKeys).set({ lastUsedOn: today }).where(eq(apiKeys.name, name));
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
