import type { TextareaHTMLAttributes } from "react";
import { type Common, FieldError } from "./field.tsx";

type Props = Common & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "name" | "id">;

/** A field of several lines, with its label, its hint and its error. */
export function TextArea({ name, label, hint, errors = {}, typed = {}, required, ...area }: Props) {
  const error = errors[name];
  return (
    <div className={error ? "fr-input-group fr-input-group--error" : "fr-input-group"}>
      <label className="fr-label" htmlFor={name}>
        {label}
        {required ? null : <span className="field__optional"> (facultatif)</span>}
        {hint ? <span className="fr-hint-text">{hint}</span> : null}
      </label>
      <textarea
        className={error ? "fr-input fr-input--error" : "fr-input"}
        id={name}
        name={name}
        required={required}
        defaultValue={typed[name]}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${name}-erreur` : undefined}
        {...area}
      />
      <FieldError name={name} error={error} />
    </div>
  );
}
