import { countryAlpha2, labelOf } from "#app/domain/nomenclature.ts";
import { findCommune } from "#app/domain/places/communes.ts";
import { parisTimeToInstant } from "#app/domain/time.ts";
import type { Offer } from "./offer.ts";

/**
 * An offer as schema.org's `JobPosting`, for search engines. Nothing is invented: a property whose value was not said
 * is left out.
 * @param address the page of the offer
 * @returns null when nobody says who hires: search engines refuse such a posting
 */
export function jobPosting(offer: Offer, address: string): Record<string, unknown> | null {
  const employer = offer.employer ?? offer.administration?.label ?? null;
  if (employer === null) return null;
  return said({
    "@context": "https://schema.org",
    "@type": "JobPosting",
    title: offer.title,
    description: [offer.description, offer.profile].filter(Boolean).join("") || offer.title,
    identifier: said({ "@type": "PropertyValue", name: employer, value: offer.reference }),
    datePosted: offer.publishedAt,
    validThrough: offer.expiresOn && parisTimeToInstant(offer.expiresOn, "23:59:59"),
    // An apprentice has a contract of employment; schema.org has no value for apprenticeships.
    employmentType: offer.type === "stage" ? "INTERN" : "OTHER",
    hiringOrganization: { "@type": "Organization", name: employer },
    jobLocation: { "@type": "Place", address: addressOf(offer) },
    jobStartDate: offer.startsOn,
    occupationalCategory: offer.domains.map((code) => labelOf("domain", code) ?? code).join(", ") || null,
    url: address,
    directApply: false,
  });
}

/** The town is the commune alone, « Paris » for « PARIS 14ème arrondissement », where it is known. */
function addressOf({ city, commune, region, country }: Offer): Record<string, unknown> {
  return said({
    "@type": "PostalAddress",
    addressLocality: (commune && findCommune(commune)?.name) ?? city,
    addressRegion: region && labelOf("region", region),
    addressCountry: countryAlpha2(country),
  });
}

function said(properties: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null));
}
