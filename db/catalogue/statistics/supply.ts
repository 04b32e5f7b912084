import { sql } from "drizzle-orm";
import type { Closing } from "#app/domain/statistics/durations.ts";
import type { Published } from "#app/domain/statistics/supply.ts";
import { runBatch } from "#db/batch.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { isOpenOn } from "#db/catalogue/offers/offer-rows.ts";

/** The first instant of a month and that of the next one, with the present day and that a year before. */
type Asked = { from: string; before: string; today: string; closedSince: string };

/**
 * The offers that were published in a period: how many, and how many are open, by type and each other dimension; and how
 * many days those that closed since a day were open, by type and domain. An offer of two domains counts in each.
 */
export async function countPublished(
  db: Catalogue,
  { from, before, today, closedSince }: Asked,
): Promise<{ offers: Published[]; closings: Closing[] }> {
  const published = sql`SELECT id, type, level, iif(country <> 'FRA', 'etranger', region) AS region,
      ${isOpenOn(today, "offers")} AS open,
      substr(published_at, 1, 10) AS first,
      min(coalesce(substr(withdrawn_at, 1, 10), '9999'), coalesce(expires_on, '9999')) AS last
    FROM offers WHERE published_at >= ${from} AND published_at < ${before}`;
  const days = sql`CAST(max(0, julianday(last) - julianday(first)) AS INTEGER)`;
  const closed = sql`NOT open AND last >= ${closedSince}`;
  const [offers, closings] = await runBatch<[Row, ClosingRow]>(db, [
    sql`WITH p AS MATERIALIZED (${published})
      SELECT type, 'all' AS dimension, '' AS code, count(*) AS published, sum(open) AS open FROM p GROUP BY type
      UNION ALL SELECT type, 'level', coalesce(level, ''), count(*), sum(open) FROM p GROUP BY type, level
      UNION ALL SELECT type, 'region', coalesce(region, ''), count(*), sum(open) FROM p GROUP BY type, region
      UNION ALL SELECT type, 'domain', domain, count(*), sum(open) FROM p JOIN offer_domains ON offer_id = id
        GROUP BY type, domain`,
    sql`WITH p AS MATERIALIZED (${published})
      SELECT type, '' AS domain, ${days} AS days, count(*) AS offers FROM p WHERE ${closed} GROUP BY 1, 3
      UNION ALL SELECT type, domain, ${days}, count(*) FROM p JOIN offer_domains ON offer_id = id WHERE ${closed}
        GROUP BY 1, 2, 3`,
  ]);
  return {
    offers: offers.map(({ type, dimension, code, published, open }) => [type, dimension, `${code}`, published, open]),
    closings: closings.map(({ type, domain, days, offers }) => [type, domain, days, offers]),
  };
}

type Row = {
  type: string;
  dimension: Published[1];
  code: string | number;
  published: number;
  open: number;
};
type ClosingRow = { type: string; domain: string; days: number; offers: number };
