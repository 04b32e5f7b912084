import { Csrf } from "#app/ui/forms/csrf.tsx";
import { EmailField } from "#app/ui/forms/field.tsx";

type Props = {
  csrf: string;
  /** Where the form goes. Its answer is the page itself: an address must not stand in the one of a page. */
  action: string;
  errors: Record<string, string> | undefined;
  typed: Record<string, string> | undefined;
};

/** The form that looks something up by somebody's address. */
export function AddressForm({ csrf, action, errors, typed }: Props) {
  return (
    <form method="post" action={action} className="account-form" noValidate>
      <Csrf token={csrf} />
      <EmailField
        errors={errors}
        typed={typed}
        label="Adresse mail"
        hint="Cette consultation est écrite au journal, sans l’adresse."
        autoComplete="off"
      />
      <button className="fr-btn fr-btn--secondary" type="submit" name="action" value="chercher">
        Chercher
      </button>
    </form>
  );
}
