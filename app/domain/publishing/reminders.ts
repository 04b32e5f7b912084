import { dayOf, daysBetween } from "#app/domain/format.ts";
import { parisTimeToInstant, shift, shiftMonths } from "#app/domain/time.ts";

/** Days before the last day of an offer at which its author is reminded of it. */
const BEFORE = [7, 1];
/** How often she is reminded of an offer without a last day. */
const MONTHS = 3;
/** The hour in Paris from which reminders are mailed. */
const FROM = "08:00:00";
const DAY = 86_400_000;

/** The offers of one draft that are open, as far as reminders go. They have one last day. */
export type Remembered = { expiresOn: string | null; publishedAt: string };

export type Reminder = {
  /** What is mailed now; null when nothing is. Its key is written down, so that it is mailed once. */
  due: { key: string; lastDay: string | null } | null;
  /** The instant, ISO 8601, from which the next one may be due; null when none is to come. */
  nextAt: string | null;
};

/**
 * The reminder that is due for an offer, if one is, and when to look again. Of two that are due, the nearer one to the
 * last day is mailed.
 * @param told the keys that were mailed
 * @param now ISO 8601
 */
export function reminderOf({ expiresOn, publishedAt }: Remembered, told: string[], now: string): Reminder {
  if (expiresOn === null) return withoutLastDay(publishedAt, told, now);
  const today = dayOf(now);
  const times = BEFORE.map((days) => ({ key: `${expiresOn}/${days}`, at: daysBefore(expiresOn, days), days }));
  const due = times.filter(({ at, days }) => at <= now && daysBetween(today, expiresOn) >= 0 && days > 0);
  const last = due.at(-1);
  const nextAt = times.find(({ at }) => at > now)?.at ?? null;
  // What was said on the eve need not be said again for the week before.
  return { due: last && !told.includes(last.key) ? { key: last.key, lastDay: expiresOn } : null, nextAt };
}

function withoutLastDay(publishedAt: string, told: string[], now: string): Reminder {
  let at = shiftMonths(publishedAt, MONTHS);
  let key: string | null = null;
  for (let months = MONTHS; at <= now; ) {
    key = `sans/${months}`;
    months += MONTHS;
    at = shiftMonths(publishedAt, months);
  }
  return { due: key !== null && !told.includes(key) ? { key, lastDay: null } : null, nextAt: at };
}

function daysBefore(day: string, days: number): string {
  const before = dayOf(shift(`${day}T12:00:00.000Z`, -days * DAY));
  return parisTimeToInstant(before, FROM) ?? `${before}T07:00:00.000Z`;
}

/** What the link of a reminder does. */
export const LINK_ACTS = {
  prolonger: "Prolonger d’un mois",
  pourvue: "Pourvue",
  retirer: "Retirer",
} as const;

export type LinkAct = keyof typeof LINK_ACTS;

/**
 * The last day that « Prolonger d’un mois » gives: a month after the one that the mail told of, or after today when that
 * is past. Null for an offer without one: then it only stays open.
 */
export function prolonged(lastDay: string | null, today: string): string | null {
  if (lastDay === null) return null;
  const from = lastDay > today ? lastDay : today;
  return dayOf(shiftMonths(`${from}T12:00:00.000Z`, 1));
}
