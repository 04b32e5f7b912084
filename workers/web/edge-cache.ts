import { canonicalQuery, parseSearch } from "#app/domain/search/search.ts";
import { hasSession, SESSION_COOKIE } from "#app/http/session-cookie.ts";
import { type Page, recall, remember } from "./page-memory.ts";

/** A stored page is answered as it is for this long… */
const FRESH_MS = 30_000;
/** …then, until this age, answered once more while it is made anew. Older, it is made anew first. */
const STALE_MS = 60_000;

const STORED_AT = "X-Stored-At";

/** The addresses that are the same for everyone. All others are never looked up, and never stored. */
const PUBLIC =
  /^\/(?:$|offres(?:[/.]|$)|stages-et-apprentissages(?:\/|$)|api\/v1\/(?:offres(?:\/|$)|openapi\.json$)|suggestions$|sitemap|robots\.txt$|aide$|accessibilite$|mentions-legales$|donnees-personnelles$|cookies$|plan-du-site$|developpeurs$)/;

type Render = (request: Request) => Promise<Response>;

type Deps = {
  ctx: Pick<ExecutionContext, "waitUntil">;
  now: Date;
  siteUrl: string;
  /** Of the build: the pages of another one name style sheets and scripts that are not there any more. */
  version: string;
};

/**
 * Answers a public GET from what this isolate remembers, or from the edge cache, or renders and stores it; everything
 * else is rendered. A page is as old as its making, wherever it was kept since.
 *
 * A page is rendered for the address that is its key, with a session cookie that tells nothing but that there is one:
 * two requests of one key cannot get different pages, whatever else they held. It is stored only if it is a 200 that
 * its route declares public and that sets no cookie.
 */
export async function throughEdgeCache(
  request: Request,
  { ctx, now, siteUrl, version }: Deps,
  render: Render,
): Promise<Response> {
  const path = canonicalPath(request);
  if (path === null) return asUncached(await render(request));
  const member = hasSession(request);
  // Under a path that the site does not have, so that no address that is asked can meet a key.
  const name = `/.edge/${version}/${member ? "member" : "anonymous"}${path}`;
  const remembered = recall(name);
  if (remembered && isYoung(remembered, now, FRESH_MS)) return answer(request, remembered);
  const key = new URL(name, siteUrl).href;
  const stored = await findStored(key);
  const refresh = async () => {
    const made = await store(key, await render(cacheableRequest(new URL(path, siteUrl).href, member, request)), now);
    if (!(made instanceof Response)) remember(name, made);
    return made;
  };
  if (!stored || !isYoung(stored, now, STALE_MS)) return answer(request, await refresh());
  if (isYoung(stored, now, FRESH_MS)) remember(name, stored);
  else ctx.waitUntil(refreshOnce(key, refresh));
  return answer(request, stored);
}

function isYoung({ storedAt }: Page, now: Date, limit: number): boolean {
  const age = now.getTime() - storedAt;
  return age >= 0 && age < limit;
}

/**
 * The one path and query of what a request asks for: known parameters only, in canonical order. Null when it is not
 * public, or when the page would tell of the address itself (a criterion that was dropped): such pages are as many as the
 * junk that can be typed.
 */
function canonicalPath({ method, url }: Request): string | null {
  const { pathname, search: typed, searchParams } = new URL(url);
  if ((method !== "GET" && method !== "HEAD") || !PUBLIC.test(pathname)) return null;
  if (typed === "") return pathname;
  const { search, dropped } = parseSearch(searchParams);
  if (dropped.length > 0) return null;
  const query = canonicalQuery(search);
  return pathname + (query && `?${query}`);
}

/** The request that a stored page answers: nothing of the person is left in it. */
function cacheableRequest(address: string, member: boolean, { headers }: Request): Request {
  const clock = headers.get("X-Test-Now");
  // Cloudflare's name for the request, which only error pages show, and those are not stored.
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

/** What the edge cache has under a key; null when it has nothing. */
async function findStored(key: string): Promise<Page | null> {
  const stored = await caches.default.match(key);
  return stored ? pageOf(await stored.arrayBuffer(), stored.headers) : null;
}

/** Stores a page that may be stored, with the tag that names its content; a response that may not is handed back. */
async function store(key: string, response: Response, now: Date): Promise<Page | Response> {
  if (response.status !== 200 || !isPublic(response) || response.headers.has("Set-Cookie")) return response;
  const body = await response.arrayBuffer();
  const headers = new Headers(response.headers);
  headers.set("ETag", await tagOf(body));
  headers.set(STORED_AT, String(now.getTime()));
  // How long Cloudflare keeps it; what a browser is told is said in `pageOf`.
  headers.set("Cache-Control", `public, max-age=${STALE_MS / 1000}`);
  // A cache that fails must not fail the page.
  await caches.default
    .put(key, new Response(body, { headers }))
    .catch((error: unknown) => logEvent("store-failed", error));
  return pageOf(body, headers);
}

function isPublic({ headers }: Response): boolean {
  return headers.get("Cache-Control")?.startsWith("public") ?? false;
}

/** A page for everyone that is not stored, as browsers get it: they store it no more than we do. */
function asUncached(response: Response): Response {
  if (!isPublic(response)) return response;
  const revalidated = new Response(response.body, response);
  requireRevalidation(revalidated.headers);
  return revalidated;
}

/** The page as browsers get it. */
function pageOf(body: ArrayBuffer, stored: Headers): Page {
  const headers = new Headers(stored);
  headers.delete(STORED_AT);
  // How long the edge cache has had it, which is soon no longer true of a page that is remembered.
  headers.delete("Age");
  requireRevalidation(headers);
  return { body, headers, tag: stored.get("ETag") ?? "", storedAt: Number(stored.get(STORED_AT)) };
}

/** A page is asked for again each time: it says « Accès candidat » or « Mon compte », and must not be shown for the other. */
function requireRevalidation(headers: Headers): void {
  headers.set("Cache-Control", "public, no-cache");
  headers.append("Vary", "Cookie");
}

/** The page, or 304 to a browser that has it already; a response that could not be stored as it is. */
function answer({ method, headers: asked }: Request, made: Page | Response): Response {
  if (made instanceof Response) return method === "HEAD" ? new Response(null, made) : made;
  const { body, headers, tag } = made;
  const known = asked
    .get("If-None-Match")
    ?.split(",")
    .map((each) => each.trim().replace(/^W\//, ""));
  if (known?.includes(tag)) return new Response(null, { status: 304, headers });
  return new Response(method === "HEAD" ? null : body, { headers });
}

/** The page's content, named: the same content has the same tag, whichever server made it. */
async function tagOf(body: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return `"${btoa(String.fromCharCode(...digest.subarray(0, 15)))}"`;
}

const refreshing = new Set<string>();

/** Makes a page anew unless this isolate is at it already; a failure leaves the stored page, until it is too old. */
async function refreshOnce(key: string, refresh: () => Promise<unknown>): Promise<void> {
  if (refreshing.has(key)) return;
  refreshing.add(key);
  try {
    await refresh();
  } catch (error) {
    logEvent("refresh-failed", error);
  } finally {
    refreshing.delete(key);
  }
}

function logEvent(event: string, error: unknown): void {
  console.error(JSON.stringify({ event, error: error instanceof Error ? error.name : "unknown" }));
}
