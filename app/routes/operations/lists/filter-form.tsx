type Filter = {
  /** The parameter. */
  name: string;
  label: string;
  value: string;
  choices: { code: string; label: string }[];
  /** What no choice is called; left out when one is always made. */
  all?: string;
};

/** The form that narrows a list of operators. */
export function FilterForm({ path, filters }: { path: string; filters: Filter[] }) {
  return (
    <form method="get" action={path} className="account-form">
      {filters.map(({ name, label, value, choices, all }) => (
        <div key={name} className="fr-select-group">
          <label className="fr-label" htmlFor={name}>
            {label}
          </label>
          <select className="fr-select" id={name} name={name} defaultValue={value}>
            {all ? <option value="">{all}</option> : null}
            {choices.map((choice) => (
              <option key={choice.code} value={choice.code}>
                {choice.label}
              </option>
            ))}
          </select>
        </div>
      ))}
      <button className="fr-btn fr-btn--secondary" type="submit">
        Afficher
      </button>
    </form>
  );
}
