/** Any address that no other route answers. */
export function loader(): never {
  throw new Response(null, { status: 404 });
}

/** Whatever is sent to it. */
export function action(): never {
  throw new Response(null, { status: 404 });
}

/** Never shown, but a route without a page would answer with a bare status. */
export default function NotFound() {
  return null;
}
