import { type SQL, sql } from "drizzle-orm";

/** Letters with accents, and what stands for each when texts are compared: SQLite lowers the letters of English only. */
const ACCENTS: [string, string][] = [
  ["àâäÀÂÄ", "a"],
  ["éèêëÉÈÊË", "e"],
  ["îïÎÏ", "i"],
  ["ôöÔÖ", "o"],
  ["ùûüÙÛÜ", "u"],
  ["çÇ", "c"],
  ["’", "'"],
];
const PAIRS = ACCENTS.flatMap(([letters, plain]) => [...letters].map((letter) => [letter, plain] as const));

/** The condition that a column holds some words, whatever their accents and capitals. */
export function holds(column: SQL, words: string): SQL {
  const folded = PAIRS.reduce(
    (text, [letter, plain]) =>
      sql`replace(${text}, ${sql.raw(`'${letter}'`)}, ${sql.raw(plain === "'" ? "''''" : `'${plain}'`)})`,
    column,
  );
  return sql`instr(lower(${folded}), ${fold(words)}) > 0`;
}

function fold(words: string): string {
  return PAIRS.reduce((text, [letter, plain]) => text.replaceAll(letter, plain), words.trim()).toLowerCase();
}
