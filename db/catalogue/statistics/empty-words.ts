import { type SQL, sql } from "drizzle-orm";

/** A word is shown once searches that found nothing held it so many times: one that one person typed is not. */
const FEWEST = 5;
const MOST_SHOWN = 100;

/** The statement that finds the words of searches that found nothing in the last 90 days, those most typed first. */
export function findEmptyWords(): SQL {
  return sql`SELECT word, sum(count) AS searches FROM empty_words
    GROUP BY word HAVING sum(count) >= ${FEWEST} ORDER BY searches DESC, word LIMIT ${MOST_SHOWN}`;
}
