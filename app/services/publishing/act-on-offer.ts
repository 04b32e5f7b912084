import { dayInParis } from "#app/domain/format.ts";
import { administrationName } from "#app/domain/imports/publisher.ts";
import { sourceOf } from "#app/domain/publishing/offer-tabs.ts";
import { shiftMonths, toDay } from "#app/domain/time.ts";
import { withdrawPosting } from "#app/services/imports/publish-posting.ts";
import { closeOfferByHand, extendOffer, republishOffer } from "#app/services/offers/offers-by-hand.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { type Draft, findDraftOf } from "#db/accounts/publishing/drafts/drafts.ts";
import { recordOfferAct, unrelease, writeDraftLastDay } from "#db/accounts/publishing/drafts/released-drafts.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import {
  type FoundOffer,
  findOwnOffer,
  findOwnOffers,
  findScheduledOffer,
  type OwnOffer,
} from "#db/catalogue/publishing/own-offers.ts";
import { KEPT_MONTHS } from "./purge-contacts.ts";

type Deps = { accounts: Accounts /** The primary. */; catalogue: Catalogue };

/** An offer of an administration, the draft that it comes from, and its offers at other places, itself among them. */
export type KnownOffer = {
  offer: FoundOffer;
  draft: Draft | null;
  places: OwnOffer[];
};

/** What a person may do to published offers. `everywhere`: to the same offer at its other places too. */
export type Act =
  | { does: "fill" | "withdraw"; everywhere: boolean }
  | { does: "extend"; lastDay: string }
  | { does: "republish"; everywhere: boolean; lastDay: string | null };

/** Finds an offer of an administration with what belongs to it; null for any other. */
export async function findKnownOffer(
  { accounts, catalogue }: Deps,
  reference: string,
  administration: string,
): Promise<KnownOffer | null> {
  const offer = await findOwnOffer(catalogue, reference, administration);
  if (!offer) return null;
  const draft = await findDraftOf(accounts, reference, administration);
  return { offer, draft, places: await findOwnOffers(catalogue, draft?.refs ?? [reference], administration) };
}

/**
 * Does something to an offer, and notes who did. The catalogue is written first: broken anywhere, it is done again.
 * @returns `past` when the last day is no day to come, `imported` when only its publisher may change the last day,
 * `erased` when an offer of the form has no contact any more: it is edited before it is published again, `hidden` when
 * only operators show it again
 */
export async function actOnOffer(
  deps: Deps,
  { offer, draft, places }: KnownOffer,
  act: Act,
  { administration, actor }: { administration: string; actor: string },
  now: Date,
): Promise<"done" | "past" | "imported" | "erased" | "hidden"> {
  const { accounts, catalogue } = deps;
  const all = places.map(({ reference }) => reference);
  // One form has one last day for all of its places.
  const references = act.does === "extend" || act.everywhere ? all : [offer.reference];
  if (act.does === "republish" && offer.closedByHand === "hidden") return "hidden";
  const lastDay = "lastDay" in act ? act.lastDay : null;
  if (act.does === "republish" && draft && isErased(offer, now)) return "erased";
  if (lastDay !== null) {
    if (sourceOf(offer.source) !== "formulaire") return "imported";
    if (toDay(lastDay) === null || lastDay < dayInParis(now)) return "past";
    if (draft) await writeDraftLastDay(accounts, draft, lastDay, now);
    for (const reference of all) await extendOffer(catalogue, reference, lastDay, now);
  }
  const today = dayInParis(now);
  const isPast = ({ reference, expiresOn }: OwnOffer) =>
    references.includes(reference) && lastDay === null && expiresOn !== null && expiresOn < today;
  if (act.does === "republish" && places.some(isPast)) return "past";
  for (const reference of references) {
    if (act.does === "fill") await closeOfferByHand(catalogue, reference, "filled", now);
    if (act.does === "withdraw") await closeOfferByHand(catalogue, reference, "withdrawn", now);
    if (act.does === "republish") await republishOffer(catalogue, reference, now);
  }
  await recordOfferAct(accounts, { administration, actor, event: EVENTS[act.does], references }, now);
  return "done";
}

/** Whether the contacts of an offer may have been erased (`purge-contacts.ts`). Before that, it is one that never had any. */
function isErased({ contacts, withdrawnAt, expiresOn }: FoundOffer, now: Date): boolean {
  const before = shiftMonths(now.toISOString(), -KEPT_MONTHS);
  const isWithdrawn = withdrawnAt !== null && withdrawnAt <= before;
  return contacts.length === 0 && (isWithdrawn || (expiresOn !== null && expiresOn < before.slice(0, 10)));
}

const EVENTS = {
  fill: "offer-filled",
  withdraw: "offer-withdrawn",
  extend: "offer-extended",
  republish: "offer-republished",
} as const;

/**
 * Gives up the publications to come of an offer of the form. When no place of it was published yet, it is a draft
 * again; places that candidates see stay.
 * @returns `draft` when it is a draft again, be it since before; `places-stay` when some of its places were published;
 * `releasing` when it is being published at this moment, and nothing was changed; null when nothing of it is to come
 */
export async function cancelScheduled(
  { accounts, catalogue }: Deps,
  reference: string,
  { administration, actor }: { administration: string; actor: string },
  now: Date,
): Promise<"draft" | "places-stay" | "releasing" | null> {
  const draft = await findDraftOf(accounts, reference, administration);
  if (!draft) return null;
  const scheduled = await findScheduledOffer(catalogue, reference, administration);
  if (!scheduled) return draft.state === "draft" ? "draft" : null;
  const published = await findOwnOffers(catalogue, draft.refs, administration);
  // The draft first: broken after it, the offer is still listed, to be given up again.
  if (published.length === 0 && !(await unrelease(accounts, draft, actor, now))) return "releasing";
  for (const each of draft.refs.filter((ref) => !published.some((offer) => offer.reference === ref)))
    await withdrawPosting(catalogue, administrationName(administration), each, now);
  return published.length === 0 ? "draft" : "places-stay";
}
