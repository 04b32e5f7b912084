import { formatInstant } from "#app/domain/format.ts";
import { paths } from "#app/paths.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";
import { UnfoldedAct } from "#app/ui/forms/unfolded-act.tsx";

type Props = {
  operator: {
    email: string;
    createdAt: string;
    lastLoginAt: string | null;
    me: boolean;
    /** Whether nobody else could log in, so that nobody can remove her. */
    last: boolean;
  };
  csrf: string;
};

/** Somebody who operates the site, and what another operator can do about it. */
export function OperatorLine({ operator, csrf }: Props) {
  const { email, createdAt, lastLoginAt, me, last } = operator;
  return (
    <li className="lines__line recruiter__member">
      <div>
        <strong>{email}</strong>
        {me ? " – vous" : null}
        <br />
        {lastLoginAt
          ? `Dernière connexion le ${formatInstant(lastLoginAt)}`
          : `Invitation du ${formatInstant(createdAt)}, pas encore de connexion`}
        <br />
        <a href={paths.operationsAudit({ acteur: email })}>
          Ce qui a été fait<span className="fr-sr-only"> par {email}</span>
        </a>
        {last ? (
          <>
            <br />
            Seule personne à pouvoir se connecter{"\u00a0"}: elle ne peut pas être retirée.
          </>
        ) : null}
      </div>
      <ul className="account__actions" hidden={last}>
        {lastLoginAt === null ? (
          <li>
            <form method="post">
              <Csrf token={csrf} />
              <input type="hidden" name="email" value={email} />
              <button className="fr-btn fr-btn--tertiary fr-btn--sm" type="submit" name="action" value="inviter">
                Renvoyer l’invitation<span className="fr-sr-only"> à {email}</span>
              </button>
            </form>
          </li>
        ) : null}
        {last ? null : (
          <li>
            <UnfoldedAct
              name="Retirer"
              button="Retirer l’accès"
              to={email}
              effect={
                <>
                  {me ? "Vous serez déconnecté tout de suite. " : "Sa connexion se ferme tout de suite. "}
                  Ce qui a été fait reste dans le journal.
                </>
              }
              csrf={csrf}
              act="retirer"
              field={{ name: "email", value: email }}
            />
          </li>
        )}
      </ul>
    </li>
  );
}
