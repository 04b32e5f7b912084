import { type SQL, sql } from "drizzle-orm";
import type { Offer, OfferSummary, Twin } from "#app/domain/offers/offer.ts";
import { domainToken, EVERY_OFFER, levelToken, NO_LEVEL } from "#app/domain/search/filter-tokens.ts";
import { WEIGHTS } from "#app/domain/search/match.ts";
import type { Search } from "#app/domain/search/search.ts";
import { withPage } from "#app/domain/search/search.ts";
import { inFilters, phrase } from "#app/domain/text/fts5.ts";
import { prepareText } from "#app/domain/text/text.ts";
import { runBatch } from "#db/batch.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { isOpenOn, SUMMARY_COLUMNS, type SummaryRow, toSummary } from "#db/catalogue/offers/offer-rows.ts";
import { INDEX } from "#db/catalogue/search-index.ts";
import { answers, questionOf } from "./matching.ts";
import { PAGE_SIZE } from "./offer-pages.ts";
import { entries } from "./ranking.ts";

/** The offers that the page of an open offer leads to. */
export type Neighbours = {
  /** The offers before and after it in the search that led to it, each with that search on its page. */
  previous: Step | null;
  next: Step | null;
  /** The same offer at other places. */
  twins: Twin[];
  /** Other offers of its domains and its level: first those whose titles have its words, then the newest. */
  similar: OfferSummary[];
};

type Step = { reference: string; title: string; search: Search };

const SIMILAR = 4;
/** Only the first words of a title are used: later ones say where and for whom rather than what. */
const TITLE_WORDS = 8;

/**
 * Finds the offers that an offer's page leads to, in one batch.
 * @param search the search that led to it, on its page; null when none did
 * @param today the current day in Europe/Paris
 */
export async function findNeighbours(
  db: Catalogue,
  offer: Offer,
  search: Search | null,
  today: string,
): Promise<Neighbours> {
  const [twins, close, newest, listed] = await runBatch<[Twin, SimilarRow, SimilarRow, ListedRow]>(db, [
    sql`SELECT t.reference, t.city, t.department, t.region, t.country FROM offers o JOIN offers t ON t.twin = o.twin
      WHERE o.id = ${offer.id} AND t.id <> o.id AND ${isOpenOn(today, "t")}
      ORDER BY t.department, t.city LIMIT 50`,
    similarQuery(offer, today, true),
    similarQuery(offer, today, false),
    ...(search ? [listedQuery(search, today)] : []),
  ]);
  return {
    twins,
    similar: different([...close, ...newest]).slice(0, SIMILAR),
    ...(search ? steps(offer, search, listed) : { previous: null, next: null }),
  };
}

type SimilarRow = SummaryRow & { twin: string };

function similarQuery(offer: Offer, today: string, byWords: boolean): SQL {
  const { domains, level, title } = offer;
  const kin =
    [
      ...(domains.length > 0 ? [inFilters(domains.map(domainToken))] : []),
      ...(level === null ? [] : [inFilters([levelToken(level), NO_LEVEL])]),
    ].join(" AND ") || inFilters([EVERY_OFFER]);
  const words = [...new Set(prepareText(title))].slice(0, TITLE_WORDS).map((token) => phrase([token]));
  const expression = byWords && words.length > 0 ? `${kin} AND title:(${words.join(" OR ")})` : kin;
  const order = byWords ? sql`bm25(${INDEX}, ${sql.raw(WEIGHTS.join(", "))}), rowid DESC` : sql`rowid DESC`;
  return sql`WITH kin AS MATERIALIZED (
      SELECT rowid AS id, row_number() OVER () AS place FROM (
        SELECT rowid FROM ${INDEX} WHERE ${answers(expression, today)} ORDER BY ${order} LIMIT 12))
    SELECT ${SUMMARY_COLUMNS}, o.twin FROM kin JOIN offers o ON o.id = kin.id
      LEFT JOIN administrations a ON a.id = o.administration_id
    WHERE o.id <> ${offer.id} AND o.twin IS NOT (SELECT twin FROM offers WHERE id = ${offer.id}) ORDER BY kin.place`;
}

/** Each offer once, whatever its places. */
function different(rows: SimilarRow[]): OfferSummary[] {
  return [...new Map(rows.map((row) => [row.twin, row])).values()].map(toSummary);
}

type ListedRow = { place: number; reference: string; title: string };

/** The page of the search, with the entry before it and the one after it. */
function listedQuery(search: Search, today: string): SQL {
  const from = Math.max(0, (search.page - 1) * PAGE_SIZE - 1);
  const to = search.page * PAGE_SIZE + 1;
  return sql`WITH ${entries(questionOf(search, today), to)}, listed AS MATERIALIZED (
      SELECT id, row_number() OVER (ORDER BY rank, id DESC) AS place FROM entries
      ORDER BY rank, id DESC LIMIT ${to - from} OFFSET ${from})
    SELECT listed.place, o.reference, o.title FROM listed JOIN offers o ON o.id = listed.id ORDER BY listed.place`;
}

function steps(offer: Offer, search: Search, listed: ListedRow[]): Pick<Neighbours, "previous" | "next"> {
  const at = listed.findIndex(({ reference }) => reference === offer.reference);
  const step = (row: ListedRow | undefined): Step | null =>
    row
      ? { reference: row.reference, title: row.title, search: withPage(search, Math.ceil(row.place / PAGE_SIZE)) }
      : null;
  return at < 0 ? { previous: null, next: null } : { previous: step(listed[at - 1]), next: step(listed[at + 1]) };
}
