import { type SQL, sql } from "drizzle-orm";
import type { Contact, Offer, OfferSummary } from "#app/domain/offers/offer.ts";

/**
 * The condition that an offer is open: `isOpen` of the domain, in SQL.
 * @param today the current day in Europe/Paris
 * @param offers what the statement calls the table
 */
export function isOpenOn(today: string, offers: "offers" | "o" | "t" = "o"): SQL {
  const of = sql.raw(offers);
  return sql`(${of}.withdrawn_at IS NULL AND (${of}.expires_on IS NULL OR ${of}.expires_on >= ${today}))`;
}

/** The columns of an offer in a list, from `offers o LEFT JOIN administrations a`. */
export const SUMMARY_COLUMNS =
  sql.raw(`o.id, o.reference, o.type, o.title, o.employer, o.service, o.level, o.region, o.department,
  o.country, o.city, o.commune, o.starts_on AS startsOn, o.duration_min_months AS durationMinMonths,
  o.duration_max_months AS durationMaxMonths, o.telework, o.disability_friendly AS disabilityFriendly, o.published_at AS publishedAt, o.expires_on AS expiresOn,
  a.slug AS administrationSlug, a.label AS administrationLabel,
  (SELECT group_concat(domain) FROM offer_domains d WHERE d.offer_id = o.id) AS domains`);

/** Who closed an offer `o` by hand: operators, whatever others did. */
export const CLOSED_BY_HAND = sql.raw("iif(o.hidden_at IS NOT NULL, 'hidden', o.closed_by_hand)");

/** All the columns of an offer, from the same join. */
export const OFFER_COLUMNS = sql`${SUMMARY_COLUMNS}, o.description, o.profile,
  o.employer_description AS employerDescription, o.more, o.pay, o.contacts, o.updated_at AS updatedAt,
  o.withdrawn_at AS withdrawnAt, ${CLOSED_BY_HAND} AS closedByHand,
  (SELECT group_concat(slug) FROM administrations m WHERE m.merged_into = o.administration_id) AS otherSlugs`;

export type SummaryRow = Omit<OfferSummary, "administration" | "domains" | "telework" | "disabilityFriendly"> & {
  administrationSlug: string | null;
  administrationLabel: string | null;
  domains: string | null;
  /** 0 or 1, as SQLite keeps booleans. */
  telework: number | null;
  disabilityFriendly: number | null;
};

export type OfferRow = SummaryRow &
  Omit<Offer, keyof OfferSummary | "contacts" | "otherSlugs"> & { contacts: string; otherSlugs: string | null };

export function toSummary(row: SummaryRow): OfferSummary {
  const { administrationSlug: slug, administrationLabel: label, domains } = row;
  return {
    id: row.id,
    reference: row.reference,
    type: row.type,
    title: row.title,
    administration: slug !== null && label !== null ? { slug, label } : null,
    employer: row.employer,
    service: row.service,
    level: row.level,
    domains: domains ? domains.split(",") : [],
    region: row.region,
    department: row.department,
    country: row.country,
    city: row.city,
    commune: row.commune,
    startsOn: row.startsOn,
    durationMinMonths: row.durationMinMonths,
    durationMaxMonths: row.durationMaxMonths,
    telework: toBoolean(row.telework),
    disabilityFriendly: toBoolean(row.disabilityFriendly),
    publishedAt: row.publishedAt,
    expiresOn: row.expiresOn,
  };
}

export function toOffer(row: OfferRow): Offer {
  const { description, profile, employerDescription, more, pay, updatedAt, withdrawnAt, closedByHand, otherSlugs } =
    row;
  return {
    ...toSummary(row),
    description,
    profile,
    employerDescription,
    more,
    pay,
    updatedAt,
    withdrawnAt,
    closedByHand,
    contacts: JSON.parse(row.contacts) as Contact[],
    ...(otherSlugs === null ? {} : { otherSlugs: otherSlugs.split(",") }),
  };
}

function toBoolean(kept: number | null): boolean | null {
  return kept === null ? null : kept === 1;
}
