import { type SQL, sql } from "drizzle-orm";
import { shift } from "#app/domain/time.ts";

/** Matching runs that began so long before the backup, or later, are made again. */
const AGAIN_MS = 600_000;

/** What the cron writes by itself in an empty database, and what a restore begun before has written. */
export const WRITTEN_BY_ITSELF = ["cursors", "alert_runs", "alert_slices", "settings"];

/** Begins a restore: alerts are paused, and the databases belong to this night. */
export function beginRestore(night: string, now: Date): SQL[] {
  return [
    sql`INSERT OR REPLACE INTO settings (name, value) VALUES ('alerts-paused', ${now.toISOString()})`,
    sql`INSERT OR REPLACE INTO settings (name, value) VALUES ('restoring', ${night})`,
  ];
}

/** The night whose restore was begun and is not over. */
export const restoringNight = (): SQL => sql`SELECT value AS night FROM settings WHERE name = 'restoring'`;

/**
 * Makes the accounts that were read at several moments one whole.
 *
 * The runs around the backup are made again: pairs that are there stay as they are, and an offer that was mailed to a
 * candidate is not mailed to her again. An open run copies its offers anew, since no backup holds their index. Logins
 * end: some may have been ended since.
 * @param startedAt when the backup began, ISO 8601
 */
export function mendAccounts(startedAt: string): SQL[] {
  return [
    sql`DELETE FROM alert_runs WHERE started_at > ${shift(startedAt, -AGAIN_MS)}
      AND id > (SELECT min(id) FROM alert_runs)`,
    sql`DELETE FROM alert_slices`,
    sql`UPDATE alert_runs SET state = 'copying' WHERE state <> 'done'`,
    sql`DELETE FROM sessions`,
    sql`DELETE FROM recruiter_sessions`,
    sql`DELETE FROM operator_sessions`,
    sql`DELETE FROM operator_challenges`,
  ];
}

/** Ends a restore. Alerts stay paused until operators resume them. */
export const endRestore = (): SQL => sql`DELETE FROM settings WHERE name = 'restoring'`;
