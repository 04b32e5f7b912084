import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1";
import * as schema from "./schema.ts";

export type Accounts = DrizzleD1Database<typeof schema> & { $client: D1Database };

/** Opens the database of candidates. Public pages never do. */
export function openAccounts(d1: D1Database): Accounts {
  return drizzle(d1, { schema, casing: "snake_case" });
}
