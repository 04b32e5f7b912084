import { sql } from "drizzle-orm";
import type { Offer } from "#app/domain/offers/offer.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { isOpenOn } from "#db/catalogue/offers/offer-rows.ts";
import { fullOffers } from "#db/catalogue/offers/offers.ts";
import { notExpired } from "#db/catalogue/search/matching.ts";
import { INDEX } from "#db/catalogue/search-index.ts";

/** The id of the newest offer, 0 when there is none. An alert that is switched on now finds only later offers. */
export async function newestOfferId(db: Catalogue): Promise<number> {
  const newest = await db.get<{ id: number | null }>(sql`SELECT max(id) AS id FROM offers`);
  return newest.id ?? 0;
}

/**
 * The offers that were first published after another, at most `limit` of them in that order, those that are open today;
 * and how far that goes.
 */
export async function findFreshOffers(
  db: Catalogue,
  after: number,
  limit: number,
  today: string,
): Promise<{ offers: Offer[]; upTo: number }> {
  const rows = await db.all<{ id: number }>(sql`SELECT id FROM offers WHERE id > ${after} ORDER BY id LIMIT ${limit}`);
  const upTo = rows.at(-1)?.id ?? after;
  return { offers: await findOffersBetween(db, after, upTo, today), upTo };
}

/** The offers with an id greater than `after` and at most `upTo` that are open today. */
export function findOffersBetween(db: Catalogue, after: number, upTo: number, today: string): Promise<Offer[]> {
  return fullOffers(db, sql`o.id > ${after} AND o.id <= ${upTo} AND ${isOpenOn(today)}`);
}

/** A compiled search, and the offers to check against it. */
type Asked = { id: number; match: string; offerIds: number[] };

/**
 * Which of some offers still answer each of some searches, by the index that pages read: an offer may have been edited,
 * withdrawn or closed since it was matched.
 * @returns for each search, by its id, the ids of the offers that answer it
 */
export async function findStillMatching(
  db: Catalogue,
  asked: Asked[],
  today: string,
): Promise<Map<number, Set<number>>> {
  if (asked.length === 0) return new Map();
  // Between two ids, which the index walks; one look-up an id would run the expression as many times.
  const json = JSON.stringify(
    asked.map(({ id, match, offerIds }) => [id, match, Math.min(...offerIds), Math.max(...offerIds)]),
  );
  const rows = await db.all<{ search: number; offer: number }>(
    sql`SELECT j.value ->> 0 AS search, ${INDEX}.rowid AS offer
      FROM json_each(${json}) j CROSS JOIN ${INDEX} ON ${INDEX} MATCH j.value ->> 1
      WHERE ${INDEX}.rowid BETWEEN j.value ->> 2 AND j.value ->> 3 AND ${notExpired(today)}`,
  );
  const found = Map.groupBy(rows, ({ search }) => search);
  return new Map([...found].map(([id, own]) => [id, new Set(own.map(({ offer }) => offer))]));
}
