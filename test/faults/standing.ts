import type { Standing } from "./driver/index.ts";

/** Whether nothing waits but pairs that are due later: only a later clock brings more. */
export function isQuiet(standing: Standing): boolean {
  return standing.pending.due === 0 && isAtRest({ ...standing, pending: { ...standing.pending, count: 0 } });
}

/** Whether no mail or pair waits, and every offer is matched: between two runs, an offer may still be unmatched. */
export function isAtRest({ mails, pending, openRuns, matchedUpTo, offers }: Standing): boolean {
  return mails.length === 0 && pending.count === 0 && openRuns === 0 && matchedUpTo >= (offers[0]?.id ?? 0);
}

/** An alert that was written, with its state at the last reading. */
export type Written = { candidateId: number; references: string[]; state: string | null };

export function referencesIn(text: string): string[] {
  return [...text.matchAll(/\/offres\/([AS]-\d+-\d+)/g)].map(([, reference = ""]) => reference);
}

/** The keys and states of the mails with a lost pair, for its report. */
export function fateOf(pair: string, written: ReadonlyMap<string, Written>): string {
  const mails = [...written].filter(([, { candidateId, references }]) =>
    references.some((reference) => `${candidateId} ${reference}` === pair),
  );
  return mails.map(([key, { state }]) => `${key} ${state}`).join(", ") || "in no mail";
}
