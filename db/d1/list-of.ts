import { type SQL, sql } from "drizzle-orm";

/** Some values as one bound parameter, to stand after `IN`: D1 takes a hundred parameters a statement at most. */
export function listOf(values: readonly (string | number)[]): SQL {
  return sql`(SELECT value FROM json_each(${JSON.stringify(values)}))`;
}
