import type { ActionFunctionArgs } from "@remix-run/cloudflare";
import { seeOther } from "#app/http/answers.ts";
import { closeRecruiterCookie, readRecruiterSession } from "#app/http/sessions/recruiter-session.ts";
import { paths } from "#app/paths.ts";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { LogOutPage } from "#app/ui/page/spaces/log-out-page.tsx";
import { endRecruiterSession } from "#db/accounts/publishing/recruiters/recruiter-sessions.ts";

/** Ends the session. As for candidates, the check of the origin is enough: logging out harms nobody. */
export async function action({ request, context }: ActionFunctionArgs) {
  const signedIn = await readRecruiterSession(request, context);
  if (signedIn) {
    await endRecruiterSession(context.accounts, signedIn.session.id, signedIn.recruiter, context.now);
  }
  return seeOther(paths.recruiterLogIn("", "deconnexion"), closeRecruiterCookie());
}

export const meta = () => pageMeta({ title: "Quitter l’espace recruteur", hidden: true });

export default function LogOut() {
  return <LogOutPage title="Quitter l’espace recruteur" />;
}
