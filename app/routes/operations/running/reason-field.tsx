import * as v from "valibot";
import { MAX_REASON } from "#app/domain/operations/switches.ts";
import { Field } from "#app/ui/forms/field.tsx";

/** Why an operator does something, as she types it. */
export const Reason = v.pipe(
  v.string("Dites pourquoi."),
  v.trim(),
  v.minLength(1, "Dites pourquoi."),
  v.maxLength(MAX_REASON, `${MAX_REASON} caractères au plus.`),
);

type Props = {
  hint: string;
  errors: Record<string, string> | undefined;
  typed: Record<string, string> | undefined;
};

export function ReasonField({ hint, errors, typed }: Props) {
  return (
    <Field
      errors={errors}
      typed={typed}
      name="reason"
      label="Raison"
      hint={`${hint} Elle est écrite au journal\u00a0: n’y nommez personne.`}
      required
      maxLength={MAX_REASON}
      autoComplete="off"
    />
  );
}
