import type { ActionFunctionArgs } from "@remix-run/cloudflare";
import { seeOther } from "#app/http/answers.ts";
import { closeOperatorCookie, readOperatorSession } from "#app/http/sessions/operator-session.ts";
import { paths } from "#app/paths.ts";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { LogOutPage } from "#app/ui/page/spaces/log-out-page.tsx";
import { endOperatorSession } from "#db/accounts/operations/access/operator-sessions.ts";

/** Ends the session. As for candidates, the check of the origin is enough: logging out harms nobody. */
export async function action({ request, context }: ActionFunctionArgs) {
  const signedIn = await readOperatorSession(request, context);
  if (signedIn) {
    await endOperatorSession(context.accounts, signedIn.session.id, signedIn.operator, context.now);
  }
  return seeOther(paths.operationsLogIn("", "deconnexion"), closeOperatorCookie());
}

export const meta = () => pageMeta({ title: "Quitter l’exploitation", hidden: true });

export default function LogOut() {
  return <LogOutPage title="Quitter l’exploitation" />;
}
