import { paths } from "#app/paths.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";
import { Field } from "#app/ui/forms/field.tsx";
import { Radios } from "#app/ui/forms/radios.tsx";
import { SOURCE_KIND_WORDS } from "./source-line.tsx";

/** The labels of the fields, for the summary of errors too. */
export const NEW_SOURCE_LABELS = {
  url: "Adresse",
  kind: "Contenu",
  name: "Nom",
  every: "Minutes entre deux lectures",
};

type Props = {
  answer: { errors: Record<string, string>; typed: Record<string, string> } | undefined;
  csrf: string;
};

export function NewSourceForm({ answer, csrf }: Props) {
  const form = { errors: answer?.errors, typed: answer?.typed ?? { every: "60", kind: "pass" } };
  return (
    <>
      <h2>Ajouter une source</h2>
      <form method="post" action={paths.operationsSources()} className="account-form" noValidate>
        <Csrf token={csrf} />
        <Field
          {...form}
          name="url"
          label={NEW_SOURCE_LABELS.url}
          hint="En https, d’un site public"
          inputMode="url"
          required
          maxLength={2_000}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
        <Radios {...form} name="kind" label={NEW_SOURCE_LABELS.kind} choices={KINDS} required />
        <Field
          {...form}
          name="name"
          label={NEW_SOURCE_LABELS.name}
          hint="Lettres minuscules, chiffres et « - ». Vide, le nom est celui du site. Une source qui porte le nom d’une clé reprend ses offres."
          maxLength={40}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
        <Field
          {...form}
          name="every"
          label={NEW_SOURCE_LABELS.every}
          inputMode="numeric"
          required
          maxLength={5}
          autoComplete="off"
        />
        <div className="fr-checkbox-group">
          <input
            type="checkbox"
            id="partial"
            name="partial"
            value="oui"
            defaultChecked={form.typed.partial !== undefined}
          />
          <label className="fr-label" htmlFor="partial">
            L’adresse ne contient pas toutes les offres ouvertes
            <span className="fr-hint-text">Une offre qui n’y est plus n’est alors pas retirée.</span>
          </label>
        </div>
        <button className="fr-btn" type="submit" name="action" value="ajouter">
          Ajouter la source
        </button>
      </form>
    </>
  );
}

const KINDS = Object.entries(SOURCE_KIND_WORDS).map(([code, label]) => ({ code, label }));
