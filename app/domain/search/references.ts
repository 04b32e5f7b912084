/** PASS references as people type them: « A-2025-159026 », « a 2025 159026 », « S2025184643 ». */
const REFERENCE = /(?<![\p{L}\p{N}])([as])[ _./-]?(20\d\d)[ _./-]?(\d{4,7})(?![\p{L}\p{N}])/iu;

/** The PASS reference within keywords, in its usual form, and the other keywords; or null. */
export function findReference(typed: string): { reference: string; rest: string } | null {
  const [written, type, year, number] = REFERENCE.exec(typed) ?? [];
  if (!written || !type) return null;
  return { reference: `${type.toUpperCase()}-${year}-${number}`, rest: typed.replace(written, " ") };
}

/**
 * The filter token of a reference, without its separators: `A-2025-159026` gives `refa2025159026`. Two references that
 * differ only by their separators are found together, which is harmless.
 */
export function referenceToken(reference: string): string {
  return `ref${reference.toLowerCase().replace(/[^a-z0-9]/g, "")}`;
}

/**
 * The filter token of the last digits of a reference, for people who type only these; null when there are fewer than
 * five.
 */
export function referenceNumberToken(reference: string): string | null {
  const [, figures] = /(\d{5,})\D*$/.exec(reference) ?? [];
  return figures ? `num${figures}` : null;
}

/** The filter tokens of keywords that may be a reference of another shape, for example of another site. */
export function possibleReferenceTokens(typed: string): string[] {
  if (!/^[\p{L}\d _./-]{5,40}$/u.test(typed) || typed.replace(/\D/g, "").length < 5) return [];
  const number = /^\d+$/.test(typed) ? referenceNumberToken(typed) : null;
  return [referenceToken(typed), ...(number ? [number] : [])];
}
