import { hasSession } from "#app/http/sessions/session-cookie.ts";
import { kindOf } from "#app/services/events.ts";
import { cacheableRequest, canonicalPath } from "./cached-paths.ts";
import { forget, type Page, recall, remember } from "./page-memory.ts";
import { stalePage } from "./stale-page.ts";

/** For this long, a stored page is the answer. */
const FRESH_MS = 30_000;
/** Until this age, a stored page is still the answer, and is refreshed afterwards. An older one is refreshed first. */
const STALE_MS = 60_000;
/** Until this age, a stored page is the answer when it cannot be refreshed, or not soon enough. */
const KEPT_MS = 24 * 3_600_000;
/** How long a visitor waits for a page to be refreshed when there is an old one. */
const SLOW_MS = 2_000;

const STORED_AT = "X-Stored-At";

type Render = (request: Request) => Promise<Response>;

type Deps = {
  ctx: Pick<ExecutionContext, "waitUntil">;
  now: Date;
  siteUrl: string;
  /** The version of the build: pages of another build name style sheets and scripts that no longer exist. */
  version: string;
};

/**
 * Answers a public GET or HEAD from the memory of this isolate, or from the edge cache, or by rendering the page and
 * storing it. Any other request is rendered. The age of a page counts from its rendering, wherever it is stored.
 *
 * A page that cannot be made anew is answered as it was within the last day, and says so: what is withdrawn meanwhile
 * shows until the database answers. A page that is made anew and may not be stored, such as that of a withdrawn offer,
 * takes the place of the stored one.
 *
 * A page is rendered for the canonical path that is its key, with a session cookie that says only whether there is one:
 * requests with the same key cannot get different pages. A page is stored only if it is a 200 that its route declares
 * public and that sets no cookie.
 */
export async function throughEdgeCache(
  request: Request,
  { ctx, now, siteUrl, version }: Deps,
  render: Render,
): Promise<Response> {
  const path = canonicalPath(request);
  if (path === null) return asUncached(await render(request));
  const member = hasSession(request);
  // Keys lie under a path that the site does not have, so that no requested address equals a key.
  const name = `/.edge/${version}/${member ? "member" : "anonymous"}${path}`;
  const remembered = recall(name);
  if (remembered && isYoung(remembered, now, FRESH_MS)) return answer(request, remembered);
  const key = new URL(name, siteUrl).href;
  const stored = await findStored(key);
  const refresh = async () => {
    const made = await store(key, await render(cacheableRequest(new URL(path, siteUrl).href, member, request)), now);
    if (!(made instanceof Response)) remember(name, made);
    else if (made.status < 500 && stored) {
      forget(name);
      await caches.default.delete(key).catch((error: unknown) => logEvent("delete-failed", error));
    }
    return made;
  };
  if (!stored || !isYoung(stored, now, KEPT_MS)) return answer(request, await refresh());
  if (!isYoung(stored, now, STALE_MS)) {
    // Another visitor waits for it already: a page that is made slowly is made once.
    if (refreshing.has(key)) return answer(request, stalePage(stored, now, "slow"));
    return answer(request, await refreshedOr(stored, () => once(key, refresh), { ctx, now }));
  }
  if (isYoung(stored, now, FRESH_MS)) remember(name, stored);
  else ctx.waitUntil(refreshOnce(key, refresh));
  return answer(request, stored);
}

/** The page made anew; the stored one, marked as old, when that fails or takes too long. */
async function refreshedOr(
  stored: Page,
  refresh: () => Promise<Page | Response>,
  { ctx, now }: Pick<Deps, "ctx" | "now">,
): Promise<Page | Response> {
  const making = refresh().catch((error: unknown) => {
    logEvent("refresh-failed", error);
    return "failed" as const;
  });
  // A page that comes too late for this visitor is stored for the next one.
  ctx.waitUntil(making);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const slow = new Promise<"slow">((resolve) => {
    timer = setTimeout(() => resolve("slow"), SLOW_MS);
  });
  const made = await Promise.race([making, slow]);
  clearTimeout(timer);
  if (typeof made === "string") return stalePage(stored, now, made);
  return made instanceof Response && made.status >= 500 ? stalePage(stored, now, "failed") : made;
}

