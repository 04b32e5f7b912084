import {
  DOCUMENT_KINDS,
  type DocumentKind,
  formatSize,
  MAX_DOCUMENTS_OF_A_KIND,
} from "#app/domain/documents/document.ts";
import { ACCEPT_ATTRIBUTE, ACCEPTED_FORMATS } from "#app/domain/documents/formats.ts";
import { formatCount } from "#app/domain/format.ts";
import { FieldError } from "#app/ui/forms/field.tsx";

type Kept = { id: string; kind: DocumentKind; name: string; size: number; locked: boolean };

type Props = {
  errors?: Record<string, string> | undefined;
  documents: Kept[];
  /** What operators say while they have switched uploads off; null when files may be sent. */
  closed: string | null;
};

/** « Mes documents » in the sign-up form: a field for each rubric, and the documents already kept with the form. */
export function DocumentFields({ errors = {}, documents, closed }: Props) {
  return (
    <>
      {closed === null ? <DocumentLimits /> : <p>{closed}</p>}
      {DOCUMENT_KINDS.map(({ code, label }) => {
        const kept = documents.filter(({ kind }) => kind === code);
        const free = MAX_DOCUMENTS_OF_A_KIND - kept.length;
        return (
          <div className="rubric" key={code}>
            {kept.length > 0 ? (
              <>
                <p className="rubric__title">{label} : déjà envoyé</p>
                <ul className="rubric__files">
                  {kept.map(({ id, name, size, locked }) => (
                    <li key={id}>
                      {name} ({formatSize(size)}){" "}
                      <button
                        className="fr-btn fr-btn--tertiary fr-btn--sm"
                        type="submit"
                        name="retirer"
                        value={id}
                        formNoValidate
                      >
                        Retirer<span className="fr-sr-only"> {name}</span>
                      </button>
                      {locked ? <LockedDocument /> : null}
                    </li>
                  ))}
                </ul>
              </>
            ) : null}
            {free > 0 && closed === null ? (
              <FileInput
                kind={code}
                label={kept.length > 0 ? `${label} : en ajouter` : label}
                free={free}
                error={errors[code]}
                optional
              />
            ) : (
              <div id={code} tabIndex={-1}>
                <FieldError name={code} error={errors[code]} />
              </div>
            )}
          </div>
        );
      })}
    </>
  );
}

/** The rules of the files, shown before the choice: the formats, the size, and that nobody else sees them. */
export function DocumentLimits() {
  return (
    <p>
      3 documents au plus dans chaque rubrique, en {ACCEPTED_FORMATS}, de 10 Mo au plus chacun.{" "}
      <strong>Ces documents ne sont pas visibles par les recruteurs.</strong>
    </p>
  );
}

/** The note beside a kept file that needs a password to be opened. */
export function LockedDocument() {
  return (
    <p className="locked-document">
      Ce document demande un mot de passe pour être ouvert : le recruteur ne pourra pas l’ouvrir sans.
    </p>
  );
}

type InputProps = {
  kind: DocumentKind;
  label: string;
  free: number;
  error?: string | undefined;
  /** Whether the form can be sent without a file. */
  optional?: boolean;
};

/** The file field of one rubric. */
export function FileInput({ kind, label, free, error, optional = false }: InputProps) {
  return (
    <div className={error ? "fr-upload-group fr-upload-group--error" : "fr-upload-group"}>
      <label className="fr-label" htmlFor={kind}>
        {label}
        {optional ? <span className="field__optional"> (facultatif)</span> : null}
        <span className="fr-hint-text">
          {ACCEPTED_FORMATS}, 10 Mo au plus. {formatCount(free, "document possible", "documents possibles")}.
        </span>
      </label>
      <input
        className="fr-upload"
        type="file"
        id={kind}
        name={kind}
        accept={ACCEPT_ATTRIBUTE}
        multiple={free > 1}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${kind}-erreur` : undefined}
      />
      <FieldError name={kind} error={error} />
    </div>
  );
}
