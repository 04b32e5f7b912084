import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/cloudflare";
import { MOST_DRAFT_BYTES, readTyped } from "#app/domain/publishing/draft-form.ts";
import { requireRecruiter, requireRecruiterForm } from "#app/http/sessions/recruiter-session.ts";
import { paths } from "#app/paths.ts";
import { saveDraft } from "#app/services/publishing/save-draft.ts";
import { ownedDraft } from "./owned-draft.ts";

/** Somebody who logged in again while typing is led back here: to her form. */
export async function loader({ request, params, context }: LoaderFunctionArgs): Promise<Response> {
  const { id } = await ownedDraft(context, await requireRecruiter(request, context), params.id);
  return redirect(paths.draft(id), 303);
}

/** What the form sends by itself while somebody types (app/enhance/draft-form/autosave.ts): the answer is the new version. */
export async function action({ request, params, context }: ActionFunctionArgs): Promise<Response> {
  const { fields, ...signedIn } = await requireRecruiterForm(request, context, MOST_DRAFT_BYTES);
  const draft = await ownedDraft(context, signedIn, params.id);
  const typed = readTyped(fields);
  const saved = await saveDraft(context.accounts, draft, Number(fields.get("version")), typed, context.now);
  if ("conflict" in saved) return Response.json({ at: saved.conflict.updatedAt }, { status: 409 });
  return Response.json({ version: saved.version, at: context.now.toISOString() });
}
