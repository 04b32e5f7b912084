import { canonicalQuery, parseSearch } from "#app/domain/search.ts";
import { hasSession, SESSION_COOKIE } from "#app/http/session-cookie.ts";

/** A stored page is answered as it is for this long… */
const FRESH_MS = 30_000;
/** …then, until this age, answered once more while it is made anew. Older, it is made anew first. */
const STALE_MS = 60_000;

const STORED_AT = "X-Stored-At";

/** The addresses that are the same for everyone. All others are never looked up, and never stored. */
const PUBLIC =
  /^\/(?:$|offres(?:[/.]|$)|stages-et-apprentissages(?:\/|$)|api\/v1\/(?:offres(?:\/|$)|openapi\.json$)|suggestions$|sitemap|robots\.txt$|aide$|accessibilite$|mentions-legales$|donnees-personnelles$|cookies$|plan-du-site$|developpeurs$)/;

type Render = (request: Request) => Promise<Response>;

type Hands = { ctx: Pick<ExecutionContext, "waitUntil">; now: Date; siteUrl: string };

/**
 * Answers a public GET from the edge cache, or renders and stores it; everything else is rendered.
 *
 * A page is rendered for the address that is its key, with a session cookie that tells nothing but that there is one:
 * two requests of one key cannot get different pages, whatever else they held. It is stored only if it is a 200 that
 * its route declares public and that sets no cookie.
 */
export async function throughEdgeCache(
  request: Request,
  { ctx, now, siteUrl }: Hands,
  render: Render,
): Promise<Response> {
  const address = canonicalAddress(request, siteUrl);
  if (address === null) return render(request);
  const member = hasSession(request);
  const key = cacheKey(address, member);
  const stored = await caches.default.match(key);
  const age = stored ? now.getTime() - Number(stored.headers.get(STORED_AT)) : Number.POSITIVE_INFINITY;
  const anew = async () => store(key, await render(plainRequest(address, member, request)), now);
  if (!stored || age < 0 || age >= STALE_MS) return answer(request, await anew());
  if (age >= FRESH_MS) ctx.waitUntil(once(key.url, anew));
  return answer(request, stored);
}

/**
 * The one address of what a request asks for: known parameters only, in canonical order. Null when it is not public, or
 * when the page would tell of the address itself (a criterion that was dropped): such pages are as many as the junk that
 * can be typed.
 */
function canonicalAddress({ method, url }: Request, siteUrl: string): string | null {
  const { pathname, searchParams } = new URL(url);
  if ((method !== "GET" && method !== "HEAD") || !PUBLIC.test(pathname)) return null;
  const { search, dropped } = parseSearch(searchParams);
  if (dropped.length > 0) return null;
  const query = canonicalQuery(search);
  return new URL(pathname + (query && `?${query}`), siteUrl).href;
}

/** Under a path that the site does not have, so that no address that is asked can meet a key. */
function cacheKey(address: string, member: boolean): Request {
  const url = new URL(address);
  url.pathname = `/.edge/${member ? "member" : "anonymous"}${url.pathname}`;
  return new Request(url);
}

/** The request that a stored page answers: nothing of the person is left in it. */
function plainRequest(address: string, member: boolean, { headers }: Request): Request {
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

/** Stores a page that may be stored, and hands it back with the tag that names its content. */
async function store(key: Request, response: Response, now: Date): Promise<Response> {
  const isPublic = response.headers.get("Cache-Control")?.startsWith("public") && !response.headers.has("Set-Cookie");
  if (response.status !== 200 || !isPublic) return response;
  const body = await response.arrayBuffer();
  const page = new Response(body, response);
  page.headers.set("ETag", await tagOf(body));
  page.headers.set(STORED_AT, String(now.getTime()));
  // How long Cloudflare keeps it; what a browser is told is said in `answer`.
  page.headers.set("Cache-Control", `public, max-age=${STALE_MS / 1000}`);
  // A cache that fails must not fail the page.
  await caches.default.put(key, page.clone()).catch((error: unknown) => tell("store-failed", error));
  return page;
}

/** What a browser gets: the page, to be asked again each time, or 304 when it has it already. */
function answer({ method, headers }: Request, page: Response): Response {
  const tag = page.headers.get("ETag");
  const known = (headers.get("If-None-Match") ?? "").split(",").map((each) => each.trim().replace(/^W\//, ""));
  const unchanged = tag !== null && known.includes(tag);
  const answered = new Response(unchanged || method === "HEAD" ? null : page.body, {
    status: unchanged ? 304 : page.status,
    headers: page.headers,
  });
  if (!answered.headers.has(STORED_AT)) return answered;
  answered.headers.delete(STORED_AT);
  answered.headers.set("Cache-Control", "public, no-cache");
  // « Accès candidat » or « Mon compte »: a browser must not show the one for the other.
  answered.headers.append("Vary", "Cookie");
  return answered;
}

/** The page's content, named: the same content has the same tag, whichever server made it. */
async function tagOf(body: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return `"${btoa(String.fromCharCode(...digest.subarray(0, 15)))}"`;
}

const underway = new Set<string>();

/** Makes a page anew unless this isolate is at it already; a failure leaves the stored page, until it is too old. */
async function once(key: string, anew: () => Promise<unknown>): Promise<void> {
  if (underway.has(key)) return;
  underway.add(key);
  try {
    await anew();
  } catch (error) {
    tell("refresh-failed", error);
  } finally {
    underway.delete(key);
  }
}

function tell(event: string, error: unknown): void {
  console.error(JSON.stringify({ event, error: error instanceof Error ? error.name : "unknown" }));
}
