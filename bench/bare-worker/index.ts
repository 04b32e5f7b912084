import { parseSearch } from "#app/domain/search.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import { findResults } from "#db/catalogue/results.ts";

/** What a page costs at the least: `/ok` answers a word, any other path the rows that the results of its search need. */
export default {
  async fetch(request, env) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === "/ok") return new Response("ok");
    const today = request.headers.get("X-Today") ?? "";
    const db = openCatalogue(env.CATALOGUE.withSession("first-unconstrained"));
    const { offers, count } = await findResults(db, parseSearch(searchParams).search, today);
    return Response.json({ offers, count });
  },
} satisfies ExportedHandler<{ CATALOGUE: D1Database }>;
