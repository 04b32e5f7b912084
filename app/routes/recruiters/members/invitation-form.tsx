import { RECRUITER_ROLES } from "#app/domain/publishing/recruiter.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";
import { EmailField } from "#app/ui/forms/field.tsx";
import { Radios } from "#app/ui/forms/radios.tsx";

type Props = {
  answer: { errors: Record<string, string>; typed: Record<string, string> } | undefined;
  csrf: string;
};

/** Invites somebody, with the role that she is to have. */
export function InvitationForm({ answer, csrf }: Props) {
  const chosen = answer?.typed.role ?? "recruiter";
  return (
    <>
      <h2>Inviter une personne</h2>
      <form method="post" className="account-form" noValidate>
        <Csrf token={csrf} />
        <EmailField
          errors={answer?.errors}
          typed={answer?.typed}
          label="Adresse mail"
          hint="Son adresse professionnelle : elle y recevra ses liens de connexion"
          autoComplete="off"
        />
        <Radios name="role" label="Rôle" choices={RECRUITER_ROLES} typed={{ role: chosen }} required />
        <button className="fr-btn" type="submit" name="action" value="inviter">
          Envoyer l’invitation
        </button>
      </form>
    </>
  );
}
