import * as v from "valibot";
import { line } from "#app/domain/account/account.ts";
import { paths } from "#app/paths.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";
import { Field, Select } from "#app/ui/forms/field.tsx";

/** The form of a new key. An empty administration is that of an operator's key. */
export const NewKey = v.object({
  administration: v.pipe(
    v.optional(v.string(), ""),
    v.transform((slug) => slug || null),
  ),
  label: line("Donnez un nom à cette clé.", 60),
  form: v.pipe(v.string(), v.regex(/^[\w-]{22}$/, "Rechargez la page, puis recommencez.")),
});

/** The labels of the fields, for the summary of errors too. */
export const NEW_KEY_LABELS = { administration: "Administration", label: "Nom de la clé" };

type Props = {
  answer: { errors: Record<string, string>; typed: Record<string, string> } | undefined;
  administrations: { slug: string; label: string }[];
  csrf: string;
  /** Names this form. */
  form: string;
};

export function NewKeyForm({ answer, administrations, csrf, form }: Props) {
  const shown = { errors: answer?.errors, typed: answer?.typed };
  return (
    <>
      <h2>Créer une clé</h2>
      <form method="post" action={paths.operationsKeys()} className="account-form" noValidate>
        <Csrf token={csrf} />
        <input type="hidden" name="form" value={form} />
        <Select
          {...shown}
          name="administration"
          label={NEW_KEY_LABELS.administration}
          hint="La clé ne publie que ses offres. Ses administrateurs la voient et peuvent la révoquer."
          choices={administrations.map(({ slug, label }) => ({ code: slug, label }))}
          empty="Aucune : la clé publie pour toutes"
        />
        <Field
          {...shown}
          name="label"
          label={NEW_KEY_LABELS.label}
          hint="Le programme ou le service qui s’en servira. Sans administration, c’est le nom de l’émetteur : « concentrateur »."
          required
          maxLength={60}
          autoComplete="off"
        />
        <button className="fr-btn" type="submit" name="action" value="creer">
          Créer la clé
        </button>
      </form>
    </>
  );
}
