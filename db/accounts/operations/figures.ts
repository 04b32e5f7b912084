import { sql } from "drizzle-orm";
import { MOST_ROWS } from "#app/domain/operations/bounded-count.ts";
import { shift } from "#app/domain/time.ts";
import type { Accounts } from "#db/accounts/database.ts";
import { runBatch } from "#db/batch.ts";

/** As the reconciliation says of alerts. */
const LATE_MS = 15 * 60_000;

/** `MOST_ROWS + 1` stands for any larger number. */
export type Figures = {
  /** Findings of saved searches that are still to be mailed, and those of them that are late. */
  waiting: number;
  late: number;
  /** Messages that the queue gave up delivering. */
  deadLetters: number;
  /** Until when the provider is left alone, ISO 8601; null when it is not. */
  providerPausedUntil: string | null;
};

/** What waits in the accounts. It reads 1,001 rows of an index for each number at most. */
export async function findFigures(db: Accounts, now: Date): Promise<Figures> {
  const at = now.toISOString();
  const pending = sql`SELECT 1 FROM alert_matches INDEXED BY alert_matches_due WHERE state = 'pending'`;
  const most = MOST_ROWS + 1;
  const [[figures]] = await runBatch<[Figures]>(db, [
    sql`SELECT
      (SELECT count(*) FROM (${pending} LIMIT ${most})) AS waiting,
      (SELECT count(*) FROM (${pending} AND due_at < ${shift(at, -LATE_MS)} LIMIT ${most})) AS late,
      (SELECT count(*) FROM (SELECT 1 FROM dead_letters LIMIT ${most})) AS deadLetters,
      (SELECT position FROM cursors WHERE name = 'mail-pause' AND position > ${at}) AS providerPausedUntil`,
  ]);
  if (!figures) throw new Error("The figures have no answer");
  return figures;
}
