import type { Offer } from "#app/domain/offers/offer.ts";
import type { Posting } from "#app/domain/offers/posting.ts";

/** The posting that publishes an offer as it is: imported again, it changes nothing. */
export function toPosting({ id, commune, withdrawnAt, administration, ...said }: Offer): Posting {
  const { reference, type, title, employer, service, level, domains, region, department, country, city } = said;
  const { description, profile, employerDescription, more, startsOn, durationMinMonths, durationMaxMonths } = said;
  const { telework, disabilityFriendly, pay, contacts, publishedAt, updatedAt, expiresOn } = said;
  return {
    reference,
    type,
    title,
    administration: administration?.label ?? null,
    employer,
    service,
    level,
    domains,
    region,
    department,
    country,
    city,
    description,
    profile,
    employerDescription,
    more,
    startsOn,
    durationMinMonths,
    durationMaxMonths,
    telework,
    disabilityFriendly,
    pay,
    contacts,
    publishedAt,
    updatedAt,
    expiresOn,
  };
}
