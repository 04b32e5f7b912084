import { dayOf } from "#app/domain/format.ts";
import { parisTimeToInstant, shift } from "#app/domain/time.ts";

/** How often an alert is mailed. A saved search without a cadence has its bell off. */
export const CADENCES = [
  { code: "immediate", label: "à chaque publication" },
  { code: "daily", label: "chaque jour, à 7 h" },
  { code: "weekly", label: "chaque semaine, le lundi à 7 h" },
] as const;

export type Cadence = (typeof CADENCES)[number]["code"];

export const MAX_SAVED_SEARCHES = 20;
/**
 * How many mails « à chaque publication » a candidate gets in a day in Paris; further offers wait for the next digest.
 */
export const MAX_IMMEDIATE_A_DAY = 5;
/** How many offers a mail lists; the others are on the page « voir les N offres ». */
export const LISTED_IN_MAIL = 10;
/** More offers a week than this are more than one person reads. */
export const TOO_WIDE_A_WEEK = 50;
const DIGEST_TIME = "07:00:00";
const DAY_MS = 86_400_000;

/**
 * When an offer that was found at a moment is to be mailed: at once, at the next 7:00 in Paris, or at 7:00 on the next
 * Monday.
 * @param now an instant, ISO 8601
 */
export function dueAt(cadence: Cadence, now: string): string {
  if (cadence === "immediate") return now;
  const today = dayOf(now);
  for (let days = 0; days <= 7; days++) {
    // Days are counted in UTC, where each has 24 hours: a day of 23 hours in Paris would be skipped otherwise.
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
