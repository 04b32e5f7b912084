import { daysBetween } from "#app/domain/format.ts";
import { type ClosedByHand, isOpen } from "#app/domain/offers/offer.ts";

/** The lists of « Mes offres », in the order of an offer's life, with what each holds. */
export const OFFER_TABS = [
  { code: "brouillons", label: "Brouillons", one: "Brouillon", at: "draft" },
  { code: "a-relire", label: "À relire", one: "À relire", at: "draft" },
  { code: "programmees", label: "Programmées", one: "Programmée", at: "scheduled" },
  { code: "publiees", label: "Publiées", one: "Publiée", at: "offer" },
  { code: "pourvues", label: "Pourvues", one: "Pourvue", at: "offer" },
  { code: "retirees", label: "Retirées", one: "Retirée", at: "offer" },
  { code: "expirees", label: "Expirées", one: "Expirée", at: "offer" },
] as const;

export type OfferTab = (typeof OFFER_TABS)[number]["code"];
export type DraftTab = Extract<(typeof OFFER_TABS)[number], { at: "draft" }>["code"];
export type PublishedTab = Extract<(typeof OFFER_TABS)[number], { at: "offer" }>["code"];

/** How the offers of a list may be sorted. */
export const OFFER_SORTS = [
  { code: "modification", label: "Dernière modification" },
  { code: "dernier-jour", label: "Dernier jour pour candidater" },
  { code: "intitule", label: "Intitulé" },
] as const;

type OfferSort = (typeof OFFER_SORTS)[number]["code"];

/** Where an offer of an administration comes from. */
export const OFFER_SOURCES = [
  { code: "formulaire", label: "Formulaire" },
  { code: "api", label: "API" },
  { code: "flux", label: "Flux" },
] as const;

export type OfferSource = (typeof OFFER_SOURCES)[number]["code"];

/** What is asked of a list. */
export type OfferListing = {
  tab: OfferTab;
  /** Words of the title, or of the reference; empty for all. */
  words: string;
  sort: OfferSort;
  type: "" | "stage" | "apprentissage";
  source: "" | OfferSource;
  /** A recruiter who wrote drafts; 0 for all. */
  author: number;
  page: number;
};

export const OFFERS_A_PAGE = 20;

/** Reads what the address of a list asks; what it does not understand is left out. */
export function readListing(asked: URLSearchParams): OfferListing {
  const among = <Code extends string>(choices: readonly { code: Code }[], name: string) =>
    choices.find(({ code }) => code === asked.get(name))?.code;
  const whole = (name: string) => Number(/^\d{1,9}$/.exec(asked.get(name) ?? "")?.[0] ?? 0);
  const type = asked.get("type");
  return {
    tab: among(OFFER_TABS, "etat") ?? "publiees",
    words: (asked.get("q") ?? "").trim().slice(0, 100),
    sort: among(OFFER_SORTS, "tri") ?? "modification",
    type: type === "stage" || type === "apprentissage" ? type : "",
    source: among(OFFER_SOURCES, "source") ?? "",
    author: whole("auteur"),
    page: Math.max(1, whole("page")),
  };
}

/** The query string of a list, without what says nothing. */
export function listingQuery({ tab, words, sort, type, source, author, page }: OfferListing): string {
  const said = {
    etat: tab,
    q: words,
    tri: sort === "modification" ? "" : sort,
    type,
    source,
    auteur: author ? String(author) : "",
    page: page > 1 ? String(page) : "",
  };
  return new URLSearchParams(Object.entries(said).filter(([, value]) => value)).toString();
}

/** Where an offer comes from, by its `source`. @param source `<publisher>/<feed>`, as in the catalogue */
export function sourceOf(source: string): OfferSource {
  if (!source.startsWith("@")) return "flux";
  return source.endsWith("/formulaire") ? "formulaire" : "api";
}

/** The list that an offer stands in. @param today the current day in Europe/Paris */
export function tabOf(
  offer: { withdrawnAt: string | null; expiresOn: string | null; closedByHand: ClosedByHand | null },
  today: string,
): PublishedTab {
  if (isOpen(offer, today)) return "publiees";
  if (offer.withdrawnAt === null) return "expirees";
  return offer.closedByHand === "filled" ? "pourvues" : "retirees";
}

/** « Plus que 3 jours », for an offer that ends within a week; null otherwise. */
export function timeLeft(expiresOn: string | null, today: string): string | null {
  const left = expiresOn === null ? Number.POSITIVE_INFINITY : daysBetween(today, expiresOn);
  if (left < 0 || left > 7) return null;
  return left === 0 ? "Dernier jour" : left === 1 ? "Plus qu’un jour" : `Plus que ${left} jours`;
}
