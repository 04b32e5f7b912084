/** The cookie of a logged-in candidate. Pages for everyone only ask whether there is one, never what it holds. */
export const SESSION_COOKIE = "__Host-session";

/** Whether the request carries a session, valid or not. */
export function hasSession(request: Request): boolean {
  return sessionCookie(request) !== null;
}

/**
 * What the cookie holds as it came, or null. Nothing is decoded: ours need it not, and what is malformed would throw.
 */
export function sessionCookie(request: Request): string | null {
  for (const pair of (request.headers.get("Cookie") ?? "").split(";")) {
    const [name, value] = pair.trim().split("=");
    if (name === SESSION_COOKIE && value) return value;
  }
  return null;
}
