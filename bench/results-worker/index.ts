import { parseSearch } from "#app/domain/search.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import { findResults } from "#db/catalogue/results.ts";

/** Answers a search with how long its batch took, how many rows it read, and how many offers it found. */
export default {
  async fetch(request, env) {
    const { searchParams } = new URL(request.url);
    const today = request.headers.get("X-Today") ?? "";
    const session = env.CATALOGUE.withSession("first-unconstrained");
    let rowsRead = 0;
    const counted = new Proxy(session, {
      get: (target, name) =>
        name === "batch"
          ? async (statements: D1PreparedStatement[]) => {
              const results = await target.batch(statements);
              for (const { meta } of results) rowsRead += meta.rows_read;
              return results;
            }
          : (Reflect.get(target, name) as (...given: unknown[]) => unknown).bind(target),
    });
    const start = performance.now();
    const { count } = await findResults(openCatalogue(counted), parseSearch(searchParams).search, today);
    return Response.json({ ms: performance.now() - start, rowsRead, count });
  },
} satisfies ExportedHandler<{ CATALOGUE: D1Database }>;
