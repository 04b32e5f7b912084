import type { AppLoadContext, EntryContext, HandleErrorFunction } from "@remix-run/cloudflare";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { renderToStaticMarkup } from "react-dom/server";
import { ERROR_SUMMARY } from "#app/ui/forms/field.tsx";
import { type Site, SiteProvider } from "#app/ui/page/site.ts";
import { cookieOf, hasSession, RECRUITER_COOKIE } from "./http/sessions/session-cookie.ts";

/**
 * Renders a page to one string. No page is hydrated: the HTML carries no marks for React, and an error found while
 * rendering still becomes an error page.
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
    recruiter: cookieOf(request, RECRUITER_COOKIE) !== null,
    // The id that Cloudflare gives the request. The logs carry it too.
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
 * Adds « Erreur » to the title of a page whose form was refused (RGAA 8.6). This is done here for every form, because
 * `meta` does not receive the answer of an action.
 */
function tellErrors(html: string): string {
  // React escapes the quotation marks of a text, so that no text of an offer can contain the markup of the summary.
  return html.includes(`class="${ERROR_SUMMARY}"`) ? html.replace("<title>", "<title>Erreur – ") : html;
}

/**
 * Logs an unexpected error as one JSON line. Refused requests are not logged. The line leaves out the address of the
 * request, which may hold a secret token.
 */
export const handleError: HandleErrorFunction = (error, { request }) => {
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return;
  // The message of a failed query holds its parameters, which may be private. Its cause does not.
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const told = cause instanceof Error ? `${cause.name}: ${cause.message}`.slice(0, 200) : "unknown";
  const stack = cause instanceof Error ? (cause.stack ?? "").split("\n    at ").slice(1, 6) : [];
  console.error(
    JSON.stringify({ event: "request-failed", incident: request.headers.get("cf-ray"), error: told, stack }),
  );
};
