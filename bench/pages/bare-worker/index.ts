import { parseSearch } from "#app/domain/search/search.ts";
import { openCatalogue } from "#db/catalogue/database.ts";
import { findResults } from "#db/catalogue/search/results.ts";

/**
 * What a page costs at the least: `/ok` answers a word, `/bytes/N` so many bytes, any other path as JSON all that the
 * results of its search are made of.
 */
export default {
  async fetch(request, env) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === "/ok") return new Response("ok");
    if (pathname.startsWith("/bytes/")) return new Response(new Uint8Array(Number(pathname.split("/").at(-1))));
    const today = request.headers.get("X-Today") ?? "";
    const db = openCatalogue(env.CATALOGUE.withSession("first-unconstrained"));
    const results = await findResults(db, parseSearch(searchParams).search, today);
    const json = JSON.stringify(results, (_, value: unknown) =>
      value instanceof Map ? Object.fromEntries(value) : value,
    );
    return new Response(json, { headers: { "Content-Type": "application/json" } });
  },
} satisfies ExportedHandler<{ CATALOGUE: D1Database }>;
