import { type SQL, sql } from "drizzle-orm";
import type { Accounts } from "#db/accounts/database.ts";
import { runBatch } from "#db/batch.ts";

/** At most `limit` tries in `windowMs` milliseconds under a key. The key does not reveal whom it counts. */
export type Throttle = { key: string; limit: number; windowMs: number };

/**
 * Counts one try under each key, in one round trip. The count restarts when its window is over.
 * @returns how many seconds to wait; 0 when no limit is exceeded
 */
export async function recordTries(db: Accounts, throttles: Throttle[], now: Date): Promise<number> {
  const counted = await runBatch<{ count: number; endsAt: string }[]>(
    db,
    throttles.map((throttle) => recordTry(throttle, now)),
  );
  const waits = throttles.map(({ limit }, index) => {
    const row = counted[index]?.[0];
    return row && row.count > limit ? Math.ceil((Date.parse(row.endsAt) - now.getTime()) / 1000) : 0;
  });
  return Math.max(0, ...waits);
}

/** The statement that counts one try. Its row is the new count, and the end of the window. */
export function recordTry({ key, windowMs }: Pick<Throttle, "key" | "windowMs">, now: Date): SQL {
  const at = now.toISOString();
  const endsAt = new Date(now.getTime() + windowMs).toISOString();
  return sql`INSERT INTO throttles (key, count, ends_at) VALUES (${key}, 1, ${endsAt})
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN ends_at <= ${at} THEN 1 ELSE count + 1 END,
      ends_at = CASE WHEN ends_at <= ${at} THEN excluded.ends_at ELSE ends_at END
    RETURNING count, ends_at AS endsAt`;
}

/** Resets the counts under some keys. */
export async function deleteTries(db: Accounts, throttles: Throttle[]): Promise<void> {
  await runBatch(
    db,
    throttles.map(({ key }) => sql`DELETE FROM throttles WHERE key = ${key}`),
  );
}
