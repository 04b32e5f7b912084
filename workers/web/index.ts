import { createRequestHandler } from "@remix-run/cloudflare";
import { loadContext, nowOf } from "#app/http/context.ts";
import { isOurs, withoutOrigin } from "#app/http/same-origin.ts";
import { withSecurityHeaders } from "#app/http/security-headers.ts";
import * as build from "../../build/server/index.js";
import { throughEdgeCache } from "./edge-cache.ts";

const handleRequest = createRequestHandler(build, "production");

export default {
  async fetch(request, env, ctx) {
    const https = env.SITE_URL.startsWith("https:");
    const answered = await answer(request, env, ctx).catch(lastResortPage);
    return withSecurityHeaders(isBareError(answered) ? lastResortPage(new Error("no error page")) : answered, https);
  },
} satisfies ExportedHandler<WebEnv>;

async function answer(request: Request, env: WebEnv, ctx: ExecutionContext): Promise<Response> {
  const url = new URL(request.url);
  if (url.pathname.startsWith("/assets/")) return asset(request, env);
  // The address that the manual gives is /pass.
  if (/^\/pass(\/|$)/.test(url.pathname)) {
    // One slash only: « //elsewhere » would be another site.
    const path = url.pathname.slice("/pass".length).replace(/^\/*/, "/");
    // A path alone: whatever host the request names, it stays here.
    return new Response(null, { status: 301, headers: { Location: path + url.search } });
  }
  if (isRemixInternal(url)) return handleRequest(pageRequest("/introuvable", request), loadContext(request, env, ctx));
  if (!isOurs(request, env.SITE_URL)) {
    return handleRequest(pageRequest("/requete-refusee", request), loadContext(request, env, ctx));
  }
  const render = async (asked: Request) => {
    const response = await handleRequest(withoutOrigin(asked), loadContext(asked, env, ctx));
    if (!lacksPage(asked, response)) return response;
    const page = pageRequest(`/requete-refusee?statut=${response.status}`, asked);
    const answered = await handleRequest(page, loadContext(page, env, ctx));
    const wait = response.headers.get("Retry-After");
    if (wait) answered.headers.set("Retry-After", wait);
    return answered;
  };
  if (env.EDGE_CACHE === "off") return render(request);
  const deps = { ctx, now: nowOf(request, env), siteUrl: env.SITE_URL, version: build.assets.version };
  return throughEdgeCache(request, deps, render);
}

/** What Remix's own scripts would ask for. No page has them: these doors stay shut. */
function isRemixInternal({ pathname, searchParams }: URL): boolean {
  return pathname.endsWith(".data") || pathname === "/__manifest" || searchParams.has("_data");
}

/** A request for a page in the place of what was asked for, of which nothing is read but who looks at it. */
function pageRequest(path: string, { url, headers }: Request): Request {
  const copy = ["Accept", "Cookie"].flatMap((name) => (headers.has(name) ? [[name, headers.get(name) ?? ""]] : []));
  return new Request(new URL(path, url), { headers: Object.fromEntries(copy) });
}

/** Whether somebody asked for a file that there is not, and was told by a status alone. */
function lacksPage({ method, headers }: Request, { status, body }: Response): boolean {
  const isForReading = method === "GET" && Boolean(headers.get("Accept")?.includes("text/html"));
  return isForReading && body === null && [404, 409, 503].includes(status);
}

/** What Remix says when its error page fails too: a bare line in English. */
function isBareError({ status, headers }: Response): boolean {
  return status >= 500 && Boolean(headers.get("Content-Type")?.startsWith("text/plain"));
}

/** The page of last resort, which needs nothing that could be broken. */
function lastResortPage(error: unknown): Response {
  console.error(JSON.stringify({ event: "worker-failed", error: error instanceof Error ? error.name : "unknown" }));
  const title = "Une erreur est survenue";
  const html = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title} – PASS</title></head><body><main><h1>${title}</h1><p>Le service n’a pas pu répondre. Ce n’est pas de votre fait\u00a0: rechargez la page dans quelques instants.</p><p><a href="/">Revenir à l’accueil</a></p></main></body></html>`;
  return new Response(html, { status: 500, headers: { "Content-Type": "text/html; charset=utf-8" } });
}

/** Files of the build carry their hash in their name: they may be kept for ever, by a browser that asks again too. */
async function asset(request: Request, env: WebEnv): Promise<Response> {
  const found = await env.ASSETS.fetch(request);
  if (!found.ok && found.status !== 304) return found;
  const copy = new Response(found.body, found);
  copy.headers.set("Cache-Control", "public, max-age=31536000, immutable");
  return copy;
}
