import { RECRUITER_ROLES } from "#app/domain/publishing/recruiter.ts";
import { paths } from "#app/paths.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";
import { EmailField, FieldError } from "#app/ui/forms/field.tsx";
import { Radios } from "#app/ui/forms/radios.tsx";

type Props = {
  administrations: { code: string; label: string }[];
  csrf: string;
  errors: Record<string, string> | undefined;
  typed: Record<string, string>;
};

/** Invites somebody to publish for an administration. */
export function InvitationForm({ administrations, csrf, errors = {}, typed }: Props) {
  const error = errors.invitedTo;
  return (
    <>
      <h2>Inviter une personne</h2>
      <form method="post" action={paths.operationsRecruiters()} className="account-form" noValidate>
        <Csrf token={csrf} />
        <EmailField
          errors={errors}
          typed={typed}
          label="Adresse mail"
          hint="Elle y recevra ses liens de connexion."
          autoComplete="off"
        />
        <div className={error ? "fr-select-group fr-select-group--error" : "fr-select-group"}>
          <label className="fr-label" htmlFor="invitedTo">
            Administration
            <span className="fr-hint-text">La première personne d’une administration l’administre en tout cas.</span>
          </label>
          <select
            className="fr-select"
            id="invitedTo"
            name="invitedTo"
            defaultValue={typed.invitedTo}
            required
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? "invitedTo-erreur" : undefined}
          >
            <option value="">Choisir</option>
            {administrations.map(({ code, label }) => (
              <option key={code} value={code}>
                {label}
              </option>
            ))}
          </select>
          <FieldError name="invitedTo" error={error} />
        </div>
        <Radios name="role" label="Rôle" choices={RECRUITER_ROLES} errors={errors} typed={typed} required />
        <button className="fr-btn" type="submit">
          Envoyer l’invitation
        </button>
      </form>
    </>
  );
}
