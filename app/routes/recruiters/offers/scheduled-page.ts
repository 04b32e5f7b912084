import { placeOf } from "#app/domain/offers/offer-words.ts";
import type { Posting } from "#app/domain/offers/posting.ts";
import { sourceOf } from "#app/domain/publishing/offer-tabs.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { listEventsOf } from "#db/accounts/publishing/drafts/draft-lists.ts";
import { findDraftOf } from "#db/accounts/publishing/drafts/drafts.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { findScheduledOffer } from "#db/catalogue/publishing/own-offers.ts";

/** What the page of an offer that waits for its day shows. @throws a 404 when there is none */
export async function findScheduledPage(
  deps: { accounts: Accounts; catalogue: Catalogue },
  reference: string,
  administration: string,
) {
  const scheduled = await findScheduledOffer(deps.catalogue, reference, administration);
  if (!scheduled) throw new Response(null, { status: 404 });
  const posting = JSON.parse(scheduled.posting) as Posting;
  const draft = await findDraftOf(deps.accounts, reference, administration);
  return {
    scheduled: { reference, title: posting.title, place: placeOf(posting), publishesAt: scheduled.publishesAt },
    source: sourceOf(scheduled.source),
    draftId: draft?.id ?? null,
    events: await listEventsOf(deps.accounts, [reference, ...(draft ? [draft.id, ...draft.refs] : [])], administration),
  };
}
