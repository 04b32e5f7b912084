import { COUNTRIES, DEPARTMENTS, FRANCE, REGIONS } from "#app/domain/nomenclature.ts";
import { departmentOfPostcode } from "#app/domain/places/read-place.ts";
import { countryToken, departmentToken, regionToken } from "#app/domain/search/filter-tokens.ts";
import { prepareWords, type Word } from "#app/domain/text/text.ts";

/** A place that keywords can name, and the filter tokens that the offers there hold. */
export type Place = { kind: "region" | "department" | "country"; label: string; tokens: string[] };

/**
 * The place that these words name, as `prepareWords` gives them, or null: « Côtes d’Armor », « IDF », « 2a », « 35000
 * ». Some names are also common words (Nord, Manche, La Réunion): a place in keywords is the filter or the word.
 */
export function findPlace(words: readonly Word[]): Place | null {
  const { places } = placeNames();
  const [first, ...others] = words;
  if (!first) return null;
  if (others.length > 0) return places.get(keyOf(words)) ?? null;
  const isPostcode = /^\d{5}$/.test(first.word);
  return places.get(isPostcode ? departmentOfPostcode(first.word).toLowerCase() : first.word) ?? null;
}

/** How many prepared words the longest name of a place has. */
export function longestPlace(): number {
  return placeNames().longest;
}

/** How the régions, départements and countries are called. */
export function placeLabels(): string[] {
  return [
    ...[...REGIONS, ...DEPARTMENTS, ...COUNTRIES].map(({ label }) => label),
    ...SPOKEN_REGIONS.map(([label]) => label),
  ];
}

type PlaceNames = { places: Map<string, Place>; longest: number };

let gathered: PlaceNames | undefined;

/** Gathered at the first search, so that a worker starts without waiting for it. */
function placeNames(): PlaceNames {
  gathered ??= gather();
  return gathered;
}

/**
 * A later name replaces an earlier one: « Réunion » is a département and a région, and the région's tokens find both.
 */
function gather(): PlaceNames {
  const names: PlaceNames = { places: new Map(), longest: 0 };
  for (const { code, label } of COUNTRIES) add(names, [label, ...(COUNTRY_NAMES[code] ?? [])], country(code, label));
  add(names, ["France"], country(FRANCE, "France"));
  for (const { code, label } of DEPARTMENTS) {
    const place: Place = { kind: "department", label, tokens: [departmentToken(code)] };
    add(names, [label, code, ...(label === "Paris" ? ARRONDISSEMENTS : [])], place);
  }
  for (const [label, codes] of SPOKEN_REGIONS) {
    add(names, [label], { kind: "region", label, tokens: codes.split(" ").map(departmentToken) });
  }
  for (const { code, label } of REGIONS) {
    const single = DEPARTMENTS.filter((department) => department.label === label);
    const tokens = [regionToken(code), ...single.map((department) => departmentToken(department.code))];
    add(names, [label, `région ${label}`, ...(REGION_NAMES[code] ?? [])], { kind: "region", label, tokens });
  }
  const overseas = REGIONS.filter(({ code }) => /^(0\d|9[78]\d)$/.test(code)).map(({ code }) => regionToken(code));
  add(names, ["Outre-mer", "DOM-TOM", "DROM-COM", "DROM"], { kind: "region", label: "Outre-mer", tokens: overseas });
  return names;
}

function add(names: PlaceNames, labels: string[], place: Place): void {
  for (const label of labels) {
    const words = prepareWords(label);
    names.places.set(keyOf(words), place);
    names.longest = Math.max(names.longest, words.length);
  }
}

/** The key of a name. A single word is compared as written (Cher is not « chère »), several words by their stems. */
function keyOf(words: readonly Word[]): string {
  return words.length === 1 ? words.map(({ word }) => word).join() : words.map(({ token }) => token).join(" ");
}

const country = (code: string, label: string): Place => ({ kind: "country", label, tokens: [countryToken(code)] });

/** « Paris 14 » means an arrondissement of Paris: 14 is not the Calvados here. */
const ARRONDISSEMENTS = Array.from({ length: 20 }, (_, index) =>
  ["", "e", "er"].map((ending) => `Paris ${index + 1}${ending}`),
).flat();

/** What people write for a région besides its name. */
export const REGION_NAMES: Record<string, string[]> = {
  "04": ["Réunion", "île de La Réunion"],
  "11": ["IDF", "région parisienne"],
  "24": ["CVL", "région Centre"],
  "27": ["BFC"],
  "32": ["HDF"],
  "52": ["PDL"],
  "53": ["BZH"],
  "75": ["NAQ"],
  "84": ["AURA", "ARA"],
  "93": ["PACA", "région Sud"],
};

/** Regions that people still name, such as those of before 2016, each as the départements that it is made of. */
export const SPOKEN_REGIONS: readonly (readonly [string, string])[] = [
  ["Alsace", "67 68"],
  ["Antilles", "971 972 977 978"],
  ["Aquitaine", "24 33 40 47 64"],
  ["Auvergne", "03 15 43 63"],
  ["Basse-Normandie", "14 50 61"],
  ["Bourgogne", "21 58 71 89"],
  ["Côte d’Azur", "06 83"],
  ["Champagne-Ardenne", "08 10 51 52"],
  ["Franche-Comté", "25 39 70 90"],
  ["Grande couronne", "77 78 91 95"],
  ["Haute-Normandie", "27 76"],
  ["Languedoc-Roussillon", "11 30 34 48 66"],
  ["Limousin", "19 23 87"],
  ["Lorraine", "54 55 57 88"],
  ["Midi-Pyrénées", "09 12 31 32 46 65 81 82"],
  ["Nord-Pas-de-Calais", "59 62"],
  ["Pays basque", "64"],
  ["Petite couronne", "92 93 94"],
  ["Picardie", "02 60 80"],
  ["Poitou-Charentes", "16 17 79 86"],
  ["Rhône-Alpes", "01 07 26 38 42 69 73 74"],
];

/** What people write for a country whose official name is long. */
export const COUNTRY_NAMES: Record<string, string[]> = {
  ARE: ["Émirats"],
  CIV: ["Côte d’Ivoire"],
  COD: ["RDC"],
  COG: ["Congo"],
  CZE: ["Tchéquie"],
  GBR: ["Angleterre", "Grande-Bretagne"],
  KOR: ["Corée"],
  MMR: ["Birmanie"],
  NLD: ["Hollande"],
  TZA: ["Tanzanie"],
  USA: ["États-Unis", "USA"],
  VAT: ["Vatican", "Saint-Siège"],
};
