import { type AppLoadContext, redirect } from "@remix-run/cloudflare";
import { OPERATOR_CONFIRMED_MS, OPERATOR_SESSION_MS } from "#app/domain/operations/operator.ts";
import { paths } from "#app/paths.ts";
import { hashSecret, sameText, sign } from "#app/services/secrets.ts";
import {
  findOperatorSession,
  type Operator,
  type OperatorSession,
  touchOperatorSession,
} from "#db/accounts/operations/access/operator-sessions.ts";
import { type Fields, readFields } from "../forms.ts";
import { logInFirst, OPERATOR_COOKIE, sessionOf, strictSessionHeaders } from "./session-cookie.ts";

// How a page of operators is written (docs/decisions/0028-operators.md says why):
//
//   export async function loader({ request, context }: LoaderFunctionArgs) {
//     const signedIn = await requireOperator(request, context);
//     const { operator, csrf } = signedIn;
//     // A page that shows a person's data writes down the look before it reads them.
//     await noteOperatorEvent(context.accounts, { operator, event: "recruiter-viewed", subject }, context.now);
//     return { frame: frameOf(signedIn), csrf, done: sentenceOf(request, "fait", DONE), … };
//   }
//   export const headers = ownHeaders;
//   export async function action({ request, context }: ActionFunctionArgs) {
//     const { operator, fields } = await requireOperatorForm(request, context);
//     // On the accounts: `recordOperatorEvent(…)` in the batch of the act, before it, under its condition.
//     // On the catalogue: `await noteOperatorEvent(…)`, then the act.
//     return seeOther(`${paths.operationsSources()}?fait=arret`);
//   }
//   export const meta = () => pageMeta({ title: "Sources", hidden: true });
//   export default function Sources() {
//     const { frame, csrf, done } = useLoaderData<typeof loader>();
//     const answer = useActionData<typeof action>();
//     return <OperatorPage title="Sources" frame={frame} done={answer ? null : done}>…<Csrf token={csrf} />…</OperatorPage>;
//   }
//
// Its route goes to `app/routes.ts`, its path is in `app/paths.ts`, its line in the menu to
// `app/ui/page/spaces/operator-page.tsx`, its events to `app/domain/operations/operator.ts`, its addresses to
// `test/support/spaces/operator-routes.ts`.

/** A logged-in operator, and the token that the forms of this session carry. */
export type SignedInOperator = { operator: Operator; session: OperatorSession; csrf: string };

/** How often, at most, the last use of a session is written down: once a minute. */
const TOUCH_MS = 60_000;

/** The operator whose session the request carries. Null when there is none, or when it is unknown or ended. */
export async function readOperatorSession(request: Request, context: AppLoadContext): Promise<SignedInOperator | null> {
  const { id, secret } = sessionOf(request, OPERATOR_COOKIE);
  if (!id || !secret) return null;
  const found = await findOperatorSession(context.accounts, id, context.now);
  if (!found || !sameText(found.session.secretHash, await hashSecret(secret))) return null;
  if (context.now.getTime() - Date.parse(found.session.seenAt) > TOUCH_MS) {
    context.waitUntil(touchOperatorSession(context.accounts, id, context.now));
  }
  return { ...found, csrf: await sign(context.env.SIGNING_KEY, "operator-csrf", id) };
}

/**
 * The logged-in operator, for a page of operators.
 * @throws a redirection to the login of operators, which leads back to this page. After a form, the login page says that
 *   the form was not kept.
 */
export async function requireOperator(request: Request, context: AppLoadContext): Promise<SignedInOperator> {
  const signedIn = await readOperatorSession(request, context);
  if (signedIn) return signedIn;
  throw logInFirst(request, OPERATOR_COOKIE, paths.operationsLogIn);
}

/**
 * The logged-in operator and her form. The token of the form shows that a page of this session holds the form.
 * @public
 * @param most bytes of the form, when it has long texts
 * @throws a redirection to the login of operators, or a 403
 */
export async function requireOperatorForm(
  request: Request,
  context: AppLoadContext,
  most?: number,
): Promise<SignedInOperator & { fields: Fields }> {
  const signedIn = await requireOperator(request, context);
  const fields = await readFields(request, most);
  if (!sameText(fields.get("csrf") ?? "", signedIn.csrf)) throw new Response(null, { status: 403 });
  return { ...signedIn, fields };
}

/**
 * As `requireOperator`, for a page by which somebody could stay an operator for good.
 * @throws a redirection to the login, too, when hers is older than ten minutes
 */
export async function requireConfirmedOperator(request: Request, context: AppLoadContext): Promise<SignedInOperator> {
  const signedIn = await requireOperator(request, context);
  confirm(signedIn, request, context.now);
  return signedIn;
}

/** As `requireConfirmedOperator`, with her form, as `requireOperatorForm` gives it. */
export async function requireConfirmedOperatorForm(
  request: Request,
  context: AppLoadContext,
): Promise<SignedInOperator & { fields: Fields }> {
  const signedIn = await requireOperatorForm(request, context);
  confirm(signedIn, request, context.now);
  return signedIn;
}

function confirm({ session }: SignedInOperator, request: Request, now: Date): void {
  if (now.getTime() - Date.parse(session.createdAt) <= OPERATOR_CONFIRMED_MS) return;
  const { pathname } = new URL(request.url);
  throw redirect(paths.operationsLogIn(pathname, request.method === "POST" ? "confirmer-trop-tard" : "confirmer"));
}

/** What the frame of her pages says of her (app/ui/page/spaces/operator-page.tsx). */
export function frameOf({ operator }: SignedInOperator) {
  return { email: operator.email };
}

/** The header that gives a browser its session. @param value `<id>.<secret>` */
export function operatorSessionHeaders(value: string): { "Set-Cookie": string } {
  return strictSessionHeaders(OPERATOR_COOKIE, value, OPERATOR_SESSION_MS);
}

/** The header that removes the session from a browser. */
export function closeOperatorCookie(): { "Set-Cookie": string } {
  return strictSessionHeaders(OPERATOR_COOKIE, "", 0);
}
