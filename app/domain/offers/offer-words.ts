import { formatTown } from "#app/domain/format.ts";
import { FRANCE, labelOf } from "#app/domain/nomenclature.ts";
import type { Offer, OfferPlace } from "./offer.ts";

/** « Rennes (35) », « Berlin (Allemagne) », « Bretagne »; null when the employer said nothing. */
export function placeOf({ city, department, region, country }: OfferPlace): string | null {
  const town = city && formatTown(city);
  if (country !== FRANCE) return within(town, labelOf("country", country) ?? country);
  if (town) return within(town, department);
  if (department) return `${labelOf("department", department) ?? department} (${department})`;
  return region && labelOf("region", region);
}

function within(town: string | null, larger: string | null): string | null {
  return town && larger ? `${town} (${larger})` : (town ?? larger);
}

/** Who hires: the entity and its administration, or the service when one of them is not known. */
export function employerOf({
  employer,
  administration,
  service,
}: Pick<Offer, "employer" | "administration" | "service">): string {
  const names = new Set([employer, administration?.label ?? null, service].filter((name) => name !== null));
  return [...names].slice(0, 2).join(" – ") || "Employeur non précisé";
}
