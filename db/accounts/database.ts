import { CircuitBreaker } from "#db/d1/circuit-breaker.ts";
import { type Database, openDatabase } from "#db/d1/open-database.ts";
import { longPatience } from "#db/d1/patience.ts";
import { RetryingDatabase } from "#db/d1/retrying-database.ts";

export type Accounts = Database;

const circuit = new CircuitBreaker("accounts");

/**
 * Opens the database of the candidates' accounts. Public pages never open it.
 * @param patience how long its calls are waited for, shared by all the databases of a piece of work
 */
export function openAccounts(d1: D1Database, patience = longPatience()): Accounts {
  return openDatabase(new RetryingDatabase(d1, circuit, patience));
}
