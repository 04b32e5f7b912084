import { COUNTRIES, DEPARTMENTS, REGIONS } from "#app/domain/nomenclature.ts";
import { communeLabel, communesAt, communesBeginning, nameKey } from "#app/domain/places/communes.ts";
import type { Suggestion } from "./suggestions.ts";

/** With fewer letters nothing is suggested. */
const FEWEST_LETTERS = 2;
const MOST = 8;

/** Places whose names begin as what is typed, or that have this postcode: régions, départements, countries, communes. */
export function suggestPlaces(typed: string): Suggestion[] {
  const text = typed.slice(0, 100).trim();
  const key = nameKey(text);
  if (key.length < FEWEST_LETTERS) return [];
  const larger = [...REGIONS, ...DEPARTMENTS, ...COUNTRIES].map(({ label }) => label);
  const labels = /^\d{5}$/.test(text)
    ? communesAt(text).map(communeLabel)
    : [
        ...larger.filter((label) => nameKey(label).startsWith(key)),
        ...communesBeginning(text, MOST).map(communeLabel),
        // « vilaine » is a word of « Ille-et-Vilaine ».
        ...larger.filter((label) => nameKey(label).includes(`-${key}`)),
      ];
  return [...new Set(labels)].slice(0, MOST).map((label) => ({ text: label, kind: "place" }));
}
