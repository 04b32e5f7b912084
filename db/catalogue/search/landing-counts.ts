import { sql } from "drizzle-orm";
import type { Catalogue } from "#db/catalogue/database.ts";

/**
 * The open offers of each domain in each région (key `53/NUM`) and of each région (key `53`). Zero counts are absent.
 */
export async function findLandingCounts(db: Catalogue): Promise<Map<string, number>> {
  const rows = await db.all<{ code: string; count: number }>(
    sql`SELECT code, count FROM facet_counts WHERE dimension IN ('region', 'region/domain')`,
  );
  return new Map(rows.map(({ code, count }) => [code, count]));
}
