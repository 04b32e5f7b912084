import { type SQL, sql } from "drizzle-orm";
import type { Piece } from "#app/domain/search/keywords/match-partial.ts";
import { compileMatch, compilePartial } from "#app/domain/search/match.ts";
import type { Search } from "#app/domain/search/search.ts";
import { runBatch } from "#db/batch.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { SUMMARY_COLUMNS } from "#db/catalogue/offers/offer-rows.ts";
import { INDEX } from "#db/catalogue/search-index.ts";
import { notExpired } from "./matching.ts";
import { type EntryRow, type OfferPage, TEXT, TWINS, textsOf, toPage } from "./offer-pages.ts";

/** Offers that answer some of the keywords, and the texts that their extracts are cut from, by reference. */
export type PartialOffers = { offers: OfferPage["offers"]; texts: Map<string, string> };

/** Words that more offers hold are ignored: they say too little, and would cost as much as a frequent search. */
const FREQUENT = 2_000;
/** The weight of a word outside of the title; in the title it is 1. */
const OUTSIDE = 0.3;
/** Offers below this share of the best score are not shown. */
const LEAST = 0.5;

/**
 * The open offers that answer some of the keywords and all of the criteria, without those that answer the whole search.
 * Offers with more words, rarer words and words in their titles come first.
 * @param today the current day in Europe/Paris
 * @param size how many entries at most
 */
export async function findPartial(db: Catalogue, search: Search, today: string, size: number): Promise<PartialOffers> {
  const pieces = compilePartial(search);
  if (pieces.length === 0 || size < 1) return { offers: [], texts: new Map() };
  const [rows] = await runBatch<[EntryRow]>(db, [partialQuery(pieces, compileMatch(search).expression, today, size)]);
  return {
    offers: toPage({ ...search, page: 1 }, rows, { count: rows.length, entries: rows.length }, size).offers,
    texts: textsOf(rows),
  };
}

/** @param whole what the offers that answer the whole search answer */
function partialQuery(pieces: Piece[], whole: string, today: string, size: number): SQL {
  const all = sql`coalesce((SELECT count FROM facet_counts WHERE dimension = 'all'), ${FREQUENT})`;
  const found = (column: SQL, share: number) =>
    sql`SELECT ${INDEX}.rowid AS id, gain * ${share} AS gain FROM worth CROSS JOIN ${INDEX}
      WHERE ${INDEX} MATCH worth.${column} AND ${notExpired(today)}`;
  return sql`WITH pieces AS MATERIALIZED (
      SELECT value ->> 'text' AS text, value ->> 'title' AS title, value ->> 'share' AS share,
        (SELECT count(*) FROM (SELECT 1 FROM ${INDEX} WHERE ${INDEX} MATCH (piece.value ->> 'text')
          LIMIT ${FREQUENT + 1})) AS holders
      FROM json_each(${JSON.stringify(pieces)}) piece),
    worth AS MATERIALIZED (
      SELECT text, title, share, share * ln(1 + (max(${all} - holders, 0) + 0.5) / (holders + 0.5)) AS gain
      FROM pieces WHERE holders BETWEEN 1 AND ${FREQUENT}),
    held AS MATERIALIZED (${found(sql`text`, OUTSIDE)} UNION ALL ${found(sql`title`, 1 - OUTSIDE)}),
    scored AS MATERIALIZED (SELECT id, -sum(gain) AS rank FROM held
      WHERE id NOT IN (SELECT rowid FROM ${INDEX} WHERE ${INDEX} MATCH ${whole}) GROUP BY id),
    near AS MATERIALIZED (
      SELECT id, rank FROM scored WHERE rank <= ${LEAST} * (SELECT min(rank) FROM scored)
      ORDER BY rank, id DESC LIMIT ${10 * size}),
    page AS MATERIALIZED (
      SELECT max(n.id) AS id, min(n.rank) AS rank, count(*) AS offers, group_concat(n.id) AS ids
      FROM near n CROSS JOIN offers t ON t.id = n.id GROUP BY coalesce(t.twin, t.id) ORDER BY 2, 1 DESC LIMIT ${size})
    SELECT page.offers, ${TEXT} AS text, iif(page.offers > 1, ${TWINS}, NULL) AS twins, ${SUMMARY_COLUMNS}
    FROM page JOIN offers o ON o.id = page.id LEFT JOIN administrations a ON a.id = o.administration_id
    ORDER BY page.rank, page.id DESC`;
}
