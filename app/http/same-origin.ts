/** The paths that programs post to. Programs prove who they are by a key, a signature or the token of a mail. */
const PROGRAMS = /^\/(?:api|desinscription)\//;

/**
 * Whether a request may be answered (OWASP ASVS 5.0, 3.5.1). A request that changes something must come from a page of
 * this site: its `Origin` is the site's, and `Sec-Fetch-Site`, where the browser sends it, agrees. A request that only
 * reads may come from anywhere.
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
 * A checked request without its `Origin` header. Remix compares `Origin` with the host of the request and answers with
 * an error when they differ. They differ for honest requests too: behind a proxy, and when a program posts.
 */
export function withoutOrigin(request: Request): Request {
  if (!request.headers.has("Origin")) return request;
  const headers = new Headers(request.headers);
  headers.delete("Origin");
  return new Request(request, { headers });
}
