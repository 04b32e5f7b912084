import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { DOCUMENT } from "#app/ui/page/error-page.tsx";

/** What else may be told here: of a document, whose address has no page of its own to tell it. */
const STATUSES = [404, 409, 503];

/**
 * What answers a form that does not come from a page of the site (the error page, 403), and for documents that are not
 * given.
 */
export function loader({ request }: LoaderFunctionArgs): never {
  const asked = Number(new URL(request.url).searchParams.get("statut"));
  if (STATUSES.includes(asked)) throw new Response(DOCUMENT, { status: asked });
  throw new Response(null, { status: 403 });
}

/** Never shown, but a route without a page would answer with a bare status. */
export default function Refused() {
  return null;
}
