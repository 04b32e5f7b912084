import { regionOf } from "#app/domain/nomenclature.ts";
import { findCommune } from "#app/domain/places/communes.ts";
import { isEmpty, type Search } from "#app/domain/search/search.ts";

/**
 * Where a search is counted: the domain, the place, the level and the type that it asks for. A search is in one cell,
 * so that cells add up to searches. What is asked several times over is `SEVERAL`, what is not asked is empty.
 */
export type Cell = { domain: string; place: string; level: string; type: string };

export const SEVERAL = "plusieurs";
/** The place of a search for posts abroad. */
export const ABROAD = "etranger";
/** A région stands among the places under this prefix, a département under its code alone. */
const REGION = "region-";

/** The cell of a search; null for what is no new search: another page of one, or the list of all offers. */
export function cellOf(search: Search): Cell | null {
  if (search.page > 1 || isEmpty(search)) return null;
  const { domains, level, types } = search;
  return {
    domain: only(domains),
    place: placeOf(search),
    level: level ?? "",
    // There are two types: who asks for both asks for neither.
    type: types.length === 1 ? only(types) : "",
  };
}

/** What a place is: a département or a région with its code, or another of the values that a place may have. */
export function readPlace(place: string): { department: string; region: string; other: string } {
  if (place.startsWith(REGION)) return { department: "", region: place.slice(REGION.length), other: "" };
  const region = regionOf(place);
  return region === null ? { department: "", region: "", other: place } : { department: place, region, other: "" };
}

/** The département of the commune, and not the commune; the région of several départements that are in one. */
function placeOf({ commune, departments, regions, countries }: Search): string {
  const around = commune === null ? null : (findCommune(commune)?.department ?? null);
  const asked = new Set(around === null ? departments : [around, ...departments]);
  const [department] = asked;
  if (asked.size === 1 && regions.length + countries.length === 0 && department) return department;
  const held = new Set([...regions, ...[...asked].map((code) => regionOf(code) ?? "")]);
  if (held.size === 0) return countries.length > 0 ? ABROAD : "";
  const [region = ""] = held;
  return held.size === 1 && countries.length === 0 && region ? REGION + region : SEVERAL;
}

function only(codes: string[]): string {
  return codes.length > 1 ? SEVERAL : (codes[0] ?? "");
}
