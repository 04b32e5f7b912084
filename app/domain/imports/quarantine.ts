/** What became of a posting that was not understood: nothing yet, or what an operator decided. */
export const QUARANTINE_STATES = {
  waiting: "À traiter",
  mended: "Corrigées",
  rejected: "Rejetées",
} as const;

export type QuarantineState = keyof typeof QUARANTINE_STATES;

/** How many characters of a reason tell its kind. */
const LONGEST = 200;

/**
 * The kind of a reason: without the lines, the numbers and the quoted values that are others in each posting, so that
 * postings of one defect are counted together.
 * @param reason a French sentence, as `Read` gives it
 */
export function defectOf(reason: string): string {
  return reason
    .replaceAll(/«\s[^»]*\s»/g, "«\u00a0…\u00a0»")
    .replaceAll(/(?<![\w-])\d+/g, "…")
    .replace(/\.$/, "")
    .slice(0, LONGEST);
}

export function isQuarantineState(state: string): state is QuarantineState {
  return Object.hasOwn(QUARANTINE_STATES, state);
}
