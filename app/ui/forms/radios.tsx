import { type Common, FieldError } from "./field.tsx";

type Props = Common & { choices: readonly { code: string; label: string }[]; required?: boolean };

/** A few choices of which one is taken, side by side where there is room. The first one bears the id of the field. */
export function Radios({ name, label, hint, errors = {}, typed = {}, choices, required }: Props) {
  const error = errors[name];
  return (
    <fieldset
      className={error ? "fr-fieldset fr-fieldset--error" : "fr-fieldset"}
      aria-labelledby={`${name}-legende${error ? ` ${name}-erreur` : ""}`}
    >
      <legend className="fr-fieldset__legend fr-fieldset__legend--regular" id={`${name}-legende`}>
        {label}
        {required ? null : <span className="field__optional"> (facultatif)</span>}
        {hint ? <span className="fr-hint-text">{hint}</span> : null}
      </legend>
      {choices.map(({ code, label }, index) => (
        <div key={code} className="fr-fieldset__element fr-fieldset__element--inline">
          <div className="fr-radio-group">
            <input
              type="radio"
              id={index === 0 ? name : `${name}-choix-${code || "rien"}`}
              name={name}
              value={code}
              defaultChecked={(typed[name] ?? "") === code}
            />
            <label className="fr-label" htmlFor={index === 0 ? name : `${name}-choix-${code || "rien"}`}>
              {label}
            </label>
          </div>
        </div>
      ))}
      {error ? (
        <div className="fr-messages-group">
          <FieldError name={name} error={error} />
        </div>
      ) : null}
    </fieldset>
  );
}
