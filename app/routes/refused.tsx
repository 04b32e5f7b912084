import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { DOCUMENT } from "#app/ui/page/error-page.tsx";

/** The errors of a document are shown by this page too, because the address of a document has no page of its own. */
const STATUSES = [404, 409, 503];

/**
 * The error page for a form that comes from another site (403), and for a document that cannot be sent.
 */
export function loader({ request }: LoaderFunctionArgs): never {
  const asked = Number(new URL(request.url).searchParams.get("statut"));
  if (STATUSES.includes(asked)) throw new Response(DOCUMENT, { status: asked });
  throw new Response(null, { status: 403 });
}

/** Never rendered. Without it Remix would answer with a bare status instead of the error page. */
export default function Refused() {
  return null;
}
