import { checkPosting, type Posting } from "#app/domain/offers/posting.ts";

export const NOW = "2026-06-01T12:00:00.000Z";
/** The least that a posting says. */
export const LEAST = { reference: "S-2026-000001", title: "Stage", description: "<p>Texte</p>" };

/** What is kept of a posting that says the least, and this, with the doubts. */
export function checked(said: Record<string, unknown>): Posting & { doubts: string[] } {
  const result = checkPosting({ ...LEAST, ...said }, NOW);
  if (!result.ok) throw new Error(result.reason);
  return { ...result.posting, doubts: result.doubts };
}
