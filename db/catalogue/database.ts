import { CircuitBreaker } from "#db/d1/circuit-breaker.ts";
import { type Database, openDatabase } from "#db/d1/open-database.ts";
import { longPatience } from "#db/d1/patience.ts";
import { RetryingDatabase } from "#db/d1/retrying-database.ts";

export type Catalogue = Database;

const circuit = new CircuitBreaker("catalogue");

/**
 * Opens the catalogue. Give `env.CATALOGUE` to write, or a session of it to read from the nearest replica.
 * @param patience how long its calls are waited for, shared by all the databases of a piece of work
 */
export function openCatalogue(d1: D1Database | D1DatabaseSession, patience = longPatience()): Catalogue {
  return openDatabase(new RetryingDatabase(d1, circuit, patience));
}
