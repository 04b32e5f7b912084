import type { OfferType } from "#app/domain/nomenclature.ts";

/** Somebody to write to, call, or a site to visit. At least one of the last three is present. */
export type Contact = { name?: string; email?: string; phone?: string; url?: string };

/** Where one works: codes of the nomenclature. */
export type OfferPlace = {
  region: string | null;
  department: string | null;
  /** ISO 3166-1 alpha-3. */
  country: string;
  city: string | null;
};

/** What employers write at length, in HTML reduced by `rich-text.ts`. */
export type OfferTexts = {
  description: string | null;
  profile: string | null;
  employerDescription: string | null;
  more: string | null;
};

/** Who hires, for what, where and from when. */
export type OfferFacts = OfferPlace & {
  /** The employer's reference, for example `A-2025-159026`. */
  reference: string;
  type: OfferType;
  title: string;
  /** Label and slug of the administration that the service belongs to. */
  administration: { slug: string; label: string } | null;
  /** The entity that hires, for example a directorate or a public establishment. */
  employer: string | null;
  service: string | null;
  /** 3 to 8. */
  level: number | null;
  /** RMFP codes. */
  domains: string[];
  startsOn: string | null;
  /** Whether some of the work may be done from home. */
  telework: boolean | null;
  /** Whether the post is said to be open to disabled people (RQTH). */
  disabilityFriendly: boolean | null;
};

/** The same offer at another place. */
export type Twin = OfferPlace & { reference: string };

/** How long the contract lasts. */
export type OfferDurations = { durationMinMonths: number | null; durationMaxMonths: number | null };

/** What a list shows of an offer. */
export type OfferSummary = OfferFacts &
  OfferDurations & {
    /** Order of first publication here; newest has the highest. */
    id: number;
    /** INSEE code of the commune that its town and its département name, or null. */
    commune: string | null;
    publishedAt: string;
    /** Last day on which one can apply. */
    expiresOn: string | null;
  };

/**
 * Why a person closes an offer: somebody was found, it is no longer offered, or operators hid it. Only operators show
 * again what they hid.
 */
export type ClosedByHand = "filled" | "withdrawn" | "hidden";

/**
 * An internship or apprenticeship offer as PASS keeps it. `null` means that the employer did not say:
 * nothing is invented. Days are `YYYY-MM-DD` in Europe/Paris, instants are ISO 8601 in UTC.
 */
export type Offer = OfferSummary &
  OfferTexts & {
    /** One line of plain text, for example « 1 250 € brut par mois ». */
    pay: string | null;
    contacts: Contact[];
    updatedAt: string;
    withdrawnAt: string | null;
    /** Why a person closed the offer; null when nobody did. */
    closedByHand: ClosedByHand | null;
    /** The slugs of the names that were merged into its administration; absent when there are none. */
    otherSlugs?: string[];
  };

/**
 * Whether candidates may still be told to apply: not withdrawn, and its last day (included) is not past.
 * @param today the current day in Europe/Paris, `YYYY-MM-DD`
 */
export function isOpen(offer: Pick<Offer, "withdrawnAt" | "expiresOn">, today: string): boolean {
  return offer.withdrawnAt === null && (offer.expiresOn === null || offer.expiresOn >= today);
}
