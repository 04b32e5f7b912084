/** Instants and days as text. No function here reads the clock. */

/** Milliseconds since 1970 of an ISO 8601 day or instant; NaN when it is neither. */
export function milliseconds(iso: string): number {
  // biome-ignore lint/style/noRestrictedGlobals: it reads what is written, not the clock
  return Date.parse(iso);
}

/** The instant in UTC (`2026-02-26T15:40:27.000Z`) of an ISO 8601 instant with its offset, or null. */
export function toInstant(iso: string): string | null {
  const [, upToSeconds, hours, minutes] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(?:Z|([+-]\d\d):?(\d\d))$/.exec(iso) ?? [];
  if (!upToSeconds || !toDay(upToSeconds.slice(0, 10))) return null;
  return instantOf(milliseconds(`${upToSeconds}${hours ? `${hours}:${minutes}` : "Z"}`));
}

/** The instant at which clocks in Paris show this time; the later one when they show it twice. */
export function parisTimeToInstant(day: string, time: string): string | null {
  const shown = toDay(day) ? milliseconds(`${day}T${time}Z`) : Number.NaN;
  if (Number.isNaN(shown)) return null;
  // In Paris clocks are one or two hours ahead; of the two guesses, the one that shows the time is right.
  const guesses = [1, 2].map((hours) => shown - hours * 3_600_000);
  return instantOf(
    guesses.find((guess) => parisClock.format(guess) === `${day} ${time.slice(0, 5)}`) ?? shown - 3_600_000,
  );
}

/** An instant as clocks in Paris show it, with their offset: `2026-02-26T16:40:27+01:00`. */
export function toInstantInParis(instant: string): string {
  const at = milliseconds(instant);
  const wholeMinute = at - (at % 60_000);
  // A year before 1000 (« 0026 », typed for 2026) is shown without its zeros.
  const shown = milliseconds(`${parisClock.format(at).padStart(16, "0").replace(" ", "T")}:00Z`);
  const ahead = Math.round((shown - wholeMinute) / 3_600_000);
  return `${shift(instant, ahead * 3_600_000).slice(0, 19)}+0${ahead}:00`;
}

/** The hour that clocks in Paris show at a moment, 0 to 23. */
export function hourInParis(moment: { getTime(): number }): number {
  return Number(parisClock.format(moment.getTime()).slice(11, 13));
}

const parisClock = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Paris",
  dateStyle: "short",
  timeStyle: "short",
});

/** A day that exists (`2028-02-29`), or null. */
export function toDay(text: string): string | null {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? milliseconds(text) : Number.NaN;
  return instantOf(time)?.slice(0, 10) === text ? text : null;
}

function instantOf(time: number): string | null {
  // biome-ignore lint/style/noRestrictedGlobals: it writes what was read, not the clock
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/**
 * The instant some months after another one, or before it when `months` is negative. When the day does not exist in
 * that month (29 February), it is the next day when counting forwards and the last day of the month when counting
 * backwards: a period never ends too early.
 */
export function shiftMonths(instant: string, months: number): string {
  // biome-ignore lint/style/noRestrictedGlobals: it counts from what is written, not from the clock
  const shifted = new Date(instant);
  const day = shifted.getUTCDate();
  shifted.setUTCMonth(shifted.getUTCMonth() + months);
  if (months < 0 && shifted.getUTCDate() !== day) shifted.setUTCDate(0);
  return shifted.toISOString();
}

/** The instant some milliseconds after another one, or before it when negative. */
export function shift(instant: string, ms: number): string {
  // biome-ignore lint/style/noRestrictedGlobals: it counts from what is written, not from the clock
  return new Date(milliseconds(instant) + ms).toISOString();
}

/**
 * A month and those after it, `2026-11`, `2026-12`, `2027-01`…
 * @param first a month or a day, `2026-11` or `2026-11-29`
 */
export function monthsFrom(first: string, count: number): string[] {
  const [year = 0, month = 1] = first.split("-").map(Number);
  return Array.from({ length: count }, (_, ahead) => {
    const months = year * 12 + month - 1 + ahead;
    return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, "0")}`;
  });
}
