import { sql } from "drizzle-orm";
import { runBatch } from "#db/batch.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { unindex } from "#db/catalogue/search-index.ts";
import { listOf } from "#db/d1/list-of.ts";

/**
 * Takes the offers whose last day is past out of the index. Pages hide them from midnight on; this frees their space.
 * @param today the current day in Europe/Paris, `YYYY-MM-DD`
 * @param now the current instant, ISO 8601
 * @param limit how many at most
 * @returns how many left the index
 */
export async function unindexExpired(db: Catalogue, today: string, now: string, limit: number): Promise<number> {
  const expired = await db.all<{ id: number }>(
    sql`SELECT id FROM offers INDEXED BY offers_indexed_expiring WHERE indexed > 0 AND expires_on < ${today} LIMIT ${limit}`,
  );
  await close(db, expired, { withdraw: false, now });
  return expired.length;
}

/**
 * Withdraws the offers without a last day that their source has not shown since `unseenSince`.
 * @param now the instant of the withdrawal, ISO 8601
 * @returns how many were withdrawn
 */
export async function withdrawUnseen(db: Catalogue, unseenSince: string, now: string, limit: number): Promise<number> {
  const unseen = await db.all<{ id: number }>(
    sql`SELECT id FROM offers
        WHERE withdrawn_at IS NULL AND last_seen_at < ${unseenSince} AND expires_on IS NULL LIMIT ${limit}`,
  );
  await close(db, unseen, { withdraw: true, now });
  return unseen.length;
}

async function close(
  db: Catalogue,
  closed: { id: number }[],
  { withdraw, now }: { withdraw: boolean; now: string },
): Promise<void> {
  if (closed.length === 0) return;
  const ids = listOf(closed.map(({ id }) => id));
  await runBatch(db, [
    ...unindex(ids),
    sql`UPDATE offers SET indexed = 0, withdrawn_at = coalesce(withdrawn_at, ${withdraw ? now : null}),
        changed_at = ${now} WHERE id IN ${ids}`,
  ]);
}
