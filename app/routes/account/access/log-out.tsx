import type { ActionFunctionArgs } from "@remix-run/cloudflare";
import { seeOther } from "#app/http/answers.ts";
import { closeSessionCookie, readSession } from "#app/http/sessions/session.ts";
import { paths } from "#app/paths.ts";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { LogOutPage } from "#app/ui/page/spaces/log-out-page.tsx";
import { endSession } from "#db/accounts/account/sessions.ts";

/**
 * Ends the session. The form stands in the header of every page. Public pages are the same for everyone, so the form
 * carries no token of the session. The check of the origin is enough (app/http/same-origin.ts), because logging out
 * harms nobody.
 */
export async function action({ request, context }: ActionFunctionArgs) {
  const signedIn = await readSession(request, context);
  if (signedIn) await endSession(context.accounts, signedIn.session, "logged-out", context.now);
  return seeOther(`${paths.logIn()}?fait=deconnexion`, closeSessionCookie());
}

export const meta = () => pageMeta({ title: "Se déconnecter", hidden: true });

export default function LogOut() {
  return <LogOutPage title="Se déconnecter" />;
}
