/**
 * Pages that must leave the index carry `noindex`, which a robot has to be let in to see: here are only private
 * pages, and the combinations of criteria, which are endless. A search by one criterion stays open.
 */
const RULES = `User-agent: *
Disallow: /offres?*&
Disallow: /api/
Disallow: /compte
Disallow: /mes-recherches
Disallow: /mes-offres
Disallow: /alertes/
Disallow: /activation/
Disallow: /reinitialisation/
Disallow: /desinscription/
`;

export function loader(): Response {
  return new Response(RULES, {
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "public, max-age=3600" },
  });
}
