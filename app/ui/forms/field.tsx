import type { InputHTMLAttributes, ReactNode, TextareaHTMLAttributes } from "react";

type Errors = Record<string, string>;

export type Common = {
  name: string;
  label: string;
  hint?: ReactNode;
  /** The errors of the whole form, by field. */
  errors?: Errors | undefined;
  /** The value that the field starts with. */
  typed?: Record<string, string> | undefined;
};

type FieldProps = Common & Omit<InputHTMLAttributes<HTMLInputElement>, "name" | "id">;

/** A field of one line, with its label, its hint and its error. */
export function Field({ name, label, hint, errors = {}, typed = {}, required, type = "text", ...input }: FieldProps) {
  const error = errors[name];
  return (
    <InputGroup name={name} label={label} hint={hint} error={error} required={required}>
      <input {...inputProps({ name, type, error, required, typed })} {...input} />
    </InputGroup>
  );
}

type AreaProps = Common & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "name" | "id">;

/** A field of several lines, with its label, its hint and its error. */
export function TextArea({ name, label, hint, errors = {}, typed = {}, required, ...area }: AreaProps) {
  const error = errors[name];
  return (
    <InputGroup name={name} label={label} hint={hint} error={error} required={required}>
      <textarea {...inputProps({ name, error, required, typed })} {...area} />
    </InputGroup>
  );
}

type Error = string | undefined;
type GroupProps = Pick<Common, "name" | "label" | "hint"> & {
  error: Error;
  required: boolean | undefined;
  children: ReactNode;
};

function InputGroup({ name, label, hint, error, required, children }: GroupProps) {
  return (
    <div className={error ? "fr-input-group fr-input-group--error" : "fr-input-group"}>
      <label className="fr-label" htmlFor={name}>
        {label}
        {required ? null : <span className="field__optional"> (facultatif)</span>}
        {hint ? <span className="fr-hint-text">{hint}</span> : null}
      </label>
      {children}
      <FieldError name={name} error={error} />
    </div>
  );
}

type InputProps = Pick<GroupProps, "name" | "error" | "required"> & { type?: string; typed: Record<string, string> };

/** What a field of one line and one of several have in common. */
function inputProps({ name, type, error, required, typed }: InputProps) {
  return {
    className: error ? "fr-input fr-input--error" : "fr-input",
    id: name,
    name,
    ...(type ? { type } : {}),
    required,
    defaultValue: typed[name],
    "aria-invalid": error ? true : undefined,
    "aria-describedby": error ? `${name}-erreur` : undefined,
  };
}

/** The field of an address. */
export function EmailField({ autoComplete = "email", ...props }: Omit<FieldProps, "name" | "type" | "required">) {
  const input = { name: "email", type: "email", required: true, maxLength: 254, spellCheck: false, autoComplete };
  return <Field {...props} {...input} />;
}

/** A password field. The server never fills it in. A script adds a button that shows the typed password. */
export function PasswordField(props: Omit<FieldProps, "type" | "typed" | "required">) {
  return (
    <div className="field--password">
      <Field {...props} type="password" required maxLength={512} spellCheck={false} autoCapitalize="none" />
      <button className="fr-btn fr-btn--tertiary fr-btn--sm" type="button" hidden data-show-password={props.name}>
        Afficher<span className="fr-sr-only"> : {props.label}</span>
      </button>
    </div>
  );
}

/** The password field of a sensitive action, so that a person who finds the browser open cannot do it. */
export function CurrentPasswordField({ errors }: Pick<FieldProps, "errors">) {
  return (
    <PasswordField
      errors={errors}
      name="current"
      label="Mot de passe"
      hint="Pour vérifier que c’est bien vous"
      autoComplete="current-password"
    />
  );
}

type SelectProps = Common & {
  choices: readonly { code: string; label: string }[];
  empty: string;
  autoComplete?: string;
};

/** A list with at most one choice. */
export function Select({ name, label, hint, errors = {}, typed = {}, choices, empty, autoComplete }: SelectProps) {
  const error = errors[name];
  return (
    <div className={error ? "fr-select-group fr-select-group--error" : "fr-select-group"}>
      <label className="fr-label" htmlFor={name}>
        {label}
        <span className="field__optional"> (facultatif)</span>
        {hint ? <span className="fr-hint-text">{hint}</span> : null}
      </label>
      <select
        className={error ? "fr-select fr-select--error" : "fr-select"}
        id={name}
        name={name}
        defaultValue={typed[name] ?? ""}
        autoComplete={autoComplete}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${name}-erreur` : undefined}
      >
        <option value="">{empty}</option>
        {choices.map(({ code, label }) => (
          <option key={code} value={code}>
            {label}
          </option>
        ))}
      </select>
      <FieldError name={name} error={error} />
    </div>
  );
}

/** The error of a field, under it. */
export function FieldError({ name, error }: { name: string; error: string | undefined }) {
  return error ? (
    <p id={`${name}-erreur`} className="fr-error-text">
      {error}
    </p>
  ) : null;
}

type SummaryProps = {
  errors: Errors | undefined;
  /** The labels of the fields. The errors under `form` concern no single field. */
  labels: Record<string, string>;
  /** The title of the summary, when nothing that was typed is wrong. */
  title?: string;
};

/** The class names of the summary. `entry.server.tsx` recognises a page with errors by them. */
export const ERROR_SUMMARY = "fr-alert fr-alert--error error-summary";

/** The summary of the errors at the top of a form, with a link to each field. It takes the focus. */
export function ErrorSummary({ errors = {}, labels, title }: SummaryProps) {
  const wrong = Object.entries(errors);
  if (wrong.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noAutofocus: the page is the answer to the form that the summary is about
    <div className={ERROR_SUMMARY} role="alert" tabIndex={-1} autoFocus>
      <h2 className="fr-alert__title">
        {title ?? (wrong.length > 1 ? `${wrong.length} points sont à corriger` : "Un point est à corriger")}
      </h2>
      <ul>
        {wrong.map(([name, error]) => (
          <li key={name}>
            {labels[name] ? (
              <a href={`#${name}`}>
                {labels[name]} : {error}
              </a>
            ) : (
              error
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
