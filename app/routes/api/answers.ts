import type { AppLoadContext } from "@remix-run/cloudflare";
import type { Publisher } from "#app/domain/imports/publisher.ts";
import { OPEN, problem } from "#app/http/machines/problem.ts";
import { authenticatePublisher } from "#app/services/api/api-keys.ts";
import { withLabel } from "#app/services/imports/publisher-label.ts";

/** The answer to a CORS preflight request. */
export function preflight(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      ...OPEN,
      "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
      "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
      "Access-Control-Max-Age": "86400",
    },
  });
}

/** The publisher whose key a request carries, or the refusal of a request without one. */
export async function publisherOf(
  { headers }: Request,
  { primaryCatalogue, accounts, now }: AppLoadContext,
): Promise<Publisher | Response> {
  const publisher = await authenticatePublisher(primaryCatalogue, headers.get("Authorization"), now);
  return publisher
    ? withLabel(accounts, publisher)
    : problem(401, "La clé d’API manque, est inconnue ou a été révoquée.", {
        headers: { "WWW-Authenticate": "Bearer" },
      });
}
