import type { ReactNode } from "react";
import { passwordFault } from "#app/domain/account/password.ts";
import { ErrorSummary, PasswordField } from "#app/ui/forms/field.tsx";

/** The error of a password typed twice, or null. @param about the facts about the person, which a password may not be */
export function newPasswordErrors(fields: ReadonlyMap<string, string>, about: string[]): Record<string, string> | null {
  const password = fields.get("password") ?? "";
  const fault = passwordFault(password, about);
  if (fault) return { password: fault };
  if (fields.get("passwordAgain") === password) return null;
  return { passwordAgain: "Les deux mots de passe ne sont pas les mêmes. Saisissez-les à nouveau." };
}

type Props = {
  errors: Record<string, string> | undefined;
  button: string;
  /** The fields before the password. */
  children?: ReactNode;
};

/** The form that sets a password. */
export function NewPassword({ errors, button, children }: Props) {
  const labels = {
    current: "Mot de passe actuel",
    password: "Nouveau mot de passe",
    passwordAgain: "Nouveau mot de passe, une seconde fois",
  };
  return (
    <>
      <ErrorSummary errors={errors} labels={labels} />
      <form method="post" className="account-form" noValidate>
        {children}
        <PasswordField
          errors={errors}
          name="password"
          label={labels.password}
          hint="12 caractères au moins. Plusieurs mots qui n’ont rien à voir entre eux font un bon mot de passe."
          autoComplete="new-password"
        />
        <PasswordField errors={errors} name="passwordAgain" label={labels.passwordAgain} autoComplete="new-password" />
        <button className="fr-btn" type="submit">
          {button}
        </button>
      </form>
    </>
  );
}
