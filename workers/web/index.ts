import { loadContext, nowOf } from "#app/http/context.ts";
import { countAnswer } from "#app/http/counting/day-counting.ts";
import { countOffer, viewedOffer } from "#app/http/counting/offer-counting.ts";
import { countSearch } from "#app/http/counting/search-counting.ts";
import { isDatabaseFailure, unavailable } from "#app/http/database-failures.ts";
import { asProblem } from "#app/http/machines/problem.ts";
import { isOurs, withoutOrigin } from "#app/http/same-origin.ts";
import { withSecurityHeaders } from "#app/http/security-headers.ts";
import { keepForm } from "#app/http/unsaved-form.ts";
import { kindOf } from "#app/services/events.ts";
import * as build from "../../build/server/index.js";
import { throughEdgeCache } from "./edge-cache.ts";
import { handlerBySegment } from "./request-handler.ts";

const handleRequest = handlerBySegment(build);
const routes = Object.values(build.routes);

export default {
  async fetch(request, env, ctx) {
    const https = env.SITE_URL.startsWith("https:");
    const answered = await answer(withoutBody(request), env, ctx).catch(lastResortPage);
    const whole = isBareError(answered) ? lastResortPage(new Error("no error page")) : answered;
    const waitUntil = (work: Promise<unknown>) => ctx.waitUntil(work);
    if (!isAsset(request)) countAnswer(request, whole, { env, now: nowOf(request, env), waitUntil, routes });
    return withSecurityHeaders(asProblem(request, whole), https);
  },
} satisfies ExportedHandler<WebEnv>;

async function answer(request: Request, env: WebEnv, ctx: ExecutionContext): Promise<Response> {
  const url = new URL(request.url);
  if (isAsset(request)) return asset(request, env);
  // The manual gives /pass as the address of the site.
  if (/^\/pass(\/|$)/.test(url.pathname)) {
    // One slash only: a redirection to « //elsewhere » would leave the site.
    const path = url.pathname.slice("/pass".length).replace(/^\/*/, "/");
    // A path without a host, so that a forged `Host` cannot redirect elsewhere.
    return new Response(null, { status: 301, headers: { Location: path + url.search } });
  }
  if (isRemixInternal(url) || namesHost(url))
    return handleRequest(pageRequest("/introuvable", request), loadContext(request, env, ctx));
  if (!isOurs(request, env.SITE_URL)) {
    return handleRequest(pageRequest("/requete-refusee", request), loadContext(request, env, ctx));
  }
  const render = async (asked: Request) => {
    const context = loadContext(asked, env, ctx);
    const form = keepForm(asked);
    const response = await handleRequest(withoutOrigin(form.request), context);
    context.patience.answering();
    if (!isDatabaseFailure(response, context)) return response;
    const unsaved = await form.unsaved();
    if (!unsaved) return unavailable();
    return handleRequest(pageRequest("/formulaire-non-enregistre", asked), { ...context, unsaved });
  };
  const now = nowOf(request, env);
  const deps = { ctx, now, siteUrl: env.SITE_URL, version: build.assets.version };
  const response = await (env.EDGE_CACHE === "off" ? render(request) : throughEdgeCache(request, deps, render));
  // Here and not on the page: most pages come from the memory of the isolate or from the edge cache.
  const counting = { env, now, waitUntil: (work: Promise<unknown>) => ctx.waitUntil(work) };
  const reference = viewedOffer(request, response);
  if (reference) countOffer(request, { reference, kind: "viewed" }, counting);
  countSearch(request, response, counting);
  if (!lacksPage(request, response)) return response;
  const subject = url.pathname.includes("/documents") ? "document" : "page";
  const page = pageRequest(`/requete-refusee?statut=${response.status}&sujet=${subject}`, request);
  const answered = await handleRequest(page, loadContext(page, env, ctx));
  const wait = response.headers.get("Retry-After");
  if (wait) answered.headers.set("Retry-After", wait);
  return answered;
}

/** A request that reads, without the body that some programs send with it: Remix cannot copy it with one. */
function withoutBody(request: Request): Request {
  if (request.body === null || !["GET", "HEAD"].includes(request.method)) return request;
  const { url, method, headers, signal } = request;
  return new Request(url, { method, headers, signal });
}

/**
 * Whether an address is one that only Remix's own scripts ask for. No page uses them, so these addresses are refused.
 */
function isRemixInternal({ pathname, searchParams }: URL): boolean {
  return pathname.endsWith(".data") || pathname === "/__manifest" || searchParams.has("_data");
}

/**
 * Whether a path, decoded, begins like the name of another host: `/\`, `//`, or these with a tab or a line break between.
 * No route has such a path. Remix reads the decoded path as an address again, which fails, or leaves the site.
 */
function namesHost({ pathname }: URL): boolean {
  // Of a malformed encoding only the rest is decoded: one character at a time cannot fail.
  const decoded = pathname.replace(/%(09|0a|0d|2f|5c)/gi, (encoded) => decodeURIComponent(encoded));
  return /^[/\\]{2}/.test(decoded.replace(/[\t\n\r]/g, ""));
}

/** A request for another page of the site. It keeps only the `Accept` and `Cookie` headers of the first. */
function pageRequest(path: string, { url, headers }: Request): Request {
  const copy = ["Accept", "Cookie"].flatMap((name) => (headers.has(name) ? [[name, headers.get(name) ?? ""]] : []));
  return new Request(new URL(path, url), { headers: Object.fromEntries(copy) });
}

/** Whether a browser asked for a page and got only a status: such a response needs an error page. */
function lacksPage({ method, headers }: Request, { status, body }: Response): boolean {
  const isForReading = method === "GET" && Boolean(headers.get("Accept")?.includes("text/html"));
  return isForReading && body === null && [404, 409, 503].includes(status);
}

/** Whether Remix's error page failed too: the response is then a line of plain text in English. */
function isBareError({ status, headers }: Response): boolean {
  return status >= 500 && Boolean(headers.get("Content-Type")?.startsWith("text/plain"));
}

/** The page for when everything else fails. It depends on nothing. */
function lastResortPage(error: unknown): Response {
  console.error(JSON.stringify({ event: "worker-failed", error: kindOf(error) }));
  const title = "Une erreur est survenue";
  const html = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title} – PASS</title></head><body><main><h1>${title}</h1><p>Le service n’a pas pu répondre. Ce n’est pas de votre fait\u00a0: rechargez la page dans quelques instants.</p><p><a href="/">Revenir à l’accueil</a></p></main></body></html>`;
  return new Response(html, { status: 500, headers: { "Content-Type": "text/html; charset=utf-8" } });
}

function isAsset({ url }: Request): boolean {
  return new URL(url).pathname.startsWith("/assets/");
}

/** A file of the build. Its name holds its hash, so browsers may keep it for ever. A 304 carries the same header. */
async function asset(request: Request, env: WebEnv): Promise<Response> {
  const found = await env.ASSETS.fetch(request);
  if (!found.ok && found.status !== 304) return found;
  const copy = new Response(found.body, found);
  copy.headers.set("Cache-Control", "public, max-age=31536000, immutable");
  return copy;
}
