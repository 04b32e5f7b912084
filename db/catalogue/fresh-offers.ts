import { sql } from "drizzle-orm";
import type { Offer } from "#app/domain/offer.ts";
import { runBatch } from "../batch.ts";
import type { Catalogue } from "./database.ts";
import { answers } from "./matching.ts";
import { fullOffers } from "./offers.ts";
import { INDEX, TOKENS } from "./search-index.ts";

/** The newest offer's id, 0 when there is none: alerts that are switched on now are of later ones. */
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

/** The offers after one, up to another, that are open today. */
export function findOffersBetween(db: Catalogue, after: number, upTo: number, today: string): Promise<Offer[]> {
  return fullOffers(
    db,
    sql`o.id > ${after} AND o.id <= ${upTo} AND o.withdrawn_at IS NULL AND (o.expires_on IS NULL OR o.expires_on >= ${today})`,
  );
}

/**
 * Which of some offers still answer each of some searches, by the index that pages read: an offer may have been edited,
 * withdrawn or closed since it was matched.
 * @param expressions what each search is compiled to
 * @returns for each search, the ids that answer it
 */
export async function findStillMatching(
  db: Catalogue,
  expressions: string[],
  ids: number[],
  today: string,
): Promise<Set<number>[]> {
  if (expressions.length === 0 || ids.length === 0) return expressions.map(() => new Set());
  // Between two ids, which the index walks; one look-up an id would run the expression as many times.
  const within = sql`${INDEX}.rowid BETWEEN ${Math.min(...ids)} AND ${Math.max(...ids)}`;
  const found = await runBatch<{ id: number }[]>(
    db,
    expressions.map((match) => sql`SELECT rowid AS id FROM ${INDEX} WHERE ${answers(match, today)} AND ${within}`),
  );
  const wanted = new Set(ids);
  return found.map((rows) => new Set(rows.map(({ id }) => id).filter((id) => wanted.has(id))));
}

/** How many offers hold each of some tokens: which are rare. */
export async function countTokens(db: Catalogue, tokens: string[]): Promise<Map<string, number>> {
  const rows = await db.all<{ term: string; doc: number }>(
    sql`SELECT v.term, v.doc FROM json_each(${JSON.stringify(tokens)}) j CROSS JOIN ${TOKENS} v ON v.term = j.value`,
  );
  return new Map(rows.map(({ term, doc }) => [term, doc]));
}
