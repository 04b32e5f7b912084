import fc from "fast-check";
import { COUNTRIES, DEPARTMENTS, DOMAINS, LEVELS, OFFER_TYPES, REGIONS } from "#app/domain/nomenclature.ts";
import { type Search, SORTS } from "#app/domain/search/search.ts";

const some = <T extends string>(choices: readonly { code: T }[], maxLength = 4) =>
  fc.uniqueArray(fc.constantFrom(...choices.map(({ code }) => code)), { maxLength });

/** Searches of any kind, with any keywords unless others are given. */
export function searches(
  words: fc.Arbitrary<string> = fc.string({ unit: "grapheme", maxLength: 80 }),
): fc.Arbitrary<Search> {
  return fc.record({
    words,
    types: some(OFFER_TYPES),
    level: fc.option(fc.constantFrom(...LEVELS.map(({ code }) => code))),
    domains: some(DOMAINS),
    administrations: fc.uniqueArray(fc.stringMatching(/^[a-z0-9-]{1,12}$/), { maxLength: 3 }),
    regions: some(REGIONS),
    departments: some(DEPARTMENTS),
    countries: some(COUNTRIES, 2),
    sort: fc.option(fc.constantFrom(...SORTS)),
    page: fc.integer({ min: 1, max: 500 }),
  });
}
