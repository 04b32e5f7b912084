import { UPDATED_SINCE } from "#app/domain/api/api-changes.ts";
import { canonicalQuery, parseSearch } from "#app/domain/search/search.ts";
import { SESSION_COOKIE } from "#app/http/sessions/session-cookie.ts";
import { paths } from "#app/paths.ts";

/** The paths of pages that are the same for everyone. No other page is looked up or stored. */
const PUBLIC =
  /^\/(?:$|offres(?:[/.]|$)|stages-et-apprentissages(?:\/|$)|api\/v1\/(?:offres(?:\/|$)|openapi\.json$)|suggestions(?:\/lieux)?$|sitemap|robots\.txt$|aide$|accessibilite$|mentions-legales$|donnees-personnelles$|cookies$|plan-du-site$|developpeurs$|donnees$|statistiques(?:\/|$)|recruteurs$)/;

/**
 * The canonical path and query of a request: known parameters only, in canonical order. Null when the page is not
 * public, or when it would mention a criterion that was dropped: there are as many such pages as there is junk to type.
 */
export function canonicalPath({ method, url }: Request): string | null {
  const { pathname, search: typed, searchParams } = new URL(url);
  if ((method !== "GET" && method !== "HEAD") || !PUBLIC.test(pathname)) return null;
  if (typed === "") return pathname;
  // What changed since an instant: as many answers as instants, which nobody else asks.
  if (searchParams.has(UPDATED_SINCE)) return null;
  const { search, dropped } = parseSearch(searchParams);
  if (dropped.length > 0) return null;
  const dimension = searchParams.get("dimension");
  // Only the page of all choices of a criterion has this parameter (app/routes/offers/criteria.tsx).
  if (pathname === "/offres/criteres" && dimension !== null) {
    return /^[a-z]+$/.test(dimension) ? paths.criteria(dimension, canonicalQuery(search)) : null;
  }
  const query = canonicalQuery(search);
  return pathname + (query && `?${query}`);
}

/** The request that a stored page is rendered for. It holds nothing personal. */
export function cacheableRequest(address: string, member: boolean, { headers }: Request): Request {
  const clock = headers.get("X-Test-Now");
  // Cloudflare's id of the request. Only error pages show it, and they are not stored.
  const incident = headers.get("CF-Ray");
  return new Request(address, {
    headers: {
      Accept: "*/*",
      ...(member ? { Cookie: `${SESSION_COOKIE}=present` } : {}),
      ...(clock ? { "X-Test-Now": clock } : {}),
      ...(incident ? { "CF-Ray": incident } : {}),
    },
  });
}
