import { sql } from "drizzle-orm";
import type { Catalogue } from "#db/catalogue/database.ts";
import { listOf } from "#db/d1/list-of.ts";

/** An administration that is kept, with the slugs of the names that were merged into it. */
export type Administration = { slug: string; label: string; otherSlugs: string[] };

/** The administrations that slugs mean: a merged name means the kept one. Unknown slugs are absent. */
export async function findAdministrations(db: Catalogue, slugs: string[]): Promise<Map<string, Administration>> {
  if (slugs.length === 0) return new Map();
  const rows = await db.all<{ asked: string; slug: string; label: string; others: string | null }>(
    sql`SELECT n.slug AS asked, k.slug, k.label,
        (SELECT group_concat(m.slug) FROM administrations m WHERE m.merged_into = k.id) AS others
      FROM administrations n JOIN administrations k ON k.id = coalesce(n.merged_into, n.id)
      WHERE n.slug IN ${listOf(slugs)}`,
  );
  return new Map(
    rows.map(({ asked, slug, label, others }) => [asked, { slug, label, otherSlugs: others?.split(",") ?? [] }]),
  );
}

/** The labels of administrations, by slug: that of the kept one for a merged name. */
export async function findAdministrationLabels(db: Catalogue, slugs: string[]): Promise<Map<string, string>> {
  const found = await findAdministrations(db, slugs);
  return new Map([...found].map(([slug, { label }]) => [slug, label]));
}
