import { sql } from "drizzle-orm";
import { runBatch } from "#db/batch.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { TOKENS } from "#db/catalogue/search-index.ts";

/** How many offers hold each of some tokens. A token that none holds is absent. */
export async function countHolders(db: Catalogue, tokens: Iterable<string>): Promise<Map<string, number>> {
  const asked = JSON.stringify([...new Set(tokens)]);
  const [rows] = await runBatch<[{ term: string; doc: number }]>(db, [
    sql`SELECT v.term, v.doc FROM json_each(${asked}) j CROSS JOIN ${TOKENS} v ON v.term = j.value`,
  ]);
  return new Map(rows.map(({ term, doc }) => [term, doc]));
}
