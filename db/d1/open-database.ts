import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1";
import { RetryingDatabase } from "./retrying-database.ts";

/** A database that is asked through drizzle, or, with `$client`, in batches. */
export type Database = DrizzleD1Database & { $client: D1Database };

/** Opens a database over ours. drizzle asks it for `prepare` and `batch` only, which is all that it has of D1's. */
export function openDatabase(retrying: RetryingDatabase): Database {
  return drizzle(retrying as Pick<D1Database, "prepare" | "batch"> as D1Database, { casing: "snake_case" });
}

/**
 * The same database, for statements that leave it the same whether they are applied once or twice: when D1 fails, its
 * writes are tried again as reads are.
 */
export function idempotent(database: Database): Database {
  const client: unknown = database.$client;
  return client instanceof RetryingDatabase ? openDatabase(client.repeatingWrites()) : database;
}
