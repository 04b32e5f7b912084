import { type AppLoadContext, redirect } from "@remix-run/cloudflare";
import { NO_ADMINISTRATOR, RECRUITER_CONFIRMED_MS, RECRUITER_SESSION_MS } from "#app/domain/publishing/recruiter.ts";
import { paths } from "#app/paths.ts";
import { hashSecret, sameText, sign } from "#app/services/secrets.ts";
import {
  actorOf,
  findRecruiterSession,
  type Recruiter,
  type RecruiterSession,
} from "#db/accounts/publishing/recruiters/recruiter-sessions.ts";
import { type Fields, readFields } from "../forms.ts";
import { logInFirst, RECRUITER_COOKIE, sessionHeaders, sessionOf } from "./session-cookie.ts";

/** A logged-in recruiter, and the token that the forms of this session carry. */
export type SignedInRecruiter = { recruiter: Recruiter; session: RecruiterSession; csrf: string };

/** The recruiter whose session the request carries. Null when there is none, or when it is unknown or ended. */
export async function readRecruiterSession(
  request: Request,
  context: AppLoadContext,
): Promise<SignedInRecruiter | null> {
  const { id, secret } = sessionOf(request, RECRUITER_COOKIE);
  if (!id || !secret) return null;
  const found = await findRecruiterSession(context.accounts, id, context.now);
  if (!found || !sameText(found.session.secretHash, await hashSecret(secret))) return null;
  return { ...found, csrf: await sign(context.env.SIGNING_KEY, "recruiter-csrf", id) };
}

/**
 * The logged-in recruiter, for a page of her space.
 * @throws a redirection to the login of recruiters, which leads back to this page. After a form, the login page says
 *   that the form was not kept.
 */
export async function requireRecruiter(request: Request, context: AppLoadContext): Promise<SignedInRecruiter> {
  const signedIn = await readRecruiterSession(request, context);
  if (signedIn) return signedIn;
  throw logInFirst(request, RECRUITER_COOKIE, paths.recruiterLogIn);
}

/**
 * The logged-in recruiter and her form. The token of the form shows that a page of this session holds the form.
 * @param most bytes of the form, when it has long texts
 * @throws a redirection to the login of recruiters, or a 403
 */
export async function requireRecruiterForm(
  request: Request,
  context: AppLoadContext,
  most?: number,
): Promise<SignedInRecruiter & { fields: Fields }> {
  const { isOurs, ...form } = await readRecruiterForm(request, context, most);
  if (!isOurs) throw new Response(null, { status: 403 });
  return form;
}

/**
 * As `requireRecruiterForm`, for a form with long texts: one of another session, which nothing may be done by, is not
 * lost. Its page shows it again.
 * @returns `isOurs`: whether a page of this session holds the form
 */
export async function readRecruiterForm(
  request: Request,
  context: AppLoadContext,
  most?: number,
): Promise<SignedInRecruiter & { fields: Fields; isOurs: boolean }> {
  const signedIn = await requireRecruiter(request, context);
  const fields = await readFields(request, most);
  return { ...signedIn, fields, isOurs: sameText(fields.get("csrf") ?? "", signedIn.csrf) };
}

/** What the frame of her pages says of her (app/ui/page/spaces/recruiter-page.tsx). */
export function frameOf({ recruiter }: SignedInRecruiter) {
  return {
    administration: recruiter.administrationLabel,
    name: actorOf(recruiter),
    administrator: recruiter.role === "administrator",
  };
}

/**
 * The logged-in administrator, for a page on members or keys.
 * @throws a 403 for other recruiters; a redirection to the login when hers is older than ten minutes, or ended
 */
export async function requireAdministrator(request: Request, context: AppLoadContext): Promise<SignedInRecruiter> {
  const signedIn = await requireRecruiter(request, context);
  confirm(signedIn, request, context.now);
  return signedIn;
}

/** As `requireAdministrator`, with her form, as `requireRecruiterForm` gives it. */
export async function requireAdministratorForm(
  request: Request,
  context: AppLoadContext,
): Promise<SignedInRecruiter & { fields: Fields }> {
  const signedIn = await requireRecruiterForm(request, context);
  confirm(signedIn, request, context.now);
  return signedIn;
}

function confirm({ recruiter, session }: SignedInRecruiter, request: Request, now: Date): void {
  if (recruiter.role !== "administrator") throw new Response(NO_ADMINISTRATOR, { status: 403 });
  if (now.getTime() - Date.parse(session.createdAt) <= RECRUITER_CONFIRMED_MS) return;
  const { pathname } = new URL(request.url);
  throw redirect(paths.recruiterLogIn(pathname, request.method === "POST" ? "confirmer-trop-tard" : "confirmer"));
}

/** The header that gives a browser its session. @param value `<id>.<secret>` */
export function recruiterSessionHeaders(value: string): { "Set-Cookie": string } {
  return sessionHeaders(RECRUITER_COOKIE, value, RECRUITER_SESSION_MS);
}

/** The header that removes the session from a browser. */
export function closeRecruiterCookie(): { "Set-Cookie": string } {
  return sessionHeaders(RECRUITER_COOKIE, "", 0);
}
