import { formatInstant } from "#app/domain/format.ts";
import { paths } from "#app/paths.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";

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
            <Removal {...operator} csrf={csrf} />
          </li>
        )}
      </ul>
    </li>
  );
}

/** The removal, unfolded first so that one click does not remove anybody. */
function Removal({ email, me, csrf }: Props["operator"] & { csrf: string }) {
  return (
    <details className="recruiter__removal">
      <summary className="fr-btn fr-btn--tertiary fr-btn--sm">
        Retirer…<span className="fr-sr-only"> {email}</span>
      </summary>
      <p>
        {me ? "Vous serez déconnecté tout de suite. " : "Sa connexion se ferme tout de suite. "}
        Ce qui a été fait reste dans le journal.
      </p>
      <form method="post">
        <Csrf token={csrf} />
        <input type="hidden" name="email" value={email} />
        <button className="fr-btn fr-btn--sm" type="submit" name="action" value="retirer">
          Retirer l’accès
          <span className="fr-sr-only">
            {"\u00a0: "}
            {email}
          </span>
        </button>
      </form>
    </details>
  );
}
