import { type SQL, sql } from "drizzle-orm";
import type { Offer, OfferSummary, Twin } from "#app/domain/offers/offer.ts";
import type { Search } from "#app/domain/search/search.ts";
import { runBatch } from "#db/batch.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import {
  OFFER_COLUMNS,
  type OfferRow,
  SUMMARY_COLUMNS,
  type SummaryRow,
  toOffer,
  toSummary,
} from "#db/catalogue/offers/offer-rows.ts";
import { countQuery, type SizeRow, sizeQuery } from "./counting.ts";
import { type Question, questionOf } from "./matching.ts";
import { entries, isMentioned, reachIn, titledCount } from "./ranking.ts";

/** An offer in a list, with at most ten of its `others`: the same offer, at the same place or at another one. */
export type Entry = OfferSummary & {
  twins: Twin[];
  others: number;
  /** How many identical offers there are at its place, itself included. */
  here: number;
  /** At how many other places the same offer is. */
  places: number;
  /** Whether only its text says the words of the search. */
  isMentioned: boolean;
};

export type OfferPage = {
  /** The same offer at several places is one entry. */
  offers: Entry[];
  /** How many offers answer: exact up to 10,000; 10,001 means more. */
  count: number;
  /** How many of them say the words in their title, domain or employer; null when the search makes no difference. */
  titled: number | null;
  page: number;
  /** Pages of entries, at least 1. */
  pages: number;
};

export const PAGE_SIZE = 20;

/**
 * One page of the open offers that answer a search, with how many there are, in one batch.
 * @param today the current day in Europe/Paris
 * @param size how many entries a page
 */
export async function findOffers(
  db: Catalogue,
  search: Search,
  today: string,
  size: number = PAGE_SIZE,
): Promise<OfferPage> {
  const question = questionOf(search, today);
  const [rows, [counted]] = await runBatch<[EntryRow, SizeRow]>(db, [pageQuery(question, size), sizeQuery(question)]);
  return toPage(search, rows, counted ?? NOTHING, size);
}

/** The same page with all the columns of each offer, and without folding twins: for feeds and for the API. */
export async function findFullOffers(
  db: Catalogue,
  search: Search,
  today: string,
  size: number = PAGE_SIZE,
): Promise<Omit<OfferPage, "offers" | "titled"> & { offers: Offer[] }> {
  const question = questionOf(search, today);
  const [rows, [counted]] = await runBatch<[OfferRow, { count: number }]>(db, [
    sql`WITH ${entries(question, search.page * size)}
      SELECT ${OFFER_COLUMNS} FROM (SELECT id, rank FROM hits ORDER BY rank, id DESC ${windowOf(search, size)}) hit
      JOIN offers o ON o.id = hit.id LEFT JOIN administrations a ON a.id = o.administration_id
      ORDER BY hit.rank, o.id DESC`,
    countQuery(question.match.expression, today),
  ]);
  const count = counted?.count ?? 0;
  return { offers: rows.map(toOffer), count, page: search.page, pages: pagesOf(search, count, size) };
}

/** A row of `pageQuery`. A page without entries is one row of nulls. */
export type EntryRow = {
  titled: number | null;
  offers: number;
  mentioned: number;
  twins: string | null;
  text: string | null;
} & (SummaryRow | { id: null });

/**
 * One page of entries: ranked and cut inside the full-text table, then joined, which is twenty look-ups instead of one
 * a match. `text` is what an extract is cut from, when there are words to show in it.
 */
export function pageQuery(question: Question, size: number): SQL {
  const { search } = question;
  const text = search.words ? TEXT : sql`NULL`;
  return sql`WITH ${entries(question, search.page * size)},
    page AS MATERIALIZED (SELECT * FROM entries ORDER BY rank, id DESC ${windowOf(search, size)})
    SELECT ${titledCount(question)} AS titled, page.offers,
      ${isMentioned(question)} AS mentioned, ${text} AS text, iif(page.offers > 1, ${TWINS}, NULL) AS twins,
      ${SUMMARY_COLUMNS}
    FROM (SELECT 1) LEFT JOIN page LEFT JOIN offers o ON o.id = page.id
      LEFT JOIN administrations a ON a.id = o.administration_id
    ORDER BY page.rank, page.id DESC`;
}

/** The text that an extract is cut from, for offers `o`. */
export const TEXT = sql`substr(coalesce(o.description, '') || ' ' || coalesce(o.profile, ''), 1, 4000)`;

const placeOf = (offer: string) =>
  `${offer}.country || ' ' || coalesce(${offer}.commune, concat_ws(' ', ${offer}.region, ${offer}.department, lower(${offer}.city)))`;

/** The other offers of an entry, as JSON, for rows of `page` and their offers `o`. */
const TWIN_LIST = `(SELECT json_group_array(json_object('reference', twin.reference, 'city', twin.city,
    'department', twin.department, 'region', twin.region, 'country', twin.country))
  FROM (SELECT t.* FROM json_each('[' || page.ids || ']') j JOIN offers t ON t.id = j.value
    WHERE t.id <> page.id ORDER BY t.department, t.city LIMIT 10) twin)`;

/** The same, with how many of them are at the same place and at how many other places they are: `TwinsJson`. */
export const TWINS = sql.raw(`(SELECT json_object('here', 1 + sum(there = mine),
    'places', count(DISTINCT nullif(there, mine)), 'list', json(${TWIN_LIST}))
  FROM (SELECT ${placeOf("t")} AS there, ${placeOf("o")} AS mine
    FROM json_each('[' || page.ids || ']') j JOIN offers t ON t.id = j.value WHERE t.id <> page.id))`);

type TwinsJson = { here: number; places: number; list: Twin[] };
const ALONE: TwinsJson = { here: 1, places: 0, list: [] };

export function toPage(search: Search, rows: EntryRow[], { count, entries }: SizeRow, size: number): OfferPage {
  const offers = rows.flatMap((row) => {
    if (row.id === null) return [];
    const { list: twins, ...counts } = row.twins ? (JSON.parse(row.twins) as TwinsJson) : ALONE;
    return [{ ...toSummary(row), twins, ...counts, others: row.offers - 1, isMentioned: row.mentioned === 1 }];
  });
  const titled = rows[0]?.titled ?? null;
  return { offers, count, titled, page: search.page, pages: pagesOf(search, Math.min(entries, count), size) };
}

/** The size of a search that no statement has counted. */
const NOTHING: SizeRow = { count: 0, entries: 0 };

/** The texts that extracts are cut from, by the reference of the offer. */
export function textsOf(rows: EntryRow[]): Map<string, string> {
  return new Map(rows.flatMap((row) => (row.id === null || row.text === null ? [] : [[row.reference, row.text]])));
}

function windowOf({ page }: Search, size: number): SQL {
  return sql`LIMIT ${size} OFFSET ${(page - 1) * size}`;
}

function pagesOf(search: Search, entries: number, size: number): number {
  return Math.max(1, Math.ceil(Math.min(entries, reachIn(search)) / size));
}
