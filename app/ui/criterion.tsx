import { useId } from "react";
import type { Choice } from "#app/domain/nomenclature.ts";

type Props = {
  /** The parameter of the address. */
  name: string;
  label: string;
  hint?: string;
  choices: readonly Choice[];
  chosen: readonly string[];
};

/** Lists longer than this get a field that filters them, where there is JavaScript (app/enhance/filter-list.ts). */
const LONG = 12;

/** A criterion of several values: native checkboxes that unfold, the chosen ones first. */
export function Criterion({ name, label, hint, choices, chosen }: Props) {
  const id = useId();
  const isChosen = ({ code }: Choice) => chosen.includes(code);
  const ordered = [...choices.filter(isChosen), ...choices.filter((choice) => !isChosen(choice))];
  return (
    <details className="criterion">
      <summary className="criterion__summary">
        {label}
        {chosen.length > 0 ? ` (${chosen.length})` : ""}
      </summary>
      <fieldset className="criterion__choices" data-filter-list={choices.length > LONG ? label : undefined}>
        <legend className="fr-sr-only">{label}</legend>
        {hint ? <p className="fr-hint-text">{hint}</p> : null}
        {ordered.length === 0 ? (
          <p>Aucune offre n’en laisse le choix en ce moment.</p>
        ) : (
          <ul>
            {ordered.map((choice) => (
              <li key={choice.code}>
                <Checkbox
                  id={`${id}${choice.code}`}
                  name={name}
                  value={choice.code}
                  label={choice.label}
                  checked={isChosen(choice)}
                />
              </li>
            ))}
          </ul>
        )}
      </fieldset>
    </details>
  );
}

type CheckboxProps = { id: string; name: string; value: string; label: string; checked: boolean };

export function Checkbox({ id, name, value, label, checked }: CheckboxProps) {
  return (
    <div className="fr-checkbox-group fr-checkbox-group--sm">
      <input type="checkbox" id={id} name={name} value={value} defaultChecked={checked} />
      <label className="fr-label" htmlFor={id}>
        {label}
      </label>
    </div>
  );
}
