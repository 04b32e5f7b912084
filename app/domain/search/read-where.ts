import { COUNTRIES, DEPARTMENTS, REGIONS } from "#app/domain/nomenclature.ts";
import { nameKey } from "#app/domain/places/communes.ts";
import { readPlace } from "#app/domain/places/read-place.ts";
import { COUNTRY_NAMES, REGION_NAMES, SPOKEN_REGIONS } from "./keywords/place-words.ts";

/** A place that somebody looks for, as criteria. */
export type Where = {
  commune: string | null;
  regions: string[];
  departments: string[];
  countries: string[];
};

/**
 * Reads a place as people type it: a commune, a postcode, a département, a région or a country, by name or by code.
 * Among communes of one name, the largest is meant. Null when nothing has this name.
 */
export function readWhere(text: string): Where | null {
  return whereNamed(text) ?? whereNamed(text.replace(KIND, ""));
}

/** « En région Bretagne » is « Bretagne », and « le département de l’Ain » is « Ain ». */
const KIND = /^(?:en |dans )?(?:la |le )?(?:r[ée]gion|d[ée]partement) (?:de la |de l[’']|des |du |de |d[’'])?/i;

function whereNamed(text: string): Where | null {
  const none: Where = { commune: null, regions: [], departments: [], countries: [] };
  const spoken = spokenPlace(text);
  if (spoken) return { ...none, ...spoken };
  const place = readPlace(text);
  switch (place.kind) {
    case "commune":
      return { ...none, commune: place.commune.code };
    case "ambiguous":
      return { ...none, commune: place.communes[0]?.code ?? null };
    case "department":
      return { ...none, departments: [place.code] };
    case "region":
      return { ...none, regions: [place.code] };
    default:
      return null;
  }
}

/** Names that are no commune's: countries, régions, and what people say for them, « IDF », « Alsace ». */
function spokenPlace(text: string): Partial<Where> | null {
  const key = nameKey(text);
  const is = (name: string) => nameKey(name) === key;
  const country = COUNTRIES.find(({ code, label }) => is(label) || (COUNTRY_NAMES[code] ?? []).some(is));
  if (country) return { countries: [country.code] };
  const region = REGIONS.find(
    ({ code, label }) =>
      (is(label) && !DEPARTMENTS.some((department) => is(department.label))) || (REGION_NAMES[code] ?? []).some(is),
  );
  if (region) return { regions: [region.code] };
  const [, codes] = SPOKEN_REGIONS.find(([label]) => is(label)) ?? [];
  return codes === undefined ? null : { departments: codes.split(" ") };
}
