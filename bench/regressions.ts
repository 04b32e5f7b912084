type Table = { head: string[]; rows: string[][] };

/** The share by which a figure may be worse than recorded. Ratios vary from run to run, counts of rows do not. */
const TOLERATED = { ratio: 1 / 3, rows: 0.05 };

/**
 * What has become worse than the recorded results, a sentence each. Ratios are compared (columns whose name holds « ÷ »)
 * and « rows read »; times are not, since they differ from machine to machine. Ours over another's is better when lower,
 * another's over ours when higher.
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
      const tolerated = column === "rows read" ? TOLERATED.rows : column.includes("÷") ? TOLERATED.ratio : null;
      if (tolerated === null || !(before > 0) || !(now > 0)) return [];
      const lowerIsBetter = column === "rows read" || column.startsWith("D1");
      const worse = lowerIsBetter ? now / before : before / now;
      return worse > 1 + tolerated ? [`Worse than recorded: ${row[0]}, ${column}: ${now} instead of ${before}.`] : [];
    }),
  );
}

/** What is beyond its limit, a sentence each. A column whose name begins with « limit » bounds the one on its left. */
export function beyondLimits({ head, rows }: Table): string[] {
  return rows.flatMap((row) =>
    head.flatMap((column, index) => {
      const [figure, limit] = [Number(row[index - 1]), Number(row[index])];
      if (!column.startsWith("limit") || !(limit > 0) || !(figure > limit)) return [];
      return [`Beyond its limit: ${row[0]}, ${head[index - 1]}: ${figure} instead of ${limit} at most.`];
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
