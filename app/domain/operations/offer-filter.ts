import type { ClosedByHand } from "#app/domain/offers/offer.ts";
import { OFFER_TABS, tabOf } from "#app/domain/publishing/offer-tabs.ts";

/** The offers that operators may ask for, by their state. */
export const OFFER_STATES = [
  { code: "ouvertes", label: "Ouvertes" },
  { code: "closes", label: "Closes" },
  { code: "masquees", label: "Masquées" },
  { code: "programmees", label: "Programmées" },
  { code: "toutes", label: "Toutes, sauf programmées" },
] as const;

type OfferState = (typeof OFFER_STATES)[number]["code"];

/** What is asked of the list of offers of operators. */
export type OfferFilter = {
  /** A reference, or words as in the public search. */
  words: string;
  state: OfferState;
  /** A slug; empty for all. */
  administration: string;
  /** `<publisher>/<feed>`; empty for all. */
  source: string;
  /** Where the page begins, as the page before gave it; empty for the first one. */
  before: string;
};

/** Reads the address of the list. What it does not understand is left out. */
export function readOfferFilter(asked: URLSearchParams): OfferFilter {
  const said = (name: string, most: number) => (asked.get(name) ?? "").trim().slice(0, most);
  return {
    words: said("q", 200),
    state: OFFER_STATES.find(({ code }) => code === asked.get("etat"))?.code ?? "ouvertes",
    administration: said("administration", 80),
    source: said("source", 200),
    before: said("avant", 200),
  };
}

/** The parameters of the address of a list, for `paths.operationsOffers`. */
export function offerFilterQuery({ words, state, administration, source, before }: OfferFilter) {
  return { q: words, etat: state === "ouvertes" ? "" : state, administration, source, avant: before };
}

type Stated = { withdrawnAt: string | null; expiresOn: string | null; closedByHand: ClosedByHand | null };

/** « Ouverte », « Pourvue », « Masquée »… @param today the current day in Europe/Paris */
export function stateInWords(offer: Stated, today: string): string {
  if (offer.closedByHand === "hidden") return "Masquée";
  return OFFER_TABS.find(({ code }) => code === tabOf(offer, today))?.one.replace("Publiée", "Ouverte") ?? "";
}
