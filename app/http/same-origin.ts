/** What programs send, which no form does: they prove who they are by a key, a signature or the token of a mail. */
const PROGRAMS = /^\/(?:api|desinscription)\//;

/**
 * Whether a request that changes something comes from a page of ours (OWASP ASVS 5.0, 3.5.1): its `Origin` is the
 * site's, and the browser, when it tells, says the same. Requests that change nothing always are.
 * @param siteUrl the public origin
 */
export function isOurs(request: Request, siteUrl: string): boolean {
  if (["GET", "HEAD", "OPTIONS"].includes(request.method)) return true;
  const { pathname, origin } = new URL(request.url);
  if (PROGRAMS.test(pathname)) return true;
  const claimed = request.headers.get("Origin");
  const fetched = request.headers.get("Sec-Fetch-Site") ?? "same-origin";
  return fetched === "same-origin" && (claimed === origin || claimed === new URL(siteUrl).origin);
}

/**
 * The request as Remix takes it, once it is known to be ours: Remix would compare its `Origin` with the host that was
 * asked for, which is another one behind a proxy, and `null` or anything for programs, and answer with an error.
 */
export function withoutOrigin(request: Request): Request {
  if (!request.headers.has("Origin")) return request;
  const headers = new Headers(request.headers);
  headers.delete("Origin");
  return new Request(request, { headers });
}
