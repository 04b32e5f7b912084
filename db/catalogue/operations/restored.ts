import { type SQL, sql } from "drizzle-orm";
import { TEXT_VERSION } from "#app/domain/text/text.ts";

/** What is in an empty catalogue by itself. */
export const WRITTEN_BY_ITSELF = ["cursors", "facet_counts", "statistics", "search_counts", "empty_words"];

/** Has every open offer indexed anew, and the words of all of them learnt: no backup holds the index. */
export function indexAnew(): SQL {
  return sql`UPDATE offers SET indexed = ${TEXT_VERSION + 1} WHERE indexed > 0`;
}
