import type { ComponentProps } from "react";
import { DOCUMENT_KINDS } from "#app/domain/documents/document.ts";
import { paths } from "#app/paths.ts";
import { IdentityFields, PERSONAL_LABELS, StudyFields } from "#app/routes/account/personal-fields.tsx";
import { DocumentFields } from "#app/ui/documents/document-fields.tsx";
import { EmailField, ErrorSummary, FieldError, PasswordField } from "#app/ui/forms/field.tsx";

type Errors = Record<string, string>;

const LABELS: Record<string, string> = {
  ...PERSONAL_LABELS,
  email: "Adresse mail",
  password: "Mot de passe",
  passwordAgain: "Mot de passe, une seconde fois",
  consent: "Accord",
  ...Object.fromEntries(DOCUMENT_KINDS.map(({ code, label }) => [code, label])),
};

/** The errors in the order of the fields. */
export function inOrder(errors: Errors): Errors {
  const order = [
    "form",
    "civility",
    "lastName",
    "firstName",
    "username",
    "email",
    "password",
    "passwordAgain",
    ...Object.keys(LABELS),
  ];
  return Object.fromEntries(order.flatMap((name) => (errors[name] ? [[name, errors[name]]] : [])));
}

type Props = {
  /** The draft of a form that nobody has sent yet. */
  draft: string;
  /** What is said while no file is taken; null while files are. */
  noUploads: string | null;
  answer:
    | {
        errors: Errors;
        typed: Record<string, string>;
        /** What was kept of the form that was sent. */
        more?: { draft: string; documents: ComponentProps<typeof DocumentFields>["documents"] } | undefined;
      }
    | undefined;
};

/** The form of sign-up, filled in again with what was typed and kept. */
export function SignUpForm({ draft, noUploads, answer }: Props) {
  const { errors, typed = {}, more: kept } = answer ?? {};
  const form = { errors, typed };
  const again = answer ? "Pour votre sécurité, il n’a pas été gardé : saisissez-le à nouveau." : null;
  return (
    <>
      <ErrorSummary errors={errors} labels={LABELS} />
      <form method="post" encType="multipart/form-data" className="account-form" noValidate data-upload>
        <input type="hidden" name="draft" value={kept?.draft ?? draft} />
        <EnterKey />
        <fieldset className="account-form__block">
          <legend>
            <h2>Mes informations personnelles</h2>
          </legend>
          <p className="fr-hint-text">Tous les champs sont obligatoires, sauf ceux qui sont marqués facultatifs.</p>
          <IdentityFields {...form} />
          <EmailField
            {...form}
            label="Adresse mail"
            hint="Par exemple prenom.nom@exemple.fr. Vous y recevrez le lien qui active votre compte."
          />
          <PasswordField
            {...form}
            name="password"
            label="Mot de passe"
            hint={
              again ??
              "12 caractères au moins. Plusieurs mots qui n’ont rien à voir entre eux font un bon mot de passe."
            }
            autoComplete="new-password"
          />
          <PasswordField
            {...form}
            name="passwordAgain"
            label="Mot de passe, une seconde fois"
            autoComplete="new-password"
          />
          <StudyFields {...form} />
          <Consent error={errors?.consent} checked={typed.consent === "oui"} />
        </fieldset>
        <fieldset className="account-form__block">
          <legend>
            <h2>Mes documents</h2>
          </legend>
          <DocumentFields errors={errors} documents={kept?.documents ?? []} closed={noUploads} />
        </fieldset>
        <button className="fr-btn" type="submit">
          Créer un nouveau compte
        </button>
      </form>
    </>
  );
}

/** A hidden first button. Enter presses the first button of a form, which must not be the « Retirer » of a document. */
function EnterKey() {
  return (
    <button type="submit" className="fr-sr-only" tabIndex={-1} aria-hidden="true">
      Créer un nouveau compte
    </button>
  );
}

function Consent({ error, checked }: { error: string | undefined; checked: boolean }) {
  return (
    <div className={error ? "fr-checkbox-group fr-checkbox-group--error" : "fr-checkbox-group"}>
      <input
        type="checkbox"
        id="consent"
        name="consent"
        value="oui"
        required
        defaultChecked={checked}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? "consent-erreur" : undefined}
      />
      <label className="fr-label" htmlFor="consent">
        J’accepte que PASS garde ces informations pour tenir mon compte, comme le dit la page sur mes données
        personnelles.
      </label>
      <p className="fr-hint-text account-form__under">
        <a href={paths.personalData()} target="_blank" rel="noopener">
          Données personnelles<span className="fr-sr-only"> (nouvelle fenêtre)</span>
        </a>
      </p>
      <FieldError name="consent" error={error} />
    </div>
  );
}
