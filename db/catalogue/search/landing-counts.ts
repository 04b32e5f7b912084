import { sql } from "drizzle-orm";
import type { Catalogue } from "#db/catalogue/database.ts";

/** How many open offers each domain has in each région (`53/NUM`), and each région in all (`53`); none is absent. */
export async function findLandingCounts(db: Catalogue): Promise<Map<string, number>> {
  const rows = await db.all<{ code: string; count: number }>(
    sql`SELECT code, count FROM facet_counts WHERE dimension IN ('region', 'region/domain')`,
  );
  return new Map(rows.map(({ code, count }) => [code, count]));
}
