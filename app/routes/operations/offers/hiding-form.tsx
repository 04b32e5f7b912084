import { HIDING_REASONS } from "#app/domain/operations/reasons.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";
import { Field, TextArea } from "#app/ui/forms/field.tsx";
import { Radios } from "#app/ui/forms/radios.tsx";

type Props = {
  csrf: string;
  errors: Record<string, string> | undefined;
  typed: Record<string, string> | undefined;
};

/** The form that hides an offer, unfolded first unless something typed in it is wrong. */
export function HidingFormFields({ csrf, errors, typed }: Props) {
  return (
    <details className="operator__act" open={errors !== undefined}>
      <summary className="fr-btn fr-btn--secondary">Masquer…</summary>
      <form method="post" className="account-form" noValidate>
        <p>
          L’offre disparaît des résultats, de sa page, des flux, de l’API et des alertes. Aucun import ne la rouvre, et
          seule l’exploitation peut la rétablir. Son administration lit la raison.
        </p>
        <Csrf token={csrf} />
        <Radios name="because" label="Raison" choices={HIDING_REASONS} errors={errors} typed={typed} required />
        <TextArea name="details" label="Précisions" errors={errors} typed={typed} rows={3} maxLength={300} />
        <button className="fr-btn" type="submit" name="action" value="masquer">
          Masquer l’offre
        </button>
      </form>
    </details>
  );
}

/** The form that shows a hidden offer again. */
export function RestoringForm({ csrf, errors, typed }: Props) {
  return (
    <details className="operator__act" open={errors !== undefined}>
      <summary className="fr-btn fr-btn--secondary">Rétablir…</summary>
      <form method="post" className="account-form" noValidate>
        <p>
          Elle redevient ce qu’elle serait sans avoir été masquée{"\u00a0"}: ouverte, à moins que quelqu’un ne l’ait
          close.
        </p>
        <Csrf token={csrf} />
        <Field name="reason" label="Raison" errors={errors} typed={typed} required maxLength={300} />
        <button className="fr-btn" type="submit" name="action" value="retablir">
          Rétablir l’offre
        </button>
      </form>
    </details>
  );
}
