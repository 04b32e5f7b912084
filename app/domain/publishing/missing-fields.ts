import { CONDITIONS, DEPARTMENTS, DOMAINS, DURATIONS, FRANCE, REGIONS } from "#app/domain/nomenclature.ts";
import type { Posting } from "#app/domain/offers/posting.ts";
import { cellsOf } from "#app/domain/places/circle.ts";
import { communesIn } from "#app/domain/places/communes.ts";
import {
  cellToken,
  communeToken,
  conditionToken,
  departmentToken,
  domainToken,
  durationToken,
  monthToken,
  regionToken,
} from "#app/domain/search/filter-tokens.ts";
import { monthsFrom } from "#app/domain/time.ts";
import type { AudienceField } from "./audience.ts";

/** The months in which a contract that is published now may start. */
const MONTHS_AHEAD = 24;

/**
 * The fields that a draft leaves out and alerts filter by, each with the filter tokens of all its values: with these, it
 * is found by every alert that matches it but for that field. A missing level is not among them, since an offer without
 * one is found at every level.
 * @param commune the INSEE code that the town was read as, or null
 * @param today `YYYY-MM-DD`
 */
export function missingFields(
  posting: Posting,
  commune: string | null,
  today: string,
): { field: AudienceField; tokens: string[] }[] {
  const { domains, country, department, startsOn, durationMinMonths, durationMaxMonths } = posting;
  const missing: [AudienceField, boolean, () => string[]][] = [
    ["domains", domains.length === 0, () => DOMAINS.map(({ code }) => domainToken(code))],
    ["city", country === FRANCE && commune === null, () => placeTokens(department)],
    ["startsOn", startsOn === null, () => monthsFrom(today, MONTHS_AHEAD).map(monthToken)],
    [
      "durationMinMonths",
      durationMinMonths === null && durationMaxMonths === null,
      () => DURATIONS.map(({ code }) => durationToken(code)),
    ],
    ...CONDITIONS.map(({ code }): [AudienceField, boolean, () => string[]] => {
      const field = code === "teletravail" ? "telework" : "disabilityFriendly";
      return [field, posting[field] === null, () => [conditionToken(code)]];
    }),
  ];
  return missing.flatMap(([field, isMissing, tokens]) => (isMissing ? [{ field, tokens: tokens() }] : []));
}

/**
 * All places that the town may be. Within a known département, these are its communes. Otherwise they are the régions
 * and the départements alone: the communes of all France would be thirty-five thousand, so alerts around a town are not
 * counted then.
 */
function placeTokens(department: string | null): string[] {
  if (department === null) {
    return [...REGIONS.map(({ code }) => regionToken(code)), ...DEPARTMENTS.map(({ code }) => departmentToken(code))];
  }
  const communes = communesIn(department);
  return [...communes.map(({ code }) => communeToken(code)), ...new Set(communes.flatMap(cellsOf).map(cellToken))];
}
