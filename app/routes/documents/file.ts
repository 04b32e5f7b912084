import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { attachment } from "#app/domain/documents/document.ts";
import { DOCUMENT_FORMATS } from "#app/domain/documents/formats.ts";
import { requireCandidate } from "#app/http/sessions/session.ts";
import { maySend } from "#app/services/documents/zip-documents.ts";
import { logEvent } from "#app/services/events.ts";
import { findDocument, objectKey } from "#db/accounts/documents/documents.ts";

/**
 * A document of the logged-in candidate, as a download under a media type of our own table, in a sandbox (OWASP ASVS
 * 5.0, 3.2.1). Where files are scanned, only a clean file is sent.
 */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { candidate } = await requireCandidate(request, context);
  const { accounts, env } = context;
  const document = await findDocument(accounts, params.id ?? "", { candidateId: candidate.id });
  if (!document) throw new Response(null, { status: 404 });
  if (!maySend(document, Boolean(env.SCANNER_URL))) throw new Response(null, { status: 409 });
  const object = await env.DOCUMENTS.get(objectKey(document.id)).catch(() => "broken" as const);
  if (object === "broken") {
    logEvent("document-not-given", { reason: "bucket" });
    throw new Response(null, { status: 503, headers: { "Retry-After": "60" } });
  }
  if (!object) throw new Response(null, { status: 404 });
  return new Response(object.body, {
    headers: {
      "Content-Type": DOCUMENT_FORMATS[document.format].type,
      "Content-Length": String(object.size),
      "Content-Disposition": attachment(document.name),
      "Content-Security-Policy": "sandbox; default-src 'none'",
      "Cross-Origin-Resource-Policy": "same-origin",
    },
  });
}
