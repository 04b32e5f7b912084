const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "object-src 'none'",
  "frame-ancestors 'none'",
  "manifest-src 'self'",
].join("; ");

const HEADERS: Record<string, string> = {
  "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
  "X-Frame-Options": "DENY",
  "Content-Security-Policy": CONTENT_SECURITY_POLICY,
};

/**
 * Adds the security headers to a response, be it a page, an error or an asset. A header that the response already has
 * is kept. A response without `Cache-Control` becomes private and is never stored.
 * @param https whether the site is served over HTTPS, so that sub-resources may be upgraded (not on http://localhost)
 */
export function withSecurityHeaders(response: Response, https: boolean): Response {
  const secured = new Response(response.body, response);
  for (const [name, value] of Object.entries(HEADERS)) {
    if (!secured.headers.has(name)) secured.headers.set(name, value);
  }
  if (https && secured.headers.get("Content-Security-Policy") === CONTENT_SECURITY_POLICY) {
    secured.headers.set("Content-Security-Policy", `${CONTENT_SECURITY_POLICY}; upgrade-insecure-requests`);
  }
  if (!secured.headers.has("Cache-Control")) secured.headers.set("Cache-Control", "private, no-store");
  return secured;
}
