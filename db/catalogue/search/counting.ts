import { type SQL, sql } from "drizzle-orm";
import { EVERY_OFFER } from "#app/domain/search/filter-tokens.ts";
import { TWIN_LENGTH } from "#app/domain/search/index-row.ts";
import { isEmpty } from "#app/domain/search/search.ts";
import { INDEX, TOKENS } from "#db/catalogue/search-index.ts";
import { answers, expired, type Question, REACH, TWIN_KEY } from "./matching.ts";

/** How many offers answer: exact up to `REACH`, one more means more. */
export function countQuery(expression: string, today: string): SQL {
  return sql`SELECT count(*) AS count FROM (SELECT 1 FROM ${INDEX} WHERE ${answers(expression, today)}
    LIMIT ${REACH + 1})`;
}

/** How many offers answer, and the entries that they make in lists; `REACH + 1` and `REACH` where there are more. */
export type SizeRow = { count: number; entries: number };

/**
 * Counts the offers that answer and the entries that they make. What no search asks for is counted already.
 */
export function sizeQuery({ search, match, today }: Question): SQL {
  if (isEmpty(search)) return everything(today);
  return sql`WITH ${total(match.expression, today)}
    SELECT count, iif(count <= ${REACH}, (SELECT count(DISTINCT ${TWIN_KEY}) FROM ${INDEX}
      WHERE ${answers(match.expression, today)}), ${REACH}) AS entries FROM total`;
}

/** `packed` is the number of entries and the packed facet codes of all the offers; null where there are too many. */
export type FacetsRow = { count: number; packed: string | null };

/**
 * Counts the offers, with the facet codes of all of them unless they are more than `REACH`: reading ten thousand codes
 * for nothing would take four times as long as finding the offers.
 */
export function facetsQuery(expression: string, today: string): SQL {
  return sql`WITH ${total(expression, today)}
    SELECT count, iif(count <= ${REACH}, (SELECT count(DISTINCT ${TWIN_KEY}) || ' ' ||
        coalesce(group_concat(substr(k, ${TWIN_LENGTH + 2})), '') FROM ${INDEX} WHERE ${answers(expression, today)}),
      NULL) AS packed FROM total`;
}

/** The size of a search without criteria, as `facetsQuery` gives it: the codes are those that imports count. */
export function everythingQuery(today: string): SQL {
  return sql`SELECT count, entries || ' ' AS packed FROM (${everything(today)})`;
}

/** The size and the codes that `facetsQuery` gives. */
export function readFacets(row: FacetsRow | undefined): SizeRow & { codes: string | null } {
  if (!row) return { count: 0, entries: 0, codes: "" };
  if (row.packed === null) return { count: row.count, entries: REACH, codes: null };
  const space = row.packed.indexOf(" ");
  return { count: row.count, entries: Number(row.packed.slice(0, space)), codes: row.packed.slice(space + 1) };
}

/**
 * Without any criterion: the offers that hold the constant token, which FTS5 counts in one row, less those that expired
 * since the last tick; and the entries that imports and ticks count.
 */
function everything(today: string): SQL {
  return sql`SELECT min(${REACH + 1}, coalesce((SELECT doc FROM ${TOKENS} WHERE term = ${EVERY_OFFER}), 0)
      - (SELECT count(*) FROM ${expired(today)})) AS count,
    coalesce((SELECT count FROM facet_counts WHERE dimension = 'entries'), 0) AS entries`;
}

const total = (expression: string, today: string) => sql`total AS MATERIALIZED (${countQuery(expression, today)})`;
