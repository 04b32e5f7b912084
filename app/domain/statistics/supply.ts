import { monthsFrom } from "#app/domain/time.ts";

/** What offers are counted by. `all` has one empty code; a `region` is « etranger » abroad; empty is not said. */
export type Dimension = "all" | "level" | "region" | "domain";

/** The offers of a type that a month published, by the code of a dimension, and how many of them are still open. */
export type Published = [type: string, dimension: Dimension, code: string, published: number, open: number];

/** What one month published. `month` is `2026-11`. */
export type Month = { month: string; offers: Published[] };

/** Months that are shown, with the present one. */
const MONTHS = 24;

/** The months that are shown, the earliest first. @param today a day, `2026-11-29` */
export function monthsUntil(today: string): string[] {
  const [year = 0, month = 1] = today.split("-").map(Number);
  const first = year * 12 + month - MONTHS;
  return monthsFrom(`${Math.floor(first / 12)}-${String((first % 12) + 1).padStart(2, "0")}`, MONTHS);
}

/** Offers of all the months, by the code of a dimension, or by type: the most published first. */
export function supplyBy(months: Month[], dimension: Dimension | "type") {
  const sums = new Map<string, { code: string; published: number; open: number }>();
  for (const { offers } of months) {
    for (const [type, counted, said, published, open] of offers) {
      if (counted !== (dimension === "type" ? "all" : dimension)) continue;
      const code = dimension === "type" ? type : said;
      const sum = sums.get(code) ?? { code, published: 0, open: 0 };
      sums.set(code, { code, published: sum.published + published, open: sum.open + open });
    }
  }
  return [...sums.values()].sort((a, b) => b.published - a.published || (a.code < b.code ? -1 : 1));
}

/** What each month published of one type, or of all, in the order of the months. */
export function byMonth(months: Month[], type: string | null): { month: string; published: number; open: number }[] {
  return months.map(({ month, offers }) => {
    const [sum] = supplyBy([{ month, offers: offers.filter(([each]) => type === null || each === type) }], "all");
    return { month, published: sum?.published ?? 0, open: sum?.open ?? 0 };
  });
}
