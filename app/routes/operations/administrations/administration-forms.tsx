import { paths } from "#app/paths.ts";
import { Choices } from "#app/ui/forms/choices.tsx";
import { Csrf } from "#app/ui/forms/csrf.tsx";
import { Field, Select } from "#app/ui/forms/field.tsx";
import type { KnownAdministration } from "#db/catalogue/operations/administrations.ts";

type Props = {
  administration: KnownAdministration;
  /** The other administrations that are kept. */
  others: { code: string; label: string }[];
  csrf: string;
  errors: Record<string, string> | undefined;
  typed: Record<string, string> | undefined;
};

/** What operators can change of an administration. */
export function AdministrationForms({ administration, others, csrf, errors, typed }: Props) {
  const { slug, label, parent } = administration;
  return (
    <>
      <h2>Renommer</h2>
      <form method="post" className="account-form" noValidate>
        <p>Le nom dans les adresses ne change pas, et les imports qui donnent l’ancien nom restent compris.</p>
        <Csrf token={csrf} />
        <Field name="label" label="Nom" errors={errors} typed={{ label, ...typed }} required maxLength={200} />
        <Field name="reason" label="Raison" errors={errors} typed={typed} required maxLength={300} />
        <button className="fr-btn" type="submit" name="action" value="renommer">
          Renommer
        </button>
      </form>
      <h2>Rattacher à un ministère</h2>
      <form method="post" className="account-form" noValidate>
        <Csrf token={csrf} />
        <Select
          name="parent"
          label="Ministère"
          choices={others}
          empty="Aucun"
          errors={errors}
          typed={{ parent: parent?.slug ?? "", ...typed }}
        />
        <Field name="attachingReason" label="Raison" errors={errors} typed={typed} required maxLength={300} />
        <button className="fr-btn" type="submit" name="action" value="rattacher">
          Enregistrer
        </button>
      </form>
      {others.length > 0 ? (
        <>
          <h2>Réunir à une autre</h2>
          <form method="get" action={paths.operationsMerge(slug)} className="account-form">
            <p>
              Quand deux noms désignent la même administration. La page suivante dit ce qui change, et demande de
              confirmer.
            </p>
            <Choices name="avec" label="Celle qui reste" choices={others} value="" />
            <button className="fr-btn fr-btn--secondary" type="submit">
              Continuer
            </button>
          </form>
        </>
      ) : null}
    </>
  );
}
