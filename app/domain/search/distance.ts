import { distanceBetween } from "#app/domain/places/circle.ts";
import { findCommune } from "#app/domain/places/communes.ts";
import type { Search } from "./search.ts";

/**
 * Kilometres from the commune of a search to that of an offer, rounded. Null without one of them, and in the commune
 * itself.
 */
export function distanceOf(search: Pick<Search, "commune">, { commune }: { commune: string | null }): number | null {
  if (search.commune === null || commune === null || search.commune === commune) return null;
  const from = findCommune(search.commune)?.point;
  const to = findCommune(commune)?.point;
  return from && to ? Math.max(1, Math.round(distanceBetween(from, to))) : null;
}
