import { sql } from "drizzle-orm";
import type { Catalogue } from "./database.ts";

/** The labels of administrations by slug; those that do not exist are not among them. */
export async function findAdministrationLabels(db: Catalogue, slugs: string[]): Promise<Map<string, string>> {
  if (slugs.length === 0) return new Map();
  const rows = await db.all<{ slug: string; label: string }>(
    sql`SELECT slug, label FROM administrations WHERE slug IN (SELECT value FROM json_each(${JSON.stringify(slugs)}))`,
  );
  return new Map(rows.map(({ slug, label }) => [slug, label]));
}
