import { formatInstant } from "#app/domain/format.ts";
import { RECRUITER_ROLES, type RecruiterRole } from "#app/domain/publishing/recruiter.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";
import { UnfoldedAct } from "#app/ui/forms/unfolded-act.tsx";

type Props = {
  member: {
    id: number;
    email: string;
    name: string | null;
    role: RecruiterRole;
    createdAt: string;
    lastLoginAt: string | null;
    me: boolean;
    /** Whether she is the only administrator, whom nobody can remove. */
    last: boolean;
    mayReturn: boolean;
  };
  csrf: string;
};

/** Somebody who publishes for the administration, and what an administrator can do about it. */
export function MemberLine({ member, csrf }: Props) {
  const { id, email, name, role, createdAt, lastLoginAt, me, last, mayReturn } = member;
  const who = name ?? email;
  return (
    <li className="lines__line recruiter__member">
      <div>
        <strong>{who}</strong>
        {me ? " – vous" : null}
        {name ? (
          <>
            <br />
            {email}
          </>
        ) : null}
        <br />
        {RECRUITER_ROLES.find(({ code }) => code === role)?.label}
        <br />
        {lastLoginAt
          ? `Dernière connexion le ${formatInstant(lastLoginAt)}`
          : `Invitation du ${formatInstant(createdAt)}, pas encore de connexion`}
        {last ? (
          <>
            <br />
            Seule personne à administrer{"\u00a0"}: nommez-en une autre pour pouvoir changer son rôle ou la retirer.
          </>
        ) : null}
      </div>
      <ul className="account__actions" hidden={last && lastLoginAt !== null}>
        {lastLoginAt === null ? (
          <li>
            <form method="post">
              <Csrf token={csrf} />
              <input type="hidden" name="email" value={email} />
              <button className="fr-btn fr-btn--tertiary fr-btn--sm" type="submit" name="action" value="inviter">
                Renvoyer l’invitation<span className="fr-sr-only"> à {who}</span>
              </button>
            </form>
          </li>
        ) : null}
        {last ? null : (
          <>
            <li>
              <form method="post">
                <Csrf token={csrf} />
                <input type="hidden" name="membre" value={id} />
                <input type="hidden" name="role" value={role === "administrator" ? "recruiter" : "administrator"} />
                <button className="fr-btn fr-btn--tertiary fr-btn--sm" type="submit" name="action" value="role">
                  {role === "administrator" ? "Retirer l’administration" : "Donner l’administration"}
                  <span className="fr-sr-only"> à {who}</span>
                </button>
              </form>
            </li>
            <li>
              <UnfoldedAct
                name="Retirer"
                button="Retirer de l’administration"
                to={who}
                effect={
                  <>
                    {me ? "Vous serez déconnecté tout de suite. " : "Ses connexions se ferment tout de suite. "}
                    Les brouillons et les offres restent à votre administration.
                    {mayReturn
                      ? " Attention : le domaine de cette adresse est autorisé, cette personne pourrait revenir seule."
                      : null}
                  </>
                }
                csrf={csrf}
                act="retirer"
                field={{ name: "membre", value: id }}
              />
            </li>
          </>
        )}
      </ul>
    </li>
  );
}
