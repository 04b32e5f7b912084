import type { LoadContext } from "./context.ts";

/** How long a visitor or a program is asked to wait when the databases do not answer. */
export const RETRY_SECONDS = 30;

/** Whether a request failed because a database did not answer or did not write. */
export function isDatabaseFailure({ status }: Response, { patience }: Pick<LoadContext, "patience">): boolean {
  return status === 500 && patience.failed;
}

/** The answer to a request that a database failed. The worker makes a page of it for browsers, a problem for programs. */
export function unavailable(): Response {
  return new Response(null, { status: 503, headers: { "Retry-After": String(RETRY_SECONDS) } });
}
