/** How many lines a page of a list shows. */
const LINES = 50;

/** How many lines are asked for: one more than are shown tells whether others come after. */
export const ASKED_LINES = LINES + 1;

/** The id before which the lines of a page come; undefined on the first page. */
export function readBefore(asked: URLSearchParams): number | undefined {
  const before = Number(asked.get("avant"));
  return Number.isSafeInteger(before) && before > 0 ? before : undefined;
}

/** The lines that are shown, and the id before which the next ones come. */
export function readLines<Line extends { id: number }>(lines: Line[]): { lines: Line[]; next: string | null } {
  const shown = lines.slice(0, LINES);
  return { lines: shown, next: lines.length > LINES ? String(shown.at(-1)?.id) : null };
}
