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
        {chosen.length > 0 ? (
          <span className="criterion__count">
            {" "}
            {chosen.length}
            <span className="fr-sr-only">{chosen.length > 1 ? " choix" : " choix fait"}</span>
          </span>
        ) : null}
      </summary>
      <fieldset className="criterion__choices" data-filter-list={choices.length > LONG ? label : undefined}>
        <legend className="fr-sr-only">{label}</legend>
        {hint ? <p className="fr-hint-text">{hint}</p> : null}
        <ul>
          {ordered.map(({ code, label: name_ }) => (
            <li key={code}>
              <Checkbox id={`${id}${code}`} name={name} value={code} label={name_} checked={chosen.includes(code)} />
            </li>
          ))}
        </ul>
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
