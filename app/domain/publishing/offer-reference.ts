import type { OfferType } from "#app/domain/nomenclature.ts";

/** Letters and figures that nobody takes for another, and that make no word. */
const SIGNS = "23456789BCDFGHJKMNPQRTVWXZ";

/**
 * A reference for an offer of the form: `S-2026-K7M4QX`. It holds a letter, which the references of other sites do
 * not, and a figure, which a search looks for.
 * @param random at least 16 random bytes
 */
export function offerReference(type: OfferType, year: string, random: Uint8Array): string {
  const signs = [...random.slice(0, 4)].map((byte) => SIGNS[byte % SIGNS.length]).join("");
  const figure = SIGNS[(random[4] ?? 0) % 8];
  const letter = SIGNS[8 + ((random[5] ?? 0) % (SIGNS.length - 8))];
  return `${type === "stage" ? "S" : "A"}-${year}-${signs.slice(0, 2)}${figure}${letter}${signs.slice(2)}`;
}
