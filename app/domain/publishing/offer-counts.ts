import { dayInParis } from "#app/domain/format.ts";
import { milliseconds } from "#app/domain/time.ts";

/**
 * What is counted of an offer: its page was asked for, one of its contacts was shown, a candidate kept it, an alert told
 * a candidate of it.
 */
export const COUNTED = ["viewed", "contact-shown", "kept", "told"] as const;
export type Counted = (typeof COUNTED)[number];

/** What one week adds to the count of one kind, for one offer. `week` is its Monday, `YYYY-MM-DD`. */
export type OfferCount = { offerId: number; week: string; kind: Counted; count: number };

/** The four counts of one week, or of several. */
export type Counts = Record<Counted, number>;

/** Weeks that the page of an offer shows. */
export const SHOWN_WEEKS = 12;

const DAY = 86_400_000;

/** The week of a moment: the Monday in Paris that begins it, `YYYY-MM-DD`. */
export function weekOf(moment: { getTime(): number }): string {
  const today = milliseconds(dayInParis(moment));
  // 1 January 1970 was a Thursday, three days after a Monday.
  const sinceMonday = (Math.floor(today / DAY) + 3) % 7;
  return dayAt(today - sinceMonday * DAY);
}

/** Weeks that follow each other, the earliest first. @param last the last one @param count how many, at least 1 */
export function weeksUntil(last: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => dayAt(milliseconds(last) - (count - 1 - index) * 7 * DAY));
}

/** The counts of each of these weeks, in their order, and of all of them together. Other weeks are left out. */
export function countsByWeek(
  counts: Pick<OfferCount, "week" | "kind" | "count">[],
  weeks: string[],
): { weeks: { week: string; counts: Counts }[]; total: Counts } {
  const byWeek = new Map(weeks.map((week) => [week, noCounts()]));
  const total = noCounts();
  for (const { week, kind, count } of counts) {
    const ofWeek = byWeek.get(week);
    if (!ofWeek) continue;
    ofWeek[kind] += count;
    total[kind] += count;
  }
  return { weeks: [...byWeek].map(([week, counts]) => ({ week, counts })), total };
}

function noCounts(): Counts {
  return { viewed: 0, "contact-shown": 0, kept: 0, told: 0 };
}

/** The day at a midnight in UTC: in Paris it is then one or two o'clock of the same day. */
function dayAt(time: number): string {
  return dayInParis({ getTime: () => time });
}
