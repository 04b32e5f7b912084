import { dayInParis } from "#app/domain/format.ts";
import { type KeptOfferState, keptOfferState } from "#app/domain/kept-offers/kept-offer.ts";
import type { Offer } from "#app/domain/offers/offer.ts";
import type { Accounts } from "#db/accounts/database.ts";
import {
  type KeptOffer,
  keepOffer,
  listKeptOffers,
  setKeptOfferNotices,
} from "#db/accounts/kept-offers/kept-offers.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { findKeptOfferFacts } from "#db/catalogue/kept-offers/kept-offers.ts";

type Deps = { accounts: Accounts; catalogue: Catalogue };

/** A kept offer as « Mes offres » shows it. */
export type ShownOffer = Pick<KeptOffer, "offerId" | "reference" | "title" | "keptAt"> & {
  state: KeptOfferState;
  expiresOn: string | null;
};

/** The offers that a candidate keeps, the last kept first, each with its state today. */
export async function showKeptOffers(
  { accounts, catalogue }: Deps,
  candidateId: number,
  now: Date,
): Promise<ShownOffer[]> {
  const kept = await listKeptOffers(accounts, candidateId);
  const facts = await findKeptOfferFacts(
    catalogue,
    kept.map(({ offerId }) => offerId),
  );
  const today = dayInParis(now);
  return kept.map(({ offerId, reference, title, keptAt }) => {
    const offer = facts.get(offerId) ?? null;
    const state = keptOfferState(offer, today);
    return { offerId, reference, title, keptAt, state, expiresOn: offer?.expiresOn ?? null };
  });
}

/**
 * Keeps an offer for a candidate. If the offer is already closing or over, its page has just shown that: no mail
 * repeats it.
 * @returns `kept-before` when she keeps it already, `full` when she keeps a hundred others
 */
export function putAside(
  accounts: Accounts,
  candidateId: number,
  offer: Offer,
  now: Date,
): Promise<"kept" | "kept-before" | "full"> {
  const { id: offerId, reference, title } = offer;
  const state = keptOfferState(offer, dayInParis(now));
  const alreadyShown = state === "open" ? null : state === "closing" ? "closing" : "over";
  return keepOffer(accounts, candidateId, { offerId, reference, title, alreadyShown }, now);
}

/**
 * Switches the mails about kept offers on or off for a candidate. When she switches them on, her page shows the offers
 * that are already closing or over: no mail repeats these.
 */
export async function changeNotices(deps: Deps, candidateId: number, wanted: boolean, now: Date): Promise<void> {
  const shown = wanted ? await showKeptOffers(deps, candidateId, now) : [];
  const idsOf = (...states: KeptOfferState[]) =>
    shown.filter(({ state }) => states.includes(state)).map(({ offerId }) => offerId);
  const seen = { closing: idsOf("closing"), over: idsOf("closed", "withdrawn") };
  await setKeptOfferNotices(deps.accounts, candidateId, { wanted, seen }, now);
}
