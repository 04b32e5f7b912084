import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { apiKeys } from "#db/catalogue/api/schema.ts";
import type { Catalogue } from "#db/catalogue/database.ts";

export type AdministrationKey = Pick<
  typeof apiKeys.$inferSelect,
  "id" | "label" | "createdAt" | "revokedAt" | "lastUsedOn"
>;

/** The keys that an administration has made, newest first, without the keys themselves. */
export function listAdministrationKeys(db: Catalogue, administration: string): Promise<AdministrationKey[]> {
  return db
    .select({
      id: apiKeys.id,
      label: apiKeys.label,
      createdAt: apiKeys.createdAt,
      revokedAt: apiKeys.revokedAt,
      lastUsedOn: apiKeys.lastUsedOn,
    })
    .from(apiKeys)
    .where(eq(apiKeys.administration, administration))
    .orderBy(desc(apiKeys.id));
}

/** At most so many keys of an administration are in force at once. */
export const MAX_KEYS = 20;

export type NewKey = { name: string; hash: string; administration: string; label: string; createdAt: string };

/**
 * Keeps a key of an administration.
 * @returns `already-made` when its name has one, as when a form is sent again; `limit-reached` after twenty
 */
export async function insertAdministrationKey(
  db: Catalogue,
  { name, hash, administration, label, createdAt }: NewKey,
): Promise<"made" | "already-made" | "limit-reached"> {
  const made = await db.all(
    sql`INSERT INTO api_keys (name, hash, administration, label, created_at)
      SELECT ${name}, ${hash}, ${administration}, ${label}, ${createdAt}
      WHERE ${MAX_KEYS} > (SELECT count(*) FROM api_keys WHERE administration = ${administration} AND revoked_at IS NULL)
      ON CONFLICT (name) DO NOTHING RETURNING id`,
  );
  if (made.length > 0) return "made";
  const known = await db.select({ id: apiKeys.id }).from(apiKeys).where(eq(apiKeys.name, name)).get();
  return known ? "already-made" : "limit-reached";
}

/** Ends a key of an administration for good. @returns its label; null when there was none in force */
export async function revokeAdministrationKey(
  db: Catalogue,
  { id, administration }: { id: number; administration: string },
  now: Date,
): Promise<string | null> {
  const [revoked] = await db
    .update(apiKeys)
    .set({ revokedAt: now.toISOString() })
    .where(and(eq(apiKeys.id, id), eq(apiKeys.administration, administration), isNull(apiKeys.revokedAt)))
    .returning({ label: apiKeys.label });
  return revoked ? (revoked.label ?? "") : null;
}
