import type { LoadContext } from "./context.ts";

/** How long a visitor or a program is asked to wait when the databases do not answer. */
export const RETRY_SECONDS = 30;

/** Whether a request failed because a database did not answer or did not write. */
export function isDatabaseFailure({ status }: Response, { patience }: Pick<LoadContext, "patience">): boolean {
  return status === 500 && patience.failed;
}

/** The answer to a request without a form when a database fails. A browser gets the error page of its status instead. */
export function unavailable({ url }: Request): Response {
  const headers = { "Retry-After": String(RETRY_SECONDS), "Cache-Control": "no-store" };
  if (!new URL(url).pathname.startsWith("/api/")) return new Response(null, { status: 503, headers });
  // A JSON problem (RFC 9457), as the other errors of the API.
  const problem = {
    title: "Service momentanément indisponible",
    status: 503,
    detail: `La base de données ne répond pas\u00a0: réessayez dans ${RETRY_SECONDS} secondes.`,
  };
  return Response.json(problem, {
    status: 503,
    headers: {
      ...headers,
      "Content-Type": "application/problem+json; charset=utf-8",
      "Access-Control-Allow-Origin": "*",
    },
  });
}
