import type { AppLoadContext, EntryContext, HandleErrorFunction } from "@remix-run/cloudflare";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { renderToStaticMarkup } from "react-dom/server";
import { ERROR_SUMMARY } from "#app/ui/forms/field.tsx";
import { type Site, SiteProvider } from "#app/ui/page/site.ts";
import { hasSession } from "./http/session-cookie.ts";

/**
 * Renders a page whole: nothing is hydrated, so nothing is streamed, nothing is marked for React to find it again, and
 * an error is still an error page.
 */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
  { env }: AppLoadContext,
) {
  const site: Site = {
    brand: env.SITE_BRAND === "etat" ? "etat" : "neutral",
    member: hasSession(request),
    // Cloudflare's name for the request, which its logs carry too.
    incident: request.headers.get("cf-ray"),
  };
  const html = renderToStaticMarkup(
    <SiteProvider value={site}>
      <RemixServer context={context} url={request.url} />
    </SiteProvider>,
  );
  headers.set("Content-Type", "text/html; charset=utf-8");
  return new Response(`<!doctype html>${tellErrors(html)}`, { status, headers });
}

/**
 * A page whose form came back with errors says so first of all, in its title (RGAA 8.6). Done here for every form:
 * `meta` is not told what an action answers, and the title is written before the page is known.
 */
function tellErrors(html: string): string {
  // In a text, a quotation mark is written otherwise: no text can pass for the summary.
  return html.includes(`class="${ERROR_SUMMARY}"`) ? html.replace("<title>", "<title>Erreur – ") : html;
}

/**
 * Logs what is broken, and not the requests that are refused: one JSON line, without the address, which may be a
 * secret.
 */
export const handleError: HandleErrorFunction = (error, { request }) => {
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return;
  // The message of a failed query holds its parameters; its cause does not.
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const told = cause instanceof Error ? `${cause.name}: ${cause.message}`.slice(0, 200) : "unknown";
  const stack = cause instanceof Error ? (cause.stack ?? "").split("\n    at ").slice(1, 6) : [];
  console.error(
    JSON.stringify({ event: "request-failed", incident: request.headers.get("cf-ray"), error: told, stack }),
  );
};
