import { and, desc, eq, isNull, lt, sql } from "drizzle-orm";
import { apiKeys } from "#db/catalogue/api/schema.ts";
import type { Catalogue } from "#db/catalogue/database.ts";

export type ListedKey = Omit<typeof apiKeys.$inferSelect, "hash">;

const LISTED = {
  id: apiKeys.id,
  name: apiKeys.name,
  administration: apiKeys.administration,
  label: apiKeys.label,
  createdAt: apiKeys.createdAt,
  revokedAt: apiKeys.revokedAt,
  lastUsedOn: apiKeys.lastUsedOn,
};

/**
 * The keys ever made, newest first, without the keys themselves.
 * @param filter `administration`: those of one slug; null for operators' keys. `before`: those older than this id
 */
export function listKeys(
  db: Catalogue,
  { administration, before }: { administration?: string | null | undefined; before?: number | undefined },
  limit: number,
): Promise<ListedKey[]> {
  return db
    .select(LISTED)
    .from(apiKeys)
    .where(
      and(
        administration === null ? isNull(apiKeys.administration) : undefined,
        administration ? eq(apiKeys.administration, administration) : undefined,
        before ? lt(apiKeys.id, before) : undefined,
      ),
    )
    .orderBy(desc(apiKeys.id))
    .limit(limit);
}

/** One key; null when there is none. */
export async function findKey(db: Catalogue, id: number): Promise<ListedKey | null> {
  return (await db.select(LISTED).from(apiKeys).where(eq(apiKeys.id, id)).get()) ?? null;
}

/** So many administrations are offered as choices. */
const MOST_ADMINISTRATIONS = 2_000;

/** The kept administrations, by name: a name that was merged stands for one of them. */
export function listAdministrationChoices(db: Catalogue): Promise<{ slug: string; label: string }[]> {
  return db.all(
    sql`SELECT slug, label FROM administrations WHERE merged_into IS NULL ORDER BY label LIMIT ${MOST_ADMINISTRATIONS}`,
  );
}
