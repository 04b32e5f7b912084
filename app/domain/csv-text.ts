/** What one column of one line holds; null is empty. */
export type Cell = string | number | boolean | null;

/** The mark of UTF-8, with which a file begins: without it, spreadsheets read accents wrong. */
export const UTF8_MARK = "\uFEFF";

/** A line of a CSV file (RFC 4180, with `;` as French spreadsheets expect), with its end. */
export function csvText(cells: Cell[]): string {
  return `${cells.map(written).join(";")}\r\n`;
}

function written(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "boolean") return cell ? "oui" : "non";
  if (typeof cell === "number") return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * What spreadsheets would take for a formula and run, also behind spaces (OWASP, « CSV Injection »); a full-width sign
 * counts as its ordinary one.
 */
const FORMULA = /^\s*[=+\-@\t\r＝＋－＠]/;
