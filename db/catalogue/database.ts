import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1";

export type Catalogue = DrizzleD1Database & { $client: D1Database };

/** Opens the catalogue. Give `env.CATALOGUE` to write, or a session of it to read from the nearest replica. */
export function openCatalogue(d1: D1Database | D1DatabaseSession): Catalogue {
  // A session has the `prepare` and `batch` that drizzle uses, and none of the rest of D1Database.
  return drizzle(d1 as D1Database, { casing: "snake_case" });
}
