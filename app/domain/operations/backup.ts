import { dayInParis } from "../format.ts";
import { milliseconds, shift } from "../time.ts";

const HOUR = 3_600_000;

/** How many nights are kept: what is erased is gone from the last backup that holds it within 30 days. */
const KEPT_NIGHTS = 30;
/** The night begins at two o'clock in Paris, when hardly anybody writes. */
const BEGINS_MS = 2 * HOUR;
/** Two nights were missed. */
const LATE_MS = 48 * HOUR;

/** Both databases, in the order in which they are backed up (docs/decisions/0027-backup.md). */
export const DATABASES = ["accounts", "catalogue"] as const;
export type DatabaseName = (typeof DATABASES)[number];

/** A part of a table: an object in the bucket, one line a row. */
export type Slice = {
  key: string;
  rows: number;
  /** Of the lines before they are compressed, hexadecimal. */
  sha256: string;
  /** Its rows have a rowid greater than `after` and at most `upTo`. */
  after: number;
  upTo: number;
};

export type BackedUpTable = { name: string; columns: string[]; slices: Slice[] };

/** The ids that were given last, by table: an id that was given is never given again. */
export type Sequences = Record<string, number>;

/** What a whole backup consists of. It is written last: without it there is no backup. */
export type Manifest = {
  format: 1;
  night: string;
  /** ISO 8601. What was written before is in the backup. */
  startedAt: string;
  finishedAt: string;
  databases: Record<DatabaseName, { tables: BackedUpTable[]; sequences: Sequences }>;
};

/** The night that a moment belongs to, by the day on which it begins in Paris, `YYYY-MM-DD`. */
export function nightOf(moment: { getTime(): number }): string {
  return dayInParis({ getTime: () => moment.getTime() - BEGINS_MS });
}

/** The last night, or day, that is deleted when a night begins. */
export function lastForgotten(night: string): string {
  return shift(`${night}T12:00:00.000Z`, -KEPT_NIGHTS * 24 * HOUR).slice(0, 10);
}

export const rowsOf = (table: Pick<BackedUpTable, "slices">) => table.slices.reduce((sum, { rows }) => sum + rows, 0);

/** How old the last whole backup is. */
export type BackupAge = {
  /** When the last whole backup began, ISO 8601; null before the first one. */
  last: string | null;
  hours: number | null;
  /** Two nights went by without a whole backup. */
  late: boolean;
};

/**
 * How old the last whole backup is, for `/sante`.
 * @param last when it began, ISO 8601; null before the first one
 * @param since when backups were first asked for, ISO 8601
 * @returns null where there are no backups: nothing asks for them
 */
export function backupAge(last: string | null, since: string | null, now: { getTime(): number }): BackupAge | null {
  const from = last ?? since;
  if (from === null) return null;
  const age = now.getTime() - milliseconds(from);
  return { last, hours: last === null ? null : Math.max(0, Math.floor(age / HOUR)), late: age > LATE_MS };
}
