import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { DOCUMENT } from "#app/ui/page/error-page.tsx";

/**
 * The errors of a document are shown by this page too, because the address of a document has no page of its own; so is
 * the error of any page that the databases could not make.
 */
const STATUSES = [404, 409, 503];

/**
 * The error page for a form that comes from another site (403), and for a document or a page that cannot be sent. It
 * asks no database.
 */
export function loader({ request }: LoaderFunctionArgs): never {
  const { searchParams } = new URL(request.url);
  const asked = Number(searchParams.get("statut"));
  const body = searchParams.get("sujet") === "document" ? DOCUMENT : null;
  if (STATUSES.includes(asked)) throw new Response(body, { status: asked });
  throw new Response(null, { status: 403 });
}

/** Never rendered. Without it Remix would answer with a bare status instead of the error page. */
export default function Refused() {
  return null;
}
