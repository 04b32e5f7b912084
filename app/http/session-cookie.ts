/** The cookie of a logged-in candidate. Pages for everyone only ask whether there is one, never what it holds. */
export const SESSION_COOKIE = "__Host-session";

/** Whether the request carries a session, valid or not. */
export function hasSession(request: Request): boolean {
  const cookies = request.headers.get("Cookie") ?? "";
  return cookies.split(";").some((cookie) => cookie.trimStart().startsWith(`${SESSION_COOKIE}=`));
}
