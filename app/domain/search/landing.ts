import { type Choice, DOMAINS, REGIONS } from "#app/domain/nomenclature.ts";
import { toSlug } from "#app/domain/slug.ts";

/** A région or a domain, under the name that it has in the addresses of its pages. */
export type Landing = Choice & { slug: string };

export const LANDING_REGIONS: readonly Landing[] = withSlugs(REGIONS);
export const LANDING_DOMAINS: readonly Landing[] = withSlugs(DOMAINS);

/** The région or domain of this slug, or null. */
export function bySlug(landings: readonly Landing[], slug: string): Landing | null {
  return landings.find((landing) => landing.slug === slug) ?? null;
}

/** The key under which the open offers of a domain in a région are counted: `53/NUM`. */
export const landingCode = (region: string, domain: string) => `${region}/${domain}`;

function withSlugs(choices: readonly Choice[]): Landing[] {
  return choices.map((choice) => ({ ...choice, slug: toSlug(choice.label) }));
}
