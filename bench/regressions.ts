type Table = { head: string[]; rows: string[][] };

/** Worse by more than this share is told. */
const TOLERATED = 1 / 3;

/**
 * What has become worse than the recorded results, a sentence each. Only ratios are compared (columns whose name holds
 * « ÷ »): times differ from machine to machine. Ours over another's is better when lower, another's over ours when
 * higher.
 * @param recorded the text of RESULTS.md
 * @param title of the table, as it was printed
 */
export function regressions(recorded: string, title: string, { head, rows }: Table): string[] {
  const known = findTable(recorded, title);
  if (!known) return [];
  return rows.flatMap((row) =>
    head.flatMap((column, index) => {
      const before = Number(known.rows.find(([name]) => name === row[0])?.[known.head.indexOf(column)]);
      const now = Number(row[index]);
      if (!column.includes("÷") || !(before > 0) || !(now > 0)) return [];
      const worse = column.startsWith("D1") ? now / before : before / now;
      return worse > 1 + TOLERATED ? [`Worse than recorded: ${row[0]}, ${column}: ${now} instead of ${before}.`] : [];
    }),
  );
}

function findTable(markdown: string, title: string): Table | null {
  const lines = markdown.split("\n");
  const at = lines.indexOf(`### ${title}`);
  const table = lines.slice(at + 2);
  const end = table.findIndex((line) => !line.startsWith("|"));
  const cells = table.slice(0, end < 0 ? table.length : end).map((line) => line.slice(2, -2).split(" | "));
  const [head, , ...rows] = cells;
  return at < 0 || !head ? null : { head, rows };
}
