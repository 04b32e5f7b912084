import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { DOCUMENT_KINDS, formatSize, MAX_DOCUMENTS_OF_A_KIND, toDocumentKind } from "#app/domain/documents/document.ts";
import { refusedFileSentence } from "#app/domain/documents/refused-file.ts";
import { formatCount, formatInstant } from "#app/domain/format.ts";
import { ownHeaders, seeOther, sentenceOf, tooMany, unprocessable } from "#app/http/answers.ts";
import { closedForm } from "#app/http/closed.ts";
import type { Errors } from "#app/http/forms.ts";
import { requireCandidate, requireToken } from "#app/http/sessions/session.ts";
import { readUpload } from "#app/http/upload.ts";
import { paths } from "#app/paths.ts";
import { countTry } from "#app/services/account/throttling.ts";
import { openScanner } from "#app/services/documents/scanner.ts";
import { storeDocument } from "#app/services/documents/store-document.ts";
import { maySend } from "#app/services/documents/zip-documents.ts";
import { DocumentLimits, FileInput, LockedDocument } from "#app/ui/documents/document-fields.tsx";
import { Csrf } from "#app/ui/forms/csrf.tsx";
import { Done } from "#app/ui/forms/done.tsx";
import { ErrorSummary, FieldError } from "#app/ui/forms/field.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { AccountPage, EDITING } from "#app/ui/page/spaces/account-page.tsx";
import { type Document, listDocuments } from "#db/accounts/documents/documents.ts";
import { findNotice } from "#db/accounts/operations/switches.ts";

const WAITING = "L’antivirus ne l’a pas encore vérifié : il sera disponible dans quelques minutes.";
const INFECTED = "L’antivirus y a trouvé un virus : retirez-le, et vérifiez votre appareil.";

const DONE: Record<string, string> = {
  ajout: "Votre document est ajouté.",
  ajouts: "Vos documents sont ajoutés.",
  retrait: "Votre document est retiré.",
  nom: "Votre document est renommé.",
  remplacement: "Votre document est remplacé.",
};

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { candidate, csrf } = await requireCandidate(request, context);
  const scanned = Boolean(context.env.SCANNER_URL);
  const [documents, closed] = await Promise.all([
    listDocuments(context.accounts, { candidateId: candidate.id }),
    findNotice(context.accounts, "uploads"),
  ]);
  return {
    csrf,
    closed,
    documents: documents.map((document) => ({ ...shown(document), ready: maySend(document, scanned) })),
    scanned,
    done: sentenceOf(request, "fait", DONE),
  };
}

const shown = ({ id, kind, name, size, locked, createdAt, scan }: Document) => {
  return { id, kind, name, size, locked, createdAt, scan };
};

export const headers = ownHeaders;

/** The token stands before the files, so that no file is kept for a form of another session. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { accounts, env, now } = context;
  const signedIn = await requireCandidate(request, context);
  const { candidate } = signedIn;
  const closed = await findNotice(accounts, "uploads");
  const wait = await countTry({ accounts, signingKey: env.SIGNING_KEY }, now, ["upload-account", candidate.id]);
  const deps = { accounts, bucket: env.DOCUMENTS, scan: openScanner(env.SCANNER_URL) };
  const errors: Errors = {};
  let added = 0;
  const { fields, ended } = await readUpload(request, async ({ field, name, type, bytes }, before) => {
    requireToken(signedIn, before);
    const kind = toDocumentKind(field);
    if (!kind || wait > 0 || closed !== null) return;
    const stored =
      bytes === null
        ? { refused: refusedFileSentence("too-large", name) }
        : await storeDocument(deps, { kind, name, type, bytes }, { candidateId: candidate.id }, now);
    if ("stored" in stored) added += 1;
    else errors[kind] = [errors[kind], stored.refused].filter(Boolean).join(" ");
  });
  requireToken(signedIn, fields);
  if (wait > 0) return tooMany(wait, {});
  if (closed !== null) return closedForm(closed, {}, { added });
  if (ended === "too-large") errors.form = "L’ensemble de vos documents dépasse 30 Mo : envoyez-les en plusieurs fois.";
  if (ended === "malformed") errors.form = "Votre envoi a été interrompu : recommencez.";
  if (added === 0 && Object.keys(errors).length === 0) {
    errors[toDocumentKind(fields.get("rubrique")) ?? "form"] = "Choisissez un document à ajouter.";
  }
  if (Object.keys(errors).length > 0) return unprocessable(errors, {}, { added });
  return seeOther(`${paths.documents()}?fait=${added > 1 ? "ajouts" : "ajout"}`);
}

export const meta = () => pageMeta({ title: "Mes documents", hidden: true });

export default function Documents() {
  const { csrf, closed, documents, scanned, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const added = answer?.more?.added ?? 0;
  const errors = answer?.errors ?? {};
  return (
    <AccountPage parents={[EDITING]} title="Mes documents" done={answer ? null : done}>
      <ErrorSummary
        errors={errors}
        labels={Object.fromEntries(DOCUMENT_KINDS.map(({ code, label }) => [code, label]))}
      />
      <Done beside>{added > 0 ? `${formatCount(added, "document ajouté", "documents ajoutés")}.` : null}</Done>
      {closed === null ? <DocumentLimits /> : <p>{closed}</p>}
      {DOCUMENT_KINDS.map(({ code, label }) => {
        const kept = documents.filter(({ kind }) => kind === code);
        const free = MAX_DOCUMENTS_OF_A_KIND - kept.length;
        return (
          <section className="rubric" key={code} aria-labelledby={`rubrique-${code}`}>
            <h2 id={`rubrique-${code}`}>{label}</h2>
            {kept.length > 0 ? (
              <ul className="lines">
                {kept.map(({ id, name, size, locked, createdAt, ready, scan }) => (
                  <li key={id} className="lines__line">
                    <div>
                      {ready ? <a href={paths.documentFile(id)}>{name}</a> : name}
                      <br />
                      {formatSize(size)}, ajouté le {formatInstant(createdAt)}
                      {ready ? null : (
                        <>
                          <br />
                          <strong>{scan === "refused" ? INFECTED : WAITING}</strong>
                        </>
                      )}
                      {locked ? <LockedDocument /> : null}
                    </div>
                    <a href={paths.document(id)}>
                      Renommer, remplacer ou retirer<span className="fr-sr-only"> {name}</span>
                    </a>
                  </li>
                ))}
              </ul>
            ) : (
              <p>Aucun document.</p>
            )}
            {closed !== null ? null : free > 0 ? (
              <form method="post" encType="multipart/form-data" className="account-form" data-upload>
                <Csrf token={csrf} />
                <input type="hidden" name="rubrique" value={code} />
                <FileInput kind={code} label={`Ajouter : ${label}`} free={free} error={errors[code]} />
                <button className="fr-btn fr-btn--secondary" type="submit">
                  Ajouter<span className="fr-sr-only"> : {label}</span>
                </button>
              </form>
            ) : (
              <div id={code} tabIndex={-1}>
                <p>Cette rubrique est pleine : retirez un document pour en ajouter un autre.</p>
                <FieldError name={code} error={errors[code]} />
              </div>
            )}
          </section>
        );
      })}
      <p className="fr-hint-text">
        Ce qu’un document dit de lui-même (son auteur, ses dates, le lieu d’une photo) y reste : vérifiez-le avant de
        l’envoyer à un recruteur.{" "}
        {scanned
          ? "Chaque document est vérifié par un antivirus."
          : "Les documents ne sont pas vérifiés par un antivirus."}
      </p>
    </AccountPage>
  );
}
