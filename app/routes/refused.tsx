/** What answers a form that does not come from a page of the site: the error page, 403. */
export function loader(): never {
  throw new Response(null, { status: 403 });
}

/** Never shown, but a route without a page would answer with a bare status. */
export default function Refused() {
  return null;
}
