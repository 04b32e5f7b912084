import fc from "fast-check";
import {
  CONDITIONS,
  COUNTRIES,
  DEPARTMENTS,
  DOMAINS,
  DURATIONS,
  LEVELS,
  OFFER_TYPES,
  REGIONS,
} from "#app/domain/nomenclature.ts";
import { RADII } from "#app/domain/places/circle.ts";
import { type Search, SORTS } from "#app/domain/search/search.ts";

const some = <T extends string>(choices: readonly { code: T }[], maxLength = 4) =>
  fc.uniqueArray(fc.constantFrom(...choices.map(({ code }) => code)), { maxLength });

/** Searches of any kind, with any keywords unless others are given. */
export function searches(
  words: fc.Arbitrary<string> = fc.string({ unit: "grapheme", maxLength: 80 }),
): fc.Arbitrary<Search> {
  return fc.record({
    words,
    titleOnly: fc.boolean(),
    types: some(OFFER_TYPES),
    level: fc.option(fc.constantFrom(...LEVELS.map(({ code }) => code))),
    domains: some(DOMAINS),
    administrations: fc.uniqueArray(fc.stringMatching(/^[a-z0-9-]{1,12}$/), { maxLength: 3 }),
    regions: some(REGIONS),
    departments: some(DEPARTMENTS),
    countries: some(COUNTRIES, 2),
    commune: fc.option(fc.constantFrom("35238", "75056", "97411", "2A004", "97701")),
    radius: fc.constantFrom(...RADII),
    startsFrom: fc.option(fc.constantFrom("2026-09", "2027-12")),
    durations: some(DURATIONS),
    conditions: some(CONDITIONS),
    sort: fc.option(fc.constantFrom(...SORTS)),
    page: fc.integer({ min: 1, max: 500 }),
  });
}
