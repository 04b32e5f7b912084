import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { attachment } from "#app/domain/documents/document.ts";
import { seeOther } from "#app/http/answers.ts";
import { requireCandidateForm } from "#app/http/sessions/session.ts";
import { paths } from "#app/paths.ts";
import { zipDocuments } from "#app/services/documents/zip-documents.ts";

/** A GET, after the candidate had to log in again, is redirected to the page with the choice of documents. */
export function loader({ params }: LoaderFunctionArgs) {
  return seeOther(paths.application(params.reference ?? ""));
}

/** The documents chosen on the page of an application, as one ZIP. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { candidate, fields } = await requireCandidateForm(request, context);
  const { accounts, env } = context;
  const reference = params.reference ?? "";
  const ids = [...fields.keys()].flatMap((name) => /^document-(.+)$/.exec(name)?.[1] ?? []);
  const chosen = { candidateId: candidate.id, ids, scanned: Boolean(env.SCANNER_URL) };
  const zip = await zipDocuments({ accounts, documents: env.DOCUMENTS }, chosen);
  if (zip === "none") return seeOther(`${paths.application(reference)}?erreur=aucun`);
  if (zip === "missing") return seeOther(`${paths.application(reference)}?erreur=absent`);
  return new Response(zip, {
    headers: {
      "Content-Type": "application/zip",
      "Content-Disposition": attachment(`Candidature ${reference.replace(/[^\w-]/g, "")}.zip`),
      "Content-Security-Policy": "sandbox; default-src 'none'",
      "Cross-Origin-Resource-Policy": "same-origin",
    },
  });
}
