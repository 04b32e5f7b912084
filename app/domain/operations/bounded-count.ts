import { formatNumber } from "#app/domain/format.ts";

/** Rows are counted exactly up to this number on operators' pages, so that no page reads all of a large table. */
export const MOST_ROWS = 1_000;

/** « 12 », « plus de 1 000 ». @param count `MOST_ROWS + 1` stands for any larger number */
export function formatRows(count: number): string {
  return count > MOST_ROWS ? `plus de ${formatNumber(MOST_ROWS)}` : formatNumber(count);
}
