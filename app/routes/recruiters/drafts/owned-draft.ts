import type { AppLoadContext } from "@remix-run/cloudflare";
import { dayInParis } from "#app/domain/format.ts";
import { type CheckedDraft, checkDraft } from "#app/domain/publishing/draft-check.ts";
import type { SignedInRecruiter } from "#app/http/sessions/recruiter-session.ts";
import { type Draft, findDraft } from "#db/accounts/publishing/drafts/drafts.ts";

/** The draft that the address names. @throws a 404 when it is not one of her administration */
export async function ownedDraft(
  { accounts }: AppLoadContext,
  { recruiter }: SignedInRecruiter,
  id: string | undefined,
): Promise<Draft> {
  const draft = await findDraft(accounts, { id: id ?? "", administration: recruiter.administration });
  if (!draft) throw new Response(null, { status: 404 });
  return draft;
}

/** What would be published of it now. */
export function checkedDraft(draft: Draft, now: Date): CheckedDraft {
  const context = { administration: draft.administrationLabel, today: dayInParis(now), now: now.toISOString() };
  return checkDraft(draft.typed, { ...context, reference: draft.refs[0] ?? null });
}
