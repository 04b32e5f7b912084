import { hideOfferByHand, showOfferAgain } from "#app/services/offers/offers-by-hand.ts";
import type { Accounts } from "#db/accounts/database.ts";
import type { Operator } from "#db/accounts/operations/access/operator-sessions.ts";
import { noteOperatorEvent } from "#db/accounts/operations/operator-audit.ts";
import { recordOfferAct } from "#db/accounts/publishing/drafts/released-drafts.ts";
import { OPERATOR } from "#db/accounts/publishing/recruiters/recruiters.ts";
import type { Catalogue } from "#db/catalogue/database.ts";

type Deps = { accounts: Accounts /** The primary. */; catalogue: Catalogue };
type Act = { operator: Operator; reference: string; administration: string | null; reason: string };

/**
 * Hides an offer from everybody: what the operator does is written down, then it is hidden, then its administration is
 * told in its list of events. Broken anywhere, it is done again.
 * @param act `reason`: as the people of its administration read it
 */
export async function hideOffer(deps: Deps, act: Act, now: Date): Promise<"hidden" | "unknown"> {
  const { operator, reference, reason } = act;
  const subject = { kind: "offer", id: reference } as const;
  await noteOperatorEvent(deps.accounts, { operator, event: "offer-hidden", subject, reason }, now);
  const done = await hideOfferByHand(deps.catalogue, reference, reason, now);
  if (done === "hidden") await tell(deps, act, "offer-hidden", now);
  return done;
}

/** Shows a hidden offer again, in the same order. */
export async function restoreOffer(deps: Deps, act: Act, now: Date): Promise<"shown" | "unknown"> {
  const { operator, reference, reason } = act;
  const subject = { kind: "offer", id: reference } as const;
  await noteOperatorEvent(deps.accounts, { operator, event: "offer-shown", subject, reason }, now);
  const done = await showOfferAgain(deps.catalogue, reference, now);
  if (done === "shown") await tell(deps, act, "offer-shown", now);
  return done;
}

async function tell(
  { accounts }: Deps,
  { administration, reference }: Act,
  event: "offer-hidden" | "offer-shown",
  now: Date,
): Promise<void> {
  if (administration === null) return;
  await recordOfferAct(accounts, { administration, actor: OPERATOR, event, references: [reference] }, now);
}
