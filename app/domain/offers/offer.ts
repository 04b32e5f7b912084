import type { OfferType } from "#app/domain/nomenclature.ts";

/** Somebody to write to, call, or a site to visit. At least one of the last three is present. */
export type Contact = { name?: string; email?: string; phone?: string; url?: string };

/**
 * An internship or apprenticeship offer as PASS keeps it. `null` means that the employer did not say:
 * nothing is invented. Days are `YYYY-MM-DD` in Europe/Paris, instants are ISO 8601 in UTC.
 * `description`, `profile`, `employerDescription` and `more` are HTML reduced by `rich-text.ts`.
 */
export type Offer = {
  /** Order of first publication here; newest has the highest. */
  id: number;
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
  region: string | null;
  department: string | null;
  /** ISO 3166-1 alpha-3. */
  country: string;
  city: string | null;
  description: string | null;
  profile: string | null;
  employerDescription: string | null;
  more: string | null;
  startsOn: string | null;
  durationMinMonths: number | null;
  durationMaxMonths: number | null;
  contacts: Contact[];
  publishedAt: string;
  updatedAt: string;
  /** Last day on which one can apply. */
  expiresOn: string | null;
  withdrawnAt: string | null;
};

/** What a list shows of an offer. */
export type OfferSummary = Pick<
  Offer,
  | "id"
  | "reference"
  | "type"
  | "title"
  | "administration"
  | "employer"
  | "service"
  | "level"
  | "domains"
  | "region"
  | "department"
  | "country"
  | "city"
  | "startsOn"
  | "durationMinMonths"
  | "durationMaxMonths"
  | "publishedAt"
  | "expiresOn"
>;

/**
 * Whether candidates may still be told to apply: not withdrawn, and its last day (included) is not past.
 * @param today the current day in Europe/Paris, `YYYY-MM-DD`
 */
export function isOpen(offer: Pick<Offer, "withdrawnAt" | "expiresOn">, today: string): boolean {
  return offer.withdrawnAt === null && (offer.expiresOn === null || offer.expiresOn >= today);
}
