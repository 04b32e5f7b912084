import { parseCookies } from "oslo/cookie";

/** The cookie of a logged-in candidate. Pages for everyone only ask whether there is one, never what it holds. */
export const SESSION_COOKIE = "__Host-session";

/** Whether the request carries a session, valid or not. */
export function hasSession(request: Request): boolean {
  return sessionCookie(request) !== null;
}

/** What the cookie holds, or null. */
export function sessionCookie(request: Request): string | null {
  return parseCookies(request.headers.get("Cookie") ?? "").get(SESSION_COOKIE) ?? null;
}
