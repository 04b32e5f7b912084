import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1";

export type Accounts = DrizzleD1Database & { $client: D1Database };

/** Opens the database of the candidates' accounts. Public pages never open it. */
export function openAccounts(d1: D1Database): Accounts {
  return drizzle(d1, { casing: "snake_case" });
}
