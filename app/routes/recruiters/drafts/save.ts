import type { ActionFunctionArgs } from "@remix-run/cloudflare";
import { MOST_DRAFT_BYTES, readTyped } from "#app/domain/publishing/draft-form.ts";
import { requireRecruiterForm } from "#app/http/recruiter-session.ts";
import { saveDraft } from "#app/services/publishing/save-draft.ts";
import { ownedDraft } from "./owned-draft.ts";

/** What the form sends by itself while somebody types (app/enhance/autosave.ts): the answer is the new version. */
export async function action({ request, params, context }: ActionFunctionArgs): Promise<Response> {
  const { fields, ...signedIn } = await requireRecruiterForm(request, context, MOST_DRAFT_BYTES);
  const draft = await ownedDraft(context, signedIn, params.id);
  const typed = readTyped(fields);
  const saved = await saveDraft(context.accounts, draft, Number(fields.get("version")), typed, context.now);
  if ("conflict" in saved) return Response.json({ at: saved.conflict.updatedAt }, { status: 409 });
  return Response.json({ version: saved.version, at: context.now.toISOString() });
}
