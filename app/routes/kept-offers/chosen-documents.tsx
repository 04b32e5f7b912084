import { type DocumentKind, formatSize, labelOfKind } from "#app/domain/documents/document.ts";
import { paths } from "#app/paths.ts";
import { Csrf } from "#app/ui/forms/csrf.tsx";

type Props = {
  documents: { id: string; kind: DocumentKind; name: string; size: number; locked: boolean }[];
  reference: string;
  csrf: string;
};

/** The candidate's documents, to download as one ZIP. She attaches them to her message from her own device. */
export function ChosenDocuments({ documents, reference, csrf }: Props) {
  if (documents.length === 0) {
    return (
      <p>
        Vous n’avez pas encore de document.{" "}
        <a href={paths.documents()}>Ajoutez votre CV et votre lettre de motivation</a> pour les retrouver ici à chaque
        candidature.
      </p>
    );
  }
  return (
    <form method="post" action={paths.applicationFiles(reference)} className="account-form">
      <Csrf token={csrf} />
      <fieldset className="fr-fieldset">
        <legend className="fr-fieldset__legend fr-fieldset__legend--regular">
          Choisissez ceux que vous joindrez
          <span className="fr-hint-text">
            Vous les recevez ensemble, dans un fichier ZIP à ouvrir sur votre appareil
          </span>
        </legend>
        {documents.map(({ id, kind, name, size, locked }) => (
          <div className="fr-fieldset__element" key={id}>
            <div className="fr-checkbox-group">
              <input type="checkbox" id={id} name={`document-${id}`} value="oui" />
              <label className="fr-label" htmlFor={id}>
                {name}
                <span className="fr-hint-text">
                  {labelOfKind(kind)}, {formatSize(size)}
                  {locked ? ", demande un mot de passe" : null}
                </span>
              </label>
            </div>
          </div>
        ))}
      </fieldset>
      <button className="fr-btn fr-btn--secondary" type="submit">
        Télécharger ces documents
      </button>
    </form>
  );
}
