import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1";
import { CircuitBreaker } from "#db/d1/circuit-breaker.ts";
import { longPatience } from "#db/d1/patience.ts";
import { RetryingDatabase } from "#db/d1/retrying-database.ts";

export type Accounts = DrizzleD1Database & { $client: D1Database };

const circuit = new CircuitBreaker("accounts");

/**
 * Opens the database of the candidates' accounts. Public pages never open it.
 * @param patience how long its calls are waited for, shared by all the databases of a piece of work
 */
export function openAccounts(d1: D1Database, patience = longPatience()): Accounts {
  const retrying = new RetryingDatabase(d1, circuit, patience);
  return drizzle(retrying as unknown as D1Database, { casing: "snake_case" });
}
