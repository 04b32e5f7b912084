/** Our own word for a database that is not asked, or does not answer in time. */
export class DatabaseUnavailable extends Error {
  override name = "DatabaseUnavailable";
}

/**
 * The errors of D1 that pass by themselves (https://developers.cloudflare.com/d1/observability/debug-d1/). The call may
 * have been applied all the same: only its answer was lost.
 */
const TRANSIENT = [
  "Network connection lost",
  "caused object to be reset",
  "reset because its code was updated",
  "Internal error while starting up D1 DB storage",
  "exceeded timeout",
  "DB is overloaded",
  "Too many requests queued",
  "Cannot resolve D1 DB due to transient issue",
];

/** The errors of a database that answers reads and takes no writes: it is read-only, or full. */
const REFUSED_WRITES = ["readonly database", "Exceeded maximum DB size", "database or disk is full"];

/** Whether the same call may succeed a moment later: D1 did not answer, or said that the fault is its own. */
export function isTransient(error: unknown): boolean {
  return causes(error).some(
    (each) => each instanceof DatabaseUnavailable || TRANSIENT.some((text) => each.message.includes(text)),
  );
}

/** Whether the database does not answer, or does not write. The statement itself is not at fault. */
export function isUnavailable(error: unknown): boolean {
  return (
    isTransient(error) || causes(error).some(({ message }) => REFUSED_WRITES.some((text) => message.includes(text)))
  );
}

/** An error and its causes. drizzle wraps the error of D1, and D1 that of SQLite. */
function causes(error: unknown): Error[] {
  return error instanceof Error ? [error, ...causes(error.cause)] : [];
}

/** Whether the database refuses a statement as wrong. Its own failures have other codes, or none. */
export function isRefusal(error: unknown): boolean {
  return error instanceof Error && error.message.includes("SQLITE_ERROR");
}
