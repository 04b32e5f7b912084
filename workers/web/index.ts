import { createRequestHandler } from "@remix-run/cloudflare";
import { loadContext, nowOf } from "#app/http/context.ts";
import { fromAnywhere, isOurs } from "#app/http/same-origin.ts";
import { withSecurityHeaders } from "#app/http/security-headers.ts";
import * as build from "../../build/server/index.js";
import { throughEdgeCache } from "./edge-cache.ts";

const handleRequest = createRequestHandler(build, "production");

export default {
  async fetch(request, env, ctx) {
    const https = env.SITE_URL.startsWith("https:");
    return withSecurityHeaders(await answer(request, env, ctx), https);
  },
} satisfies ExportedHandler<WebEnv>;

async function answer(request: Request, env: WebEnv, ctx: ExecutionContext): Promise<Response> {
  const url = new URL(request.url);
  if (url.pathname.startsWith("/assets/")) return asset(request, env);
  // The address that the manual gives is /pass.
  if (/^\/pass(\/|$)/.test(url.pathname)) {
    // One slash only: « //elsewhere » would be another site.
    url.pathname = url.pathname.slice("/pass".length).replace(/^\/*/, "/");
    return Response.redirect(url.href, 301);
  }
  if (!isOurs(request, env.SITE_URL)) return handleRequest(refusal(request), loadContext(request, env, ctx));
  const render = (asked: Request) => handleRequest(fromAnywhere(asked), loadContext(asked, env, ctx));
  if (env.EDGE_CACHE === "off") return render(request);
  return throughEdgeCache(request, { ctx, now: nowOf(request, env), siteUrl: env.SITE_URL }, render);
}

/** The page that refuses a form which is not one of ours, before anything reads it. */
function refusal({ url, headers }: Request): Request {
  return new Request(new URL("/requete-refusee", url), { headers: { Accept: headers.get("Accept") ?? "*/*" } });
}

/** Files of the build carry their hash in their name: they may be kept for ever. */
async function asset(request: Request, env: WebEnv): Promise<Response> {
  const found = await env.ASSETS.fetch(request);
  if (!found.ok) return found;
  const kept = new Response(found.body, found);
  kept.headers.set("Cache-Control", "public, max-age=31536000, immutable");
  return kept;
}
