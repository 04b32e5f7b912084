import { redirect } from "@remix-run/cloudflare";
import { serializeCookie } from "oslo/cookie";

/** The cookie of a logged-in candidate. A public page reads only whether the cookie is there, never its value. */
export const SESSION_COOKIE = "__Host-session";
/** The cookie of a logged-in recruiter. A browser may hold both: neither opens anything of the other. */
export const RECRUITER_COOKIE = "__Host-recruiter";
/** The cookie of a logged-in operator. */
export const OPERATOR_COOKIE = "__Host-operator";

/** Whether the request carries a session, valid or not. */
export function hasSession(request: Request): boolean {
  return cookieOf(request, SESSION_COOKIE) !== null;
}

/**
 * The value of a cookie as it was sent, or null. The value is not decoded: our values contain nothing encoded, and
 * decoding a malformed value would throw.
 */
export function cookieOf(request: Request, cookie: string): string | null {
  for (const pair of (request.headers.get("Cookie") ?? "").split(";")) {
    const [name, value] = pair.trim().split("=");
    if (name === cookie && value) return value;
  }
  return null;
}

/** The header that gives a browser a session. @param value `<id>.<secret>`; empty to remove it */
export function sessionHeaders(cookie: string, value: string, ms: number): { "Set-Cookie": string } {
  return cookieHeaders(cookie, value, ms, "lax");
}

/** As `sessionHeaders`, for a cookie that no request carries which another site or a mail begins. */
export function strictSessionHeaders(cookie: string, value: string, ms: number): { "Set-Cookie": string } {
  return cookieHeaders(cookie, value, ms, "strict");
}

function cookieHeaders(cookie: string, value: string, ms: number, sameSite: "lax" | "strict") {
  const attributes = { httpOnly: true, secure: true, sameSite, path: "/", maxAge: value ? ms / 1000 : 0 };
  return { "Set-Cookie": serializeCookie(cookie, value, attributes) };
}

/** The id and the secret of the session that a cookie holds; each is empty when there is none. */
export function sessionOf(request: Request, cookie: string): { id: string; secret: string } {
  const [id = "", secret = ""] = (cookieOf(request, cookie) ?? "").split(".");
  return { id, secret };
}

/**
 * The redirection to a login, which leads back to this page. It removes the cookie of a session that has ended. After a
 * form, the login page says that the form was not kept.
 * @param logIn the path of the login, by the page to come back to and the message to show
 */
export function logInFirst(request: Request, cookie: string, logIn: (back: string, done: string) => string): Response {
  const asked = new URL(request.url);
  const sent = request.method !== "GET" && request.method !== "HEAD";
  // The message about the previous action is not shown a second time.
  if (sent) asked.searchParams.delete("fait");
  const headers = cookieOf(request, cookie) === null ? {} : sessionHeaders(cookie, "", 0);
  return redirect(logIn(asked.pathname + asked.search, sent ? "trop-tard" : ""), { headers });
}
