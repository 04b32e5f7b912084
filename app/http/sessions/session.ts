import { CONFIRMED_MS, SESSION_MS } from "#app/domain/account/account.ts";
import type { LoadContext } from "#app/http/context.ts";
import { paths } from "#app/paths.ts";
import { verifyPassword } from "#app/services/account/passwords.ts";
import { countTry } from "#app/services/account/throttling.ts";
import { hashSecret, randomSecret, sameText, sign } from "#app/services/secrets.ts";
import type { Candidate } from "#db/accounts/account/candidates.ts";
import { confirmSession, findSession, type Session, touchSession } from "#db/accounts/account/sessions.ts";
import { unlessBusy } from "../answers.ts";
import { type Fields, readFields } from "../forms.ts";
import { sessionHeaders as headersOf, logInFirst, SESSION_COOKIE, sessionOf } from "./session-cookie.ts";

/** What of the context of a request a session is read and ended with. */
type SessionContext = Pick<LoadContext, "accounts" | "now" | "waitUntil"> & {
  env: Pick<WebEnv, "SIGNING_KEY" | "PASSWORD_PEPPER">;
};

/** A logged-in candidate, and the token that the forms of this session carry. */
export type SignedIn = { candidate: Candidate; session: Session; csrf: string };

/** How often, at most, the last use of a session is written down: once a minute. */
const TOUCH_MS = 60_000;

/** The candidate whose session the request carries. Null when there is no session, or when it is unknown or ended. */
export async function readSession(request: Request, context: SessionContext): Promise<SignedIn | null> {
  const { id, secret } = sessionOf(request, SESSION_COOKIE);
  if (!id || !secret) return null;
  const found = await findSession(context.accounts, id, context.now);
  if (!found || !sameText(found.session.secretHash, await hashSecret(secret))) return null;
  if (context.now.getTime() - Date.parse(found.session.seenAt) > TOUCH_MS) {
    context.waitUntil(touchSession(context.accounts, id, context.now));
  }
  return { ...found, csrf: await sign(context.env.SIGNING_KEY, "csrf", id) };
}

/**
 * The logged-in candidate, for a page that only she may see.
 * @throws a redirection to the login, which leads back to this page. After a form, the login page says that the form
 *   was not kept.
 */
export async function requireCandidate(request: Request, context: SessionContext): Promise<SignedIn> {
  const signedIn = await readSession(request, context);
  if (signedIn) return signedIn;
  throw logInFirst(request, SESSION_COOKIE, paths.logIn);
}

/**
 * The logged-in candidate and her form, for an action on her own account. The token of the form shows that a page of
 * this session holds the form.
 * @throws a redirection to the login, or a 403
 */
export async function requireCandidateForm(
  request: Request,
  context: SessionContext,
): Promise<SignedIn & { fields: Fields }> {
  const signedIn = await requireCandidate(request, context);
  const fields = await readFields(request);
  requireToken(signedIn, fields);
  return { ...signedIn, fields };
}

/** @throws a 403 when a form does not carry the token of this session */
export function requireToken({ csrf }: SignedIn, fields: Fields): void {
  if (!sameText(fields.get("csrf") ?? "", csrf)) throw new Response(null, { status: 403 });
}

/** Whether a sensitive action needs the password again: it does ten minutes after the password was last given. */
export function mustConfirm({ session }: SignedIn, now: Date): boolean {
  return now.getTime() - Date.parse(session.confirmedAt) > CONFIRMED_MS;
}

/**
 * Allows a sensitive action if the password was given in the last ten minutes, or is given now. A password given now
 * renews the session's secret (OWASP ASVS 5.0, 7.2.4): the response must carry the returned headers.
 * @param always whether the password is needed in any case, as it is to change the password itself
 * @param last whether the action ends the session, which then needs no new secret
 */
export async function confirmIdentity(
  { accounts, env, now }: SessionContext,
  signedIn: SignedIn,
  password: string,
  { always = false, last = false } = {},
): Promise<{ headers: Record<string, string> } | "wrong" | { wait: number }> {
  if (!always && !mustConfirm(signedIn, now)) return { headers: {} };
  const { candidate, session } = signedIn;
  const wait = await countTry({ accounts, signingKey: env.SIGNING_KEY }, now, ["confirm-account", candidate.id]);
  if (wait > 0) return { wait };
  const verdict = await unlessBusy(verifyPassword(env.PASSWORD_PEPPER, password, candidate.passwordHash));
  if (verdict === "wrong") return "wrong";
  if (last) return { headers: {} };
  const secret = randomSecret();
  await confirmSession(accounts, session.id, await hashSecret(secret), now);
  return { headers: sessionHeaders(`${session.id}.${secret}`) };
}

/** The header that gives a browser its session. @param value `<id>.<secret>` */
export function sessionHeaders(value: string): { "Set-Cookie": string } {
  return headersOf(SESSION_COOKIE, value, SESSION_MS);
}

/** The header that removes the session from a browser. */
export function closeSessionCookie(): { "Set-Cookie": string } {
  return headersOf(SESSION_COOKIE, "", 0);
}
