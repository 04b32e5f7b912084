import { formatTown } from "#app/domain/format.ts";
import { FRANCE, labelOf } from "#app/domain/nomenclature.ts";
import type { Offer } from "#app/domain/offer.ts";

/** « Rennes (35) », « Berlin (Allemagne) », « Bretagne »; null when the employer said nothing. */
export function placeOf({
  city,
  department,
  region,
  country,
}: Pick<Offer, "city" | "department" | "region" | "country">): string | null {
  const town = city && formatTown(city);
  if (country !== FRANCE) return within(town, labelOf("country", country) ?? country);
  if (town) return within(town, department);
  if (department) return `${labelOf("department", department) ?? department} (${department})`;
  return region && labelOf("region", region);
}

function within(town: string | null, larger: string | null): string | null {
  return town && larger ? `${town} (${larger})` : (town ?? larger);
}
