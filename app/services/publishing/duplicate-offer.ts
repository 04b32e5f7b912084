import { draftCopy, type TypedDraft } from "#app/domain/publishing/draft-form.ts";
import { draftOfOffer } from "#app/domain/publishing/draft-of-offer.ts";
import { randomId } from "#app/services/secrets.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { findDraft, findDraftOf, insertDraft } from "#db/accounts/publishing/drafts/drafts.ts";
import { actorOf, type Recruiter } from "#db/accounts/publishing/recruiters/recruiter-sessions.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { findOwnOffer } from "#db/catalogue/publishing/own-offers.ts";

type Deps = { accounts: Accounts; catalogue: Catalogue };

/**
 * Begins a draft that is a copy of another draft, or of an offer of the administration, whoever published it.
 * @returns the id of the draft; null when there is no such draft or offer
 */
export async function duplicateOffer(
  deps: Deps,
  recruiter: Recruiter,
  of: { draft: string } | { reference: string },
  now: Date,
): Promise<string | null> {
  const typed = await typedOf(deps, recruiter.administration, of);
  if (!typed) return null;
  const { administration, id: recruiterId } = recruiter;
  const id = randomId();
  await insertDraft(deps.accounts, { id, administration, recruiterId, typed, actor: actorOf(recruiter) }, now);
  return id;
}

async function typedOf(
  { accounts, catalogue }: Deps,
  administration: string,
  of: { draft: string } | { reference: string },
): Promise<TypedDraft | null> {
  const draft =
    "draft" in of
      ? await findDraft(accounts, { id: of.draft, administration })
      : await findDraftOf(accounts, of.reference, administration);
  if (draft) return draftCopy(draft.typed);
  const offer = "draft" in of ? null : await findOwnOffer(catalogue, of.reference, administration);
  return offer && draftOfOffer(offer);
}
