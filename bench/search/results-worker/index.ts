import { parseSearch } from "#app/domain/search/search.ts";
import type { LoadContext } from "#app/http/context.ts";
import { loader } from "#app/routes/offers/index.tsx";
import { type Catalogue, openCatalogue } from "#db/catalogue/database.ts";
import { findPartial } from "#db/catalogue/search/partial.ts";
import { findResults } from "#db/catalogue/search/results.ts";

/** workerd's clock counts milliseconds. */
const TIMES = 4;
/** As many as a page shows. */
const NEAR = 10;

type Asked = { db: Catalogue; request: Request; today: string };

/** How many offers each question found. */
const QUESTIONS = {
  /** The batch of a page: entries, count, facets and choices. */
  batch: async ({ db, request, today }: Asked) => (await findResults(db, searchOf(request), today)).count,
  /** The offers that answer a part of the words. */
  near: async ({ db, request, today }: Asked) => (await findPartial(db, searchOf(request), today, NEAR)).offers.length,
  /** All that the page asks: the batch, and where little is found what answers a part of the words, and corrections. */
  page: async ({ db, request, today }: Asked) => {
    const env = { SITE_URL: "http://localhost" } as WebEnv;
    const context = { catalogue: db, env, now: new Date(`${today}T12:00:00Z`) } as LoadContext;
    return (await loader({ request, params: {}, context })).data.results.count;
  },
};

/**
 * Answers a search with how long a question took, the mean of a few times, how many rows it read (what D1 bills), and
 * how many offers it found. `X-Question` names the question, `batch` without it; `X-Times` asks for another number of
 * times.
 */
export default {
  async fetch(request, env) {
    const today = request.headers.get("X-Today") ?? "";
    const times = Number(request.headers.get("X-Times") ?? TIMES);
    const question = QUESTIONS[(request.headers.get("X-Question") ?? "batch") as keyof typeof QUESTIONS];
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
    const db = openCatalogue(counted);
    let count = 0;
    for (let time = 0; time < times; time++) count = await question({ db, request, today });
    return Response.json({ ms: (performance.now() - start) / times, rowsRead: Math.round(rowsRead / times), count });
  },
} satisfies ExportedHandler<{ CATALOGUE: D1Database }>;

function searchOf(request: Request) {
  return parseSearch(new URL(request.url).searchParams).search;
}
