import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { documentName, formatSize, labelOfKind } from "#app/domain/documents/document.ts";
import { ACCEPT_ATTRIBUTE, ACCEPTED_FORMATS } from "#app/domain/documents/formats.ts";
import { refusedFileSentence } from "#app/domain/documents/refused-file.ts";
import { ownHeaders, seeOther, tooMany, unprocessable } from "#app/http/answers.ts";
import type { Errors } from "#app/http/forms.ts";
import { requireCandidate, requireToken } from "#app/http/sessions/session.ts";
import { readUpload } from "#app/http/upload.ts";
import { paths } from "#app/paths.ts";
import { countTry } from "#app/services/account/throttling.ts";
import { openScanner } from "#app/services/documents/scanner.ts";
import { replaceByUpload } from "#app/services/documents/store-document.ts";
import { maySend } from "#app/services/documents/zip-documents.ts";
import { LockedDocument } from "#app/ui/documents/document-fields.tsx";
import { Csrf } from "#app/ui/forms/csrf.tsx";
import { ErrorSummary, Field, FieldError } from "#app/ui/forms/field.tsx";
import { pageMeta } from "#app/ui/page/page-meta.ts";
import { AccountPage, DOCUMENTS, EDITING } from "#app/ui/page/spaces/account-page.tsx";
import { findDocument, removeDocument, renameDocument } from "#db/accounts/documents/documents.ts";
import { findNotice } from "#db/accounts/operations/switches.ts";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { candidate, csrf } = await requireCandidate(request, context);
  const document = await findDocument(context.accounts, params.id ?? "", { candidateId: candidate.id });
  if (!document) throw new Response(null, { status: 404 });
  const { id, kind, name, size, locked } = document;
  const ready = maySend(document, Boolean(context.env.SCANNER_URL));
  return { csrf, document: { id, kind, name, size, locked, ready } };
}

export const headers = ownHeaders;

/** The page has three forms. The field `action` of each says what it does. One holds a file, so all are multipart. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { accounts, env, now } = context;
  const signedIn = await requireCandidate(request, context);
  const holder = { candidateId: signedIn.candidate.id };
  const document = await findDocument(accounts, params.id ?? "", holder);
  if (!document) throw new Response(null, { status: 404 });
  const deps = { accounts, bucket: env.DOCUMENTS, scan: openScanner(env.SCANNER_URL) };
  const errors: Errors = {};
  let wait = 0;
  let replaced = false;
  const { fields, ended } = await readUpload(request, async ({ name, type, bytes }, before) => {
    requireToken(signedIn, before);
    if (wait > 0 || replaced || before.get("action") !== "remplacer") return;
    const closed = await findNotice(accounts, "uploads");
    if (closed !== null) {
      errors.fichier = closed;
      return;
    }
    // A form without a file does not count as an upload.
    wait = await countTry({ accounts, signingKey: env.SIGNING_KEY }, now, ["upload-account", holder.candidateId]);
    if (wait > 0) return;
    if (bytes === null) {
      errors.fichier = refusedFileSentence("too-large", name);
      return;
    }
    const stored = await replaceByUpload(
      deps,
      { kind: document.kind, name, type, bytes },
      { id: document.id, ...holder },
      now,
    );
    if (stored === null) throw new Response(null, { status: 404 });
    if ("refused" in stored) errors.fichier = stored.refused;
    else replaced = true;
  });
  requireToken(signedIn, fields);
  if (wait > 0) return tooMany(wait, {});
  if (ended === "too-large") errors.fichier = refusedFileSentence("too-large", "");
  if (ended === "malformed") errors.form = "Votre envoi a été interrompu : recommencez.";
  switch (fields.get("action")) {
    case "retirer":
      await removeDocument(accounts, document.id, holder, now);
      return seeOther(`${paths.documents()}?fait=retrait`);
    case "renommer": {
      // A typed name is no path: « CV du 1/09 » keeps all its words.
      const name = (fields.get("nom") ?? "").replace(/[/\\]/g, "-");
      if (!name.trim()) return unprocessable({ nom: "Saisissez un nom." }, {});
      await renameDocument(accounts, document.id, holder.candidateId, documentName(name, document.format));
      return seeOther(`${paths.documents()}?fait=nom`);
    }
    default:
      if (replaced) return seeOther(`${paths.documents()}?fait=remplacement`);
      if (Object.keys(errors).length === 0) errors.fichier = "Choisissez le document qui remplace celui-ci.";
      return unprocessable(errors, {});
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  pageMeta({ title: `Modifier « ${page?.document.name} »`, hidden: true });

export default function DocumentPage() {
  const { csrf, document } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors: Record<string, string> = answer?.errors ?? {};
  return (
    <AccountPage
      parents={[EDITING, DOCUMENTS]}
      title={document.name}
      lead={`${labelOfKind(document.kind)}, ${formatSize(document.size)}`}
    >
      <ErrorSummary errors={errors} labels={{ nom: "Nom du document", fichier: "Nouveau document" }} />
      {document.ready ? (
        <p>
          <a href={paths.documentFile(document.id)}>Télécharger ce document</a>
        </p>
      ) : null}
      {document.locked ? <LockedDocument /> : null}
      <h2>Renommer</h2>
      <form method="post" encType="multipart/form-data" className="account-form" noValidate>
        <Csrf token={csrf} />
        <input type="hidden" name="action" value="renommer" />
        <Field
          name="nom"
          label="Nom du document"
          required
          maxLength={100}
          typed={{ nom: document.name }}
          errors={errors}
        />
        <button className="fr-btn fr-btn--secondary" type="submit">
          Renommer
        </button>
      </form>
      <h2>Remplacer</h2>
      <form method="post" encType="multipart/form-data" className="account-form" noValidate data-upload>
        <Csrf token={csrf} />
        <input type="hidden" name="action" value="remplacer" />
        <div className={errors.fichier ? "fr-upload-group fr-upload-group--error" : "fr-upload-group"}>
          <label className="fr-label" htmlFor="fichier">
            Nouveau document
            <span className="fr-hint-text">{ACCEPTED_FORMATS}, 10 Mo au plus</span>
          </label>
          <input
            className="fr-upload"
            type="file"
            id="fichier"
            name="fichier"
            accept={ACCEPT_ATTRIBUTE}
            required
            aria-invalid={errors.fichier ? true : undefined}
            aria-describedby={errors.fichier ? "fichier-erreur" : undefined}
          />
          <FieldError name="fichier" error={errors.fichier} />
        </div>
        <button className="fr-btn fr-btn--secondary" type="submit">
          Remplacer
        </button>
      </form>
      <h2>Retirer</h2>
      <form method="post" encType="multipart/form-data">
        <Csrf token={csrf} />
        <input type="hidden" name="action" value="retirer" />
        <button className="fr-btn fr-btn--secondary" type="submit">
          Retirer ce document
        </button>
      </form>
      <p className="account__back">
        <a href={paths.documents()}>Revenir à mes documents</a>
      </p>
    </AccountPage>
  );
}
