import { sql } from "drizzle-orm";
import { TEXT_VERSION } from "#app/domain/text/text.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { isOpenOn } from "./offer-rows.ts";

/** As many addresses as a file of a sitemap may hold (sitemaps.org). */
const FILE = 50_000;

/**
 * The numbers of the files that hold an open offer: the first one holds the ids up to 50,000, and so on. While a
 * version of the text preparation takes over from its neighbour, some offers are indexed under the one and some under
 * the other.
 */
export async function findSitemapFiles(db: Catalogue): Promise<number[]> {
  const files = await db.all<{ n: number }>(
    sql`WITH RECURSIVE file (n) AS (
        SELECT 1 UNION ALL SELECT n + 1 FROM file WHERE n * ${FILE} < (SELECT max(id) FROM offers))
      SELECT n FROM file WHERE EXISTS (SELECT 1 FROM offers
        WHERE indexed IN (${TEXT_VERSION - 1}, ${TEXT_VERSION}, ${TEXT_VERSION + 1}) AND id > (n - 1) * ${FILE} AND id <= n * ${FILE})`,
  );
  return files.map(({ n }) => n);
}

/** The open offers of a file, in the order of their publication. @param today the current day in Europe/Paris */
export function findSitemapOffers(
  db: Catalogue,
  file: number,
  today: string,
): Promise<{ reference: string; updatedAt: string }[]> {
  return db.all(
    sql`SELECT reference, updated_at AS updatedAt FROM offers
      WHERE id > ${(file - 1) * FILE} AND id <= ${file * FILE}
        AND ${isOpenOn(today, "offers")}
      ORDER BY id`,
  );
}
