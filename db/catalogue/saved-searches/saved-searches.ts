import { sql } from "drizzle-orm";
import { ESTIMATED_OFFERS, type Lately, MOST_NEW } from "#app/domain/saved-searches/saved-search.ts";
import { runBatch } from "#db/batch.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { isOpenOn } from "#db/catalogue/offers/offer-rows.ts";
import { answers } from "#db/catalogue/search/matching.ts";
import { INDEX } from "#db/catalogue/search-index.ts";

/** A saved search to count: its expression, and the newest offer that its owner has seen. */
export type Asked = { match: string; seenOfferId: number };

export type Counted = {
  /** Open offers after the one that was seen; `MOST_NEW + 1` stands for any larger number. */
  news: number;
  /** How often offers answered lately. */
  lately: Lately;
};

/**
 * Counts the offers that saved searches find, in one batch. Only offers after the seen one are counted, and only up to
 * the limits: twenty searches for everything cost as much as their thousand newest offers each.
 * @param today the current day in Europe/Paris
 * @param since the instant that « lately » begins at
 */
export async function countForSavedSearches(
  db: Catalogue,
  searches: Asked[],
  today: string,
  since: string,
): Promise<Counted[]> {
  if (searches.length === 0) return [];
  const [[sample], ...counts] = await runBatch<[{ published: number; open: number }, ...{ count: number }[]]>(db, [
    sql`SELECT count(*) AS published, coalesce(sum(${isOpenOn(today, "offers")}), 0) AS open
      FROM offers WHERE id > (SELECT max(id) - ${ESTIMATED_OFFERS} FROM offers) AND published_at >= ${since}`,
    ...searches.flatMap(({ match, seenOfferId }) => [
      sql`SELECT count(*) AS count FROM (
        SELECT 1 FROM ${INDEX} WHERE ${answers(match, today)} AND ${INDEX}.rowid > ${seenOfferId} LIMIT ${MOST_NEW + 1})`,
      sql`SELECT count(*) AS count FROM (
          SELECT rowid AS id FROM ${INDEX} WHERE ${answers(match, today)} ORDER BY rowid DESC LIMIT ${ESTIMATED_OFFERS}) newest
        CROSS JOIN offers s ON s.id = newest.id WHERE s.published_at >= ${since}`,
    ]),
  ]);
  const { published = 0, open = 0 } = sample ?? {};
  return searches.map((_, index) => ({
    news: counts[2 * index]?.[0]?.count ?? 0,
    lately: { found: counts[2 * index + 1]?.[0]?.count ?? 0, published, open },
  }));
}
