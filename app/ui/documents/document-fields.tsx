import {
  DOCUMENT_KINDS,
  type DocumentKind,
  formatSize,
  MAX_DOCUMENTS_OF_A_KIND,
} from "#app/domain/documents/document.ts";
import { formatCount } from "#app/domain/format.ts";
import { FieldError } from "#app/ui/forms/field.tsx";

/** What a file input offers to choose from. */
export const ACCEPTED = ".pdf,.docx,.odt";

type Kept = { id: string; kind: DocumentKind; name: string; size: number };

type Props = { errors?: Record<string, string> | undefined; documents: Kept[] };

/** « Mes documents », in the form of sign-up: a field for each rubric, and what was sent with it before. */
export function DocumentFields({ errors = {}, documents }: Props) {
  return (
    <>
      <DocumentLimits />
      {DOCUMENT_KINDS.map(({ code, label }) => {
        const kept = documents.filter(({ kind }) => kind === code);
        const free = MAX_DOCUMENTS_OF_A_KIND - kept.length;
        return (
          <div className="rubric" key={code}>
            {kept.length > 0 ? (
              <>
                <p className="rubric__title">{label} : déjà envoyé</p>
                <ul className="rubric__files">
                  {kept.map(({ id, name, size }) => (
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
                    </li>
                  ))}
                </ul>
              </>
            ) : null}
            {free > 0 ? (
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

/** What may be sent, said before one chooses; and who sees it: nobody. */
export function DocumentLimits() {
  return (
    <p>
      3 documents au plus dans chaque rubrique, en PDF, DOCX ou ODT, de 10 Mo au plus chacun.{" "}
      <strong>Ces documents ne sont pas visibles par les recruteurs.</strong>
    </p>
  );
}

type InputProps = {
  kind: DocumentKind;
  label: string;
  free: number;
  error?: string | undefined;
  /** Part of a form that can be sent without it. */
  optional?: boolean;
};

/** The choice of files of one rubric, as many as it has room for. */
export function FileInput({ kind, label, free, error, optional = false }: InputProps) {
  return (
    <div className={error ? "fr-upload-group fr-upload-group--error" : "fr-upload-group"}>
      <label className="fr-label" htmlFor={kind}>
        {label}
        {optional ? <span className="field__optional"> (facultatif)</span> : null}
        <span className="fr-hint-text">
          PDF, DOCX ou ODT, 10 Mo au plus. {formatCount(free, "document possible", "documents possibles")}.
        </span>
      </label>
      <input
        className="fr-upload"
        type="file"
        id={kind}
        name={kind}
        accept={ACCEPTED}
        multiple={free > 1}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${kind}-erreur` : undefined}
      />
      <FieldError name={kind} error={error} />
    </div>
  );
}
