import { shift } from "#app/domain/time.ts";
import type { DayCount, DayCounted } from "./day-counts.ts";

/** Days that charts show. */
export const SHOWN_DAYS = 30;

/** Some days up to one, oldest first, `YYYY-MM-DD`. */
export function daysUntil(last: string, count: number): string[] {
  return Array.from({ length: count }, (_, ahead) => shift(last, (ahead - count + 1) * 86_400_000).slice(0, 10));
}

/** The count of some kinds in each day, in the order of the days. */
export function countsOfDays(
  counts: Omit<DayCount, "about">[],
  kinds: readonly DayCounted[],
  days: string[],
): number[] {
  const byDay = new Map<string, number>();
  for (const { day, kind, count } of counts) {
    if (kinds.includes(kind)) byDay.set(day, (byDay.get(day) ?? 0) + count);
  }
  return days.map((day) => byDay.get(day) ?? 0);
}

/** Today and yesterday of what some kinds are about, those with most of today first. */
export function countsAbout(
  counts: DayCount[],
  kinds: readonly DayCounted[],
  { today, yesterday }: { today: string; yesterday: string },
): { about: string; values: Record<string, { today: number; yesterday: number }> }[] {
  const rows = new Map<string, Record<string, { today: number; yesterday: number }>>();
  for (const { day, kind, about, count } of counts) {
    if (!kinds.includes(kind)) continue;
    const row = rows.get(about) ?? {};
    const cell = row[kind] ?? { today: 0, yesterday: 0 };
    if (day === today) cell.today += count;
    if (day === yesterday) cell.yesterday += count;
    row[kind] = cell;
    rows.set(about, row);
  }
  return [...rows].map(([about, values]) => ({ about, values }));
}
