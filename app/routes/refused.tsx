import type { LoaderFunctionArgs } from "@remix-run/cloudflare";

/** What else may be told here: of files, whose addresses have no page of their own to tell it. */
const STATUSES = [404, 409, 503];

/** What answers a form that does not come from a page of the site (the error page, 403), and for files that are not given. */
export function loader({ request }: LoaderFunctionArgs): never {
  const asked = Number(new URL(request.url).searchParams.get("statut"));
  throw new Response(null, { status: STATUSES.includes(asked) ? asked : 403 });
}

/** Never shown, but a route without a page would answer with a bare status. */
export default function Refused() {
  return null;
}
