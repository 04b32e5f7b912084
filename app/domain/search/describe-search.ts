import { formatMonth } from "#app/domain/format.ts";
import { labelOf } from "#app/domain/nomenclature.ts";
import { communeLabel, findCommune } from "#app/domain/places/communes.ts";
import { canonical, type Search } from "./search.ts";

/**
 * The search in French words, for titles and for the name of a saved search:
 * « Apprentissage · informatique · Niveau 6 · Bretagne ».
 * @param administrations labels by slug; a slug without a label is shown as it is
 */
export function describeSearch(search: Search, administrations: ReadonlyMap<string, string> = new Map()): string {
  const { types, words, titleOnly, level, domains, regions, departments, countries, ...rest } = canonical(search);
  const places = [
    placeLabel(rest),
    ...regions.map((code) => labelOf("region", code)),
    ...departments.map((code) => labelOf("department", code)),
    ...countries.map((code) => labelOf("country", code)),
  ];
  const parts = [
    listed(types.map((code) => labelOf("type", code))),
    titleOnly ? `${words} dans l’intitulé` : words,
    level && `Niveau ${level}`,
    listed(domains.map((code) => labelOf("domain", code))),
    listed(search.administrations.map((slug) => administrations.get(slug) ?? slug)),
    listed(places),
    rest.startsFrom && `Début à partir de ${formatMonth(rest.startsFrom)}`,
    listed(rest.durations.map((code) => labelOf("duration", code))),
    ...rest.conditions.map((code) => labelOf("condition", code)),
  ];
  return parts.filter(Boolean).join(" · ") || "Toutes les offres";
}

/** « 30 km autour de Rennes (35) », « Rennes (35) »; null without a commune. */
export function placeLabel({ commune, radius }: Pick<Search, "commune" | "radius">): string | null {
  const found = commune === null ? null : findCommune(commune);
  if (!found) return null;
  return radius === 0 ? communeLabel(found) : `${radius}\u00a0km autour de ${communeLabel(found)}`;
}

/** « Bretagne, Corse et 3 autres »: a name stays readable however many values were chosen. */
function listed(labels: (string | null)[]): string {
  const known = labels.filter((label) => label !== null);
  if (known.length <= MOST_NAMED + 1) return known.join(", ");
  return `${known.slice(0, MOST_NAMED).join(", ")} et ${known.length - MOST_NAMED} autres`;
}

const MOST_NAMED = 3;
