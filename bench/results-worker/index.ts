import { parseSearch } from "#app/domain/search/search.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import { findPartial } from "#db/catalogue/search/partial.ts";
import { findResults } from "#db/catalogue/search/results.ts";

/** workerd's clock counts milliseconds. */
const TIMES = 4;
/** As many as a page shows. */
const NEAR = 10;

/**
 * Answers a search with how long it took, the mean of a few times, how many rows it read, and how many offers it found.
 * `X-Times` asks for another number of times, `X-Near` for what answers a part of the words.
 */
export default {
  async fetch(request, env) {
    const { searchParams } = new URL(request.url);
    const today = request.headers.get("X-Today") ?? "";
    const session = env.CATALOGUE.withSession("first-unconstrained");
    const times = Number(request.headers.get("X-Times") ?? TIMES);
    const near = request.headers.has("X-Near");
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
    const [db, { search }] = [openCatalogue(counted), parseSearch(searchParams)];
    let count = 0;
    for (let time = 0; time < times; time++) {
      count = near
        ? (await findPartial(db, search, today, NEAR)).offers.length
        : (await findResults(db, search, today)).count;
    }
    return Response.json({ ms: (performance.now() - start) / times, rowsRead: Math.round(rowsRead / times), count });
  },
} satisfies ExportedHandler<{ CATALOGUE: D1Database }>;
