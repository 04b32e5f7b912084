/** The cookie of a logged-in candidate. A public page reads only whether the cookie is there, never its value. */
export const SESSION_COOKIE = "__Host-session";

/** Whether the request carries a session, valid or not. */
export function hasSession(request: Request): boolean {
  return sessionCookie(request) !== null;
}

/**
 * The value of the cookie as it was sent, or null. The value is not decoded: our values contain nothing encoded, and
 * decoding a malformed value would throw.
 */
export function sessionCookie(request: Request): string | null {
  for (const pair of (request.headers.get("Cookie") ?? "").split(";")) {
    const [name, value] = pair.trim().split("=");
    if (name === SESSION_COOKIE && value) return value;
  }
  return null;
}
