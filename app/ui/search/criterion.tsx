import type { ReactNode } from "react";
import { formatNumber } from "#app/domain/format.ts";
import type { CountedChoice } from "./dimensions.ts";

type Props = {
  /** The parameter of the address. */
  name: string;
  label: string;
  hint?: string | undefined;
  choices: readonly CountedChoice[];
  chosen: readonly string[];
  /** What stands after the choices. */
  children?: ReactNode;
};

/** Lists longer than this get a field that filters them, where there is JavaScript (app/enhance/filter-list.ts). */
const LONG = 12;

/** A criterion with several choices, as native checkboxes with the number of offers that each would give. */
export function Criterion({ name, label, hint, choices, chosen, children }: Props) {
  return (
    <fieldset className="criterion" data-filter-list={choices.length > LONG ? label : undefined}>
      <legend>
        {label}
        {choices.some(({ count }) => count !== null) ? (
          <span className="fr-sr-only">, avec le nombre d’offres de chaque choix</span>
        ) : null}
      </legend>
      {hint ? <p className="fr-hint-text">{hint}</p> : null}
      {choices.length === 0 && !children ? (
        <p>Aucune offre n’en laisse le choix en ce moment.</p>
      ) : (
        <ul>
          {choices.map(({ code, ...choice }) => (
            <li key={code}>
              <Checkbox {...choice} name={name} value={code} checked={chosen.includes(code)} />
            </li>
          ))}
        </ul>
      )}
      {children}
    </fieldset>
  );
}

/** A criterion that unfolds, for a form that shows all choices of all criteria. */
export function FoldedCriterion(props: Props) {
  return (
    <details className="folded-criterion">
      <summary>
        {props.label}
        {props.chosen.length > 0 ? ` (${props.chosen.length})` : ""}
      </summary>
      <Criterion {...props} />
    </details>
  );
}

type CheckboxProps = { name: string; value: string; label: string; count: number | null; checked: boolean };

/** A choice that would give no offer is disabled, unless it is already chosen: it can always be taken back. */
export function Checkbox({ name, value, label, count, checked }: CheckboxProps) {
  const id = `${name}-${value}`;
  return (
    <div className="fr-checkbox-group fr-checkbox-group--sm">
      <input
        type="checkbox"
        id={id}
        name={name}
        value={value}
        defaultChecked={checked}
        disabled={count === 0 && !checked}
      />
      <label className="fr-label" htmlFor={id}>
        {count === null ? (
          label
        ) : (
          <span>
            {label} <small>{formatNumber(count)}</small>
          </span>
        )}
      </label>
    </div>
  );
}
