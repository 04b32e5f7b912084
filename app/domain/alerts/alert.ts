import { dayOf } from "#app/domain/format.ts";
import { parisTimeToInstant, shift } from "#app/domain/time.ts";

/** How often an alert is mailed. Without one, the bell is off. */
export const CADENCES = [
  { code: "immediate", label: "à chaque publication" },
  { code: "daily", label: "chaque jour, à 7 h" },
  { code: "weekly", label: "chaque semaine, le lundi à 7 h" },
] as const;

export type Cadence = (typeof CADENCES)[number]["code"];

export const MAX_SAVED_SEARCHES = 20;
/** After so many mails « à chaque publication » in a day, in Paris, the rest join the next digest. */
export const MAX_IMMEDIATE_A_DAY = 5;
/** Offers listed in a mail; the others are behind « voir les N offres ». */
export const LISTED_IN_MAIL = 10;
/** More than so many offers a week is more than one reads. */
export const TOO_WIDE_A_WEEK = 50;
const DIGEST_TIME = "07:00:00";
const DAY_MS = 86_400_000;

/**
 * When what is found at a moment is due: at once, the next seven o'clock in Paris, or that of the next Monday.
 * @param now an instant, ISO 8601
 */
export function dueAt(cadence: Cadence, now: string): string {
  if (cadence === "immediate") return now;
  const today = dayOf(now);
  for (let days = 0; days <= 7; days++) {
    // From a midnight in UTC, where each day has 24 hours: from now on, the one that has 23 in Paris could be missed.
    const day = dayOf(shift(today, days * DAY_MS));
    const instant = parisTimeToInstant(day, DIGEST_TIME);
    if (instant !== null && instant > now && (cadence === "daily" || weekday(day) === 1)) return instant;
  }
  throw new Error(`No digest within a week of ${now}`);
}

/** The first instant of the day in Paris. */
export function dayStart(now: string): string {
  return parisTimeToInstant(dayOf(now), "00:00:00") ?? now;
}

/** 1 for Monday. */
function weekday(day: string): number {
  // biome-ignore lint/style/noRestrictedGlobals: it reads what is written, not the clock
  return new Date(day).getUTCDay();
}
