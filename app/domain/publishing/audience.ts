import { formatNumber } from "#app/domain/format.ts";

/**
 * Who would be told of a draft, so coarsely that no candidate can be told from it
 * (docs/decisions/0021-audience.md).
 */
export type Audience = {
  /** « moins de 10 candidats », « une trentaine de candidats ». */
  about: string;
  /** The missing fields that would bring others, each with a sentence that says how many. */
  more: { field: AudienceField; sentence: string }[];
};

/** The fields that alerts filter by, and that an employer may leave out. */
export type AudienceField = "domains" | "city" | "startsOn" | "durationMinMonths" | "telework" | "disabilityFriendly";

/** Fewer than this are never told from none. */
const FEWEST = 10;
/** A count is moved by at most this, up or down, before it is rounded. */
export const BLUR = 4;

/**
 * A count of candidates in words.
 * @param count already blurred
 */
export function audienceInWords(count: number): string {
  if (count < FEWEST) return `moins de ${FEWEST} candidats`;
  const tens = TENS.find(({ below }) => count < below);
  if (tens) return `${tens.words} de candidats`;
  const step = count < 1_000 ? 100 : 1_000;
  return `environ ${formatNumber(Math.round(count / step) * step)} candidats`;
}

const TENS = [
  { below: 15, words: "une dizaine" },
  { below: 25, words: "une vingtaine" },
  { below: 35, words: "une trentaine" },
  { below: 45, words: "une quarantaine" },
  { below: 55, words: "une cinquantaine" },
  { below: 80, words: "une soixantaine" },
  { below: 150, words: "une centaine" },
];

/**
 * What a field that is missing would bring; null when that is too few to be told.
 * @param count candidates whose alerts ask for that field and would find the draft otherwise, already blurred
 */
export function moreInWords(field: AudienceField, count: number): string | null {
  if (count < FEWEST) return null;
  return `${SAYING[field]} pourrait prévenir jusqu’à ${audienceInWords(count)} de plus.`;
}

/** « Jusqu’à »: the alerts ask for any value of the field, and the draft will have one. */
const SAYING: Record<AudienceField, string> = {
  domains: "Indiquer le domaine",
  city: "Indiquer le lieu",
  startsOn: "Indiquer le début",
  durationMinMonths: "Indiquer la durée",
  telework: "Permettre le télétravail",
  disabilityFriendly: "Ouvrir l’offre aux personnes en situation de handicap, et le dire,",
};
