import { useId } from "react";
import { formatNumber } from "#app/domain/format.ts";
import type { Choice } from "#app/domain/nomenclature.ts";

/** A choice, and how many offers it would give. The number is null when it is not known. */
export type CountedChoice = Choice & { count: number | null };

type Props = {
  /** The parameter of the address. */
  name: string;
  label: string;
  hint?: string;
  choices: readonly CountedChoice[];
  chosen: readonly string[];
};

/** Lists longer than this get a field that filters them, where there is JavaScript (app/enhance/filter-list.ts). */
const LONG = 12;

/** A criterion with several choices: native checkboxes inside a `details`, the chosen ones first. */
export function Criterion({ name, label, hint, choices, chosen }: Props) {
  const id = useId();
  const isChosen = ({ code }: CountedChoice) => chosen.includes(code);
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
                  count={choice.count}
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

type CheckboxProps = {
  id: string;
  name: string;
  value: string;
  label: string;
  count: number | null;
  checked: boolean;
};

/** A choice that would give no offer is disabled, unless it is already chosen: it can always be taken back. */
export function Checkbox({ id, name, value, label, count, checked }: CheckboxProps) {
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
            {label}{" "}
            <span className="criterion__count">
              {formatNumber(count)}
              <span className="fr-sr-only">{count > 1 ? " offres" : " offre"}</span>
            </span>
          </span>
        )}
      </label>
    </div>
  );
}
