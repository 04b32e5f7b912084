import { type AppLoadContext, redirect } from "@remix-run/cloudflare";
import { OPERATOR_CHALLENGE_MS } from "#app/domain/operations/operator.ts";
import { paths } from "#app/paths.ts";
import { hashSecret, sameText, sign } from "#app/services/secrets.ts";
import { type AwaitedLogin, findChallenge } from "#db/accounts/operations/access/operator-links.ts";
import { type Fields, readFields } from "../forms.ts";
import { operatorReturn } from "../return-path.ts";
import { sessionOf, strictSessionHeaders } from "./session-cookie.ts";

/** The cookie of an operator whose link was used, and whose code is awaited. It opens the page of the code only. */
const CHALLENGE_COOKIE = "__Host-operator-challenge";

/**
 * The login that waits for its code, and the token of the form.
 * @throws a redirection to the login of operators, when nothing waits or ten minutes are over
 */
export async function requireChallenge(
  request: Request,
  context: AppLoadContext,
): Promise<{ login: AwaitedLogin; csrf: string }> {
  const { id, secret } = sessionOf(request, CHALLENGE_COOKIE);
  const login = id && secret ? await findChallenge(context.accounts, id, context.now) : null;
  if (!login || !sameText(login.challenge.secretHash, await hashSecret(secret))) throw linkFirst(request);
  return { login, csrf: await sign(context.env.SIGNING_KEY, "operator-challenge-csrf", id) };
}

/** As `requireChallenge`, with the form. @throws a 403 too, for a form that no page of this login holds */
export async function requireChallengeForm(
  request: Request,
  context: AppLoadContext,
): Promise<{ login: AwaitedLogin; csrf: string; fields: Fields }> {
  const challenge = await requireChallenge(request, context);
  const fields = await readFields(request);
  if (!sameText(fields.get("csrf") ?? "", challenge.csrf)) throw new Response(null, { status: 403 });
  return { ...challenge, fields };
}

/** The redirection to the login, for another link. It leads back to the page that was asked for. */
function linkFirst(request: Request): Response {
  const back = operatorReturn(request);
  return redirect(paths.operationsLogIn(back, "code-trop-tard"), { headers: closeChallengeCookie() });
}

/** The header that gives a browser the login that waits for its code. @param value `<id>.<secret>` */
export function challengeHeaders(value: string): { "Set-Cookie": string } {
  return strictSessionHeaders(CHALLENGE_COOKIE, value, OPERATOR_CHALLENGE_MS);
}

/** The header that removes it. */
function closeChallengeCookie(): { "Set-Cookie": string } {
  return strictSessionHeaders(CHALLENGE_COOKIE, "", 0);
}
