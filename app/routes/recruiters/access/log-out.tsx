import type { ActionFunctionArgs } from "@remix-run/cloudflare";
import { seeOther } from "#app/http/answers.ts";
import { closeRecruiterCookie, readRecruiterSession } from "#app/http/sessions/recruiter-session.ts";
import { paths } from "#app/paths.ts";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { ReadingPage } from "#app/ui/page/reading-page.tsx";
import { endRecruiterSession } from "#db/accounts/publishing/recruiter-sessions.ts";

/** Ends the session. As for candidates, the check of the origin is enough: logging out harms nobody. */
export async function action({ request, context }: ActionFunctionArgs) {
  const signedIn = await readRecruiterSession(request, context);
  if (signedIn) {
    await endRecruiterSession(context.accounts, signedIn.session.id, signedIn.recruiter, context.now);
  }
  return seeOther(paths.recruiterLogIn("", "deconnexion"), closeRecruiterCookie());
}

export const meta = () => pageMeta({ title: "Quitter l’espace recruteur", hidden: true });

/** A GET, by a person who types the address. */
export default function LogOut() {
  return (
    <ReadingPage title="Quitter l’espace recruteur">
      <form method="post">
        <button className="fr-btn" type="submit">
          Se déconnecter
        </button>
      </form>
    </ReadingPage>
  );
}
