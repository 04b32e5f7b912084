import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { PUBLIC } from "#app/http/public-headers.ts";
import { paths } from "#app/paths.ts";

/**
 * Searches are endless: robots read the pages of all offers, those of each région and domain, and the offers
 * themselves, each under its one address. The longest rule that fits decides (RFC 9309). Pages that must leave the
 * index carry `noindex`, which a robot has to be let in to see.
 */
const RULES = `User-agent: *
Disallow: /offres?
Allow: /offres?page=
Disallow: /offres?page=*&
Disallow: /offres/*?
Disallow: /offres/*.ics
Disallow: /offres.rss?
Disallow: /offres.atom?
Disallow: /flux/
Disallow: /donnees/
Disallow: /suggestions
Disallow: /api/
Disallow: /compte
Disallow: /mes-recherches
Disallow: /mes-offres
Disallow: /alertes/
Disallow: /activation/
Disallow: /reinitialisation/
Disallow: /desinscription/
Disallow: /recruteurs/
Disallow: /exploitation
`;

export function loader({ context }: LoaderFunctionArgs): Response {
  const sitemap = new URL(paths.sitemap(), context.env.SITE_URL).href;
  return new Response(`${RULES}\nSitemap: ${sitemap}\n`, {
    headers: { ...PUBLIC, "Content-Type": "text/plain; charset=utf-8" },
  });
}
