import { ErrorSummary, Field } from "#app/ui/forms/field.tsx";

type Props = {
  answer: { errors: Record<string, string>; typed: Record<string, string> } | undefined;
  label: string;
  hint?: string;
  type: "email" | "text";
  button: string;
};

/** A form with one field that asks for a mail. */
export function MailForm({ answer, label, hint, type, button }: Props) {
  return (
    <>
      <ErrorSummary errors={answer?.errors} labels={{ login: label }} />
      <form method="post" className="account-form" noValidate>
        <Field
          errors={answer?.errors}
          typed={answer?.typed}
          name="login"
          label={label}
          hint={hint}
          type={type}
          required
          maxLength={254}
          autoComplete={type === "email" ? "email" : "username"}
          autoCapitalize="none"
          spellCheck={false}
        />
        <button className="fr-btn" type="submit">
          {button}
        </button>
      </form>
    </>
  );
}
