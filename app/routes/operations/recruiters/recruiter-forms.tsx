import { Csrf } from "#app/ui/forms/csrf.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import type { SeenRecruiter } from "#db/accounts/operations/recruiters.ts";

type Props = {
  recruiter: SeenRecruiter & { isLast: boolean };
  csrf: string;
  errors: Record<string, string> | undefined;
  typed: Record<string, string> | undefined;
};

/** What operators can do about a recruiter, unfolded first so that one click does nothing. */
export function RecruiterForms({ recruiter, csrf, errors, typed }: Props) {
  const { role, isLast } = recruiter;
  return (
    <>
      {role === "administrator" ? null : (
        <details className="operator__act" open={errors?.promotingReason !== undefined}>
          <summary className="fr-btn fr-btn--secondary">Nommer administrateur…</summary>
          <form method="post" className="account-form" noValidate>
            <p>Cette personne pourra inviter des membres et créer des clés d’API.</p>
            <Csrf token={csrf} />
            <Field name="promotingReason" label="Raison" errors={errors} typed={typed} required maxLength={300} />
            <button className="fr-btn" type="submit" name="action" value="nommer">
              Nommer administrateur
            </button>
          </form>
        </details>
      )}
      <details className="operator__act" open={errors?.reason !== undefined}>
        <summary className="fr-btn fr-btn--secondary">Retirer…</summary>
        <form method="post" className="account-form" noValidate>
          <p>
            Ses connexions se ferment tout de suite. Ses brouillons et ses offres restent à son administration.
            {isLast ? " Personne d’autre ne l’administre\u00a0: il faudra en nommer une autre." : null}
          </p>
          <Csrf token={csrf} />
          <Field name="reason" label="Raison" errors={errors} typed={typed} required maxLength={300} />
          <button className="fr-btn" type="submit" name="action" value="retirer">
            Retirer l’accès
          </button>
        </form>
      </details>
    </>
  );
}
