type Props = {
  name: string;
  label: string;
  choices: readonly { code: string; label: string }[];
  value: string;
  /** The choice that filters nothing; none where there is always one. */
  empty?: string;
};

/** A list of which one choice filters what a page shows. */
export function Choices({ name, label, choices, value, empty }: Props) {
  return (
    <div className="fr-select-group">
      <label className="fr-label" htmlFor={name}>
        {label}
      </label>
      <select className="fr-select" id={name} name={name} defaultValue={value}>
        {empty ? <option value="">{empty}</option> : null}
        {choices.map(({ code, label }) => (
          <option key={code} value={code}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}
