import type { DatabaseSync } from "node:sqlite";
import type { Catalogue } from "#db/catalogue/database.ts";

/** A catalogue whose statements run in this process: what `runBatch` asks of D1, and nothing more. */
export function inProcess(file: DatabaseSync): Catalogue {
  type Bound = { sql: string; params: (string | number | null)[] };
  const client = {
    prepare: (sql: string) => ({ bind: (...params: Bound["params"]): Bound => ({ sql, params }) }),
    batch: async (statements: Bound[]) =>
      statements.map(({ sql, params }) => ({ results: file.prepare(sql).all(...params) })),
  };
  return { $client: client } as unknown as Catalogue;
}
