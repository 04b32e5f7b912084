import { formatInstant } from "#app/domain/format.ts";
import { MAX_NOTICE, MAX_REASON } from "#app/domain/operations/switches.ts";
import { paths } from "#app/paths.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";
import { FieldError } from "#app/ui/forms/field.tsx";

type Props = {
  code: string;
  label: string;
  effect: string;
  /** The sentence that is proposed. */
  notice: string;
  off: { since: string; notice: string } | null;
  csrf: string;
  errors: Record<string, string> | undefined;
  typed: Record<string, string> | undefined;
};

/** One switch: how it stands, and the form that changes it, unfolded first so that one click cuts nothing off. */
export function SwitchForm({ code, label, effect, notice, off, csrf, errors = {}, typed = {} }: Props) {
  const act = off ? "Rétablir" : "Couper";
  return (
    <section aria-labelledby={`${code}-titre`}>
      <h2 id={`${code}-titre`}>
        {label}
        {"\u00a0: "}
        {off ? "à l’arrêt" : "en marche"}
      </h2>
      {off ? (
        <p>
          Depuis le {formatInstant(off.since)}. Le public lit{"\u00a0"}: «{"\u00a0"}
          {off.notice}
          {"\u00a0"}»
        </p>
      ) : (
        <p>
          Une fois la fonction coupée{"\u00a0"}: {effect}
        </p>
      )}
      <details className="recruiter__removal" open={Object.keys(errors).length > 0 || undefined}>
        <summary className="fr-btn fr-btn--secondary fr-btn--sm">
          {act}…<span className="fr-sr-only"> {label}</span>
        </summary>
        <form method="post" action={paths.operationsSwitches()} className="account-form operator__switch" noValidate>
          <Csrf token={csrf} />
          <input type="hidden" name="interrupteur" value={code} />
          <TextField
            {...{ code, errors, typed }}
            name="reason"
            label="Raison"
            hint="Écrite au journal. N’y nommez personne."
            most={MAX_REASON}
          />
          {off ? null : (
            <TextField
              {...{ code, errors }}
              typed={{ notice, ...typed }}
              name="notice"
              label="Phrase que le public lira"
              hint={`${MAX_NOTICE} caractères au plus.`}
              most={MAX_NOTICE}
            />
          )}
          <button className="fr-btn fr-btn--sm" type="submit" name="action" value={off ? "retablir" : "couper"}>
            {act}
            {"\u00a0: "}
            {label}
          </button>
        </form>
      </details>
    </section>
  );
}

type FieldProps = Pick<Props, "code"> & {
  errors: Record<string, string>;
  typed: Record<string, string>;
  name: string;
  label: string;
  hint: string;
  most: number;
};

/** A field whose id holds the switch: every switch of the page has its own form. */
function TextField({ code, errors, typed, name, label, hint, most }: FieldProps) {
  const id = `${code}-${name}`;
  const error = errors[name];
  return (
    <div className={error ? "fr-input-group fr-input-group--error" : "fr-input-group"}>
      <label className="fr-label" htmlFor={id}>
        {label}
        <span className="fr-hint-text">{hint}</span>
      </label>
      <textarea
        className={error ? "fr-input fr-input--error" : "fr-input"}
        id={id}
        name={name}
        rows={2}
        maxLength={most}
        required
        defaultValue={typed[name]}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-erreur` : undefined}
      />
      <FieldError name={id} error={error} />
    </div>
  );
}
