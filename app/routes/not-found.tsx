/** Any address that no other route answers. */
export function loader(): never {
  throw new Response(null, { status: 404 });
}

/** The answer to any form sent to it. */
export function action(): never {
  throw new Response(null, { status: 404 });
}

/** Never rendered. Without it Remix would answer with a bare status instead of the error page. */
export default function NotFound() {
  return null;
}
