import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { formatInstant } from "#app/domain/format.ts";
import { seeOther } from "#app/http/answers.ts";
import { closeSessionCookie, requireCandidate, requireCandidateForm } from "#app/http/sessions/session.ts";
import { paths } from "#app/paths.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { AccountPage } from "#app/ui/page/spaces/account-page.tsx";
import { endAllSessions, endSession, listSessions } from "#db/accounts/account/sessions.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { candidate, session, csrf } = await requireCandidate(request, context);
  const sessions = await listSessions(context.accounts, candidate.id, context.now);
  return {
    csrf,
    // The id is half of the cookie of a session. Without the other half nobody can use it.
    sessions: sessions.map(({ id, ...shown }) => ({ ...shown, id, here: id === session.id })),
    ended: new URL(request.url).searchParams.get("fait") === "connexion",
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { candidate, session, fields } = await requireCandidateForm(request, context);
  if (fields.get("toutes") === "oui") {
    await endAllSessions(context.accounts, candidate.id, context.now);
    return seeOther(`${paths.logIn()}?fait=partout`, closeSessionCookie());
  }
  const id = fields.get("session") ?? "";
  await endSession(context.accounts, { id, candidateId: candidate.id }, "session-ended", context.now);
  if (id === session.id) return seeOther(`${paths.logIn()}?fait=deconnexion`, closeSessionCookie());
  return seeOther(`${paths.sessions()}?fait=connexion`);
}

export const meta = () => pageMeta({ title: "Mes connexions", hidden: true });

export default function Sessions() {
  const { csrf, sessions, ended } = useLoaderData<typeof loader>();
  return (
    <AccountPage
      title="Mes connexions"
      done={ended ? "Cette connexion est fermée." : null}
      lead="Les appareils où vous êtes connecté. Une connexion se ferme seule après 2 heures sans activité, et au plus tard après 12 heures."
    >
      <ul className="lines">
        {sessions.map(({ id, device, createdAt, seenAt, here }) => (
          <li key={id} className="lines__line">
            <div>
              <strong>{device}</strong>
              {here ? " – cet appareil" : null}
              <br />
              Connecté le {formatInstant(createdAt)}, dernière activité le {formatInstant(seenAt)}
            </div>
            <form method="post">
              <Csrf token={csrf} />
              <button className="fr-btn fr-btn--tertiary fr-btn--sm" type="submit" name="session" value={id}>
                {here ? "Me déconnecter ici" : "Fermer"}
                {here ? null : (
                  <span className="fr-sr-only">
                    {" "}
                    la connexion de {device}, ouverte le {formatInstant(createdAt)}
                  </span>
                )}
              </button>
            </form>
          </li>
        ))}
      </ul>
      <form method="post">
        <Csrf token={csrf} />
        <button className="fr-btn fr-btn--secondary" type="submit" name="toutes" value="oui">
          Me déconnecter de tous mes appareils
        </button>
      </form>
    </AccountPage>
  );
}