function isYoung({ storedAt }: Page, now: Date, limit: number): boolean {
  const age = now.getTime() - storedAt;
  return age >= 0 && age < limit;
}

/** The page that the edge cache holds under a key, or null. */
async function findStored(key: string): Promise<Page | null> {
  const stored = await caches.default.match(key);
  return stored ? pageOf(await stored.arrayBuffer(), stored.headers) : null;
}

/** Stores a page with its `ETag`. A response that may not be stored is returned unchanged. */
async function store(key: string, response: Response, now: Date): Promise<Page | Response> {
  if (response.status !== 200 || !isPublic(response) || response.headers.has("Set-Cookie")) return response;
  const body = await response.arrayBuffer();
  const headers = new Headers(response.headers);
  headers.set("ETag", await tagOf(body));
  headers.set(STORED_AT, String(now.getTime()));
  // This header is for Cloudflare's cache. `pageOf` sets the one that browsers get.
  headers.set("Cache-Control", `public, max-age=${KEPT_MS / 1000}`);
  // A cache that fails must not fail the page.
  await caches.default
    .put(key, new Response(body, { headers }))
    .catch((error: unknown) => logEvent("store-failed", error));
  return pageOf(body, headers);
}

function isPublic({ headers }: Response): boolean {
  return headers.get("Cache-Control")?.startsWith("public") ?? false;
}

/** A public response that we do not store, with headers that keep browsers from reusing it without asking. */
function asUncached(response: Response): Response {
  if (!isPublic(response)) return response;
  const revalidated = new Response(response.body, response);
  requireRevalidation(revalidated.headers);
  return revalidated;
}

/** A stored page, with the headers that browsers get. */
function pageOf(body: ArrayBuffer, stored: Headers): Page {
  const headers = new Headers(stored);
  headers.delete(STORED_AT);
  // The age in the edge cache is soon wrong for a page that stays in memory.
  headers.delete("Age");
  requireRevalidation(headers);
  return { body, headers, tag: stored.get("ETag") ?? "", storedAt: Number(stored.get(STORED_AT)) };
}

/**
 * Makes browsers revalidate a page each time. Its header says « Accès candidat » or « Mon compte », which must not be
 * shown after a login or a logout.
 */
function requireRevalidation(headers: Headers): void {
  headers.set("Cache-Control", "public, no-cache");
  headers.append("Vary", "Cookie");
}

/**
 * The answer with a page: 304 if the browser has it already. A response that could not be stored is the answer itself.
 */
function answer({ method, headers: asked }: Request, made: Page | Response): Response {
  if (made instanceof Response) return method === "HEAD" ? new Response(null, made) : made;
  const { body, headers, tag } = made;
  const known = asked
    .get("If-None-Match")
    ?.split(",")
    .map((each) => each.trim().replace(/^W\//, ""));
  if (tag !== "" && known?.includes(tag)) return new Response(null, { status: 304, headers });
  return new Response(method === "HEAD" ? null : body, { headers });
}

/** The `ETag` of a page: a hash of its content, so that all servers give the same one. */
async function tagOf(body: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return `"${btoa(String.fromCharCode(...digest.subarray(0, 15)))}"`;
}

const refreshing = new Set<string>();

/**
 * Refreshes a page unless this isolate is refreshing it already. If that fails, the stored page stays.
 */
async function refreshOnce(key: string, refresh: () => Promise<unknown>): Promise<void> {
  if (refreshing.has(key)) return;
  await once(key, refresh).catch((error: unknown) => logEvent("refresh-failed", error));
}

/** Makes a page anew, and notes that it is being made. */
async function once<Made>(key: string, refresh: () => Promise<Made>): Promise<Made> {
  refreshing.add(key);
  try {
    return await refresh();
  } finally {
    refreshing.delete(key);
  }
}

function logEvent(event: string, error: unknown): void {
  console.error(JSON.stringify({ event, error: kindOf(error) }));
}
