import type { ActionFunctionArgs } from "@remix-run/cloudflare";
import { attachment } from "#app/domain/documents/document.ts";
import { dayInParis } from "#app/domain/format.ts";
import { seeOther } from "#app/http/answers.ts";
import { confirmIdentity, requireCandidateForm } from "#app/http/sessions/session.ts";
import { paths } from "#app/paths.ts";
import { exportCandidate } from "#app/services/account/export-candidate.ts";

/** The archive of the candidate's data, as a download. The reasons for a refusal are shown on the page of the form. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { accounts, env, now } = context;
  const { fields, ...signedIn } = await requireCandidateForm(request, context);
  const confirmed = await confirmIdentity(context, signedIn, fields.get("current") ?? "");
  if (confirmed === "wrong") return refuse("mot-de-passe");
  if ("wait" in confirmed) return refuse("tentatives", confirmed.wait);
  const deps = { accounts, documents: env.DOCUMENTS, scanned: Boolean(env.SCANNER_URL), signingKey: env.SIGNING_KEY };
  const archive = await exportCandidate(deps, signedIn.candidate.id, now);
  if (!archive) return seeOther(paths.logIn());
  if ("wait" in archive) return refuse("archives", archive.wait, confirmed.headers);
  return new Response(archive, {
    headers: {
      ...confirmed.headers,
      "Content-Type": "application/zip",
      "Content-Disposition": attachment(`mes-donnees-pass-${dayInParis(now)}.zip`),
      "Content-Security-Policy": "sandbox; default-src 'none'",
    },
  });
}

/** A GET is redirected to the page of the form: this address answers only the form. */
export function loader() {
  return seeOther(paths.exportData());
}

function refuse(reason: string, wait = 0, headers: Record<string, string> = {}): Response {
  return seeOther(`${paths.exportData()}?refus=${reason}${wait > 0 ? `&attente=${wait}` : ""}`, headers);
}
