/** What is counted of each day, in Paris. No person is in it. */
export type DayCounted =
  /** Offers that were published here for the first time, and that were withdrawn or have expired, by source. */
  | "offers-in"
  | "offers-out"
  /** Accounts that were opened. */
  | "sign-ups"
  /** Mails by how they ended, by kind. */
  | "mails-sent"
  | "mails-failed"
  | "mails-unknown"
  /** Requests to the site, files of the build excepted. */
  | "requests"
  /** Pages of results. */
  | "searches"
  /** Answers that say that the fault is ours (5xx), by route. */
  | "errors"
  /** Calls that were made again, were waited for in vain, or found the circuit newly open, by database. */
  | "d1-retries"
  | "d1-stalls"
  | "d1-circuit-openings";

/** What happened in one day, about a source, a route or a database; about nothing in particular: an empty text. */
export type DayCount = { day: string; kind: DayCounted; about: string; count: number };

/** How long these counts are kept, in months: a season may be compared with the one before. */
export const DAY_COUNT_MONTHS = 25;
