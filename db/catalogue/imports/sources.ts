import { type SQL, sql } from "drizzle-orm";
import { FAILING_AFTER } from "#app/domain/imports/sources/source.ts";
import { shift, shiftMonths } from "#app/domain/time.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { sources } from "./schema.ts";

export type Source = typeof sources.$inferSelect;

/** A source under the lease of the worker that pulls it. The end of the lease names it. */
export type ClaimedSource = Source & { leaseUntil: string };

/** Sources that are due and that nobody pulls, longest due first: their ids. */
export async function findDueSources(db: Catalogue, limit: number, now: Date): Promise<number[]> {
  const due = await db.all<{ id: number }>(
    sql`SELECT id FROM sources WHERE ${isDue(now)} ORDER BY due_at LIMIT ${limit}`,
  );
  return due.map(({ id }) => id);
}

/**
 * Claims a source under a lease: of two workers that want it, one gets it. A lease that has ended without an outcome
 * is one whose worker was stopped: it counts as a failure.
 * @returns null when it is not due, paused, removed or being pulled
 */
export async function claimSource(
  db: Catalogue,
  id: number,
  leaseMs: number,
  now: Date,
): Promise<ClaimedSource | null> {
  const leaseUntil = shift(now.toISOString(), leaseMs);
  const [claimed] = await db
    .update(sources)
    .set({
      leaseUntil,
      triedAt: now.toISOString(),
      failures: sql`failures + (lease_until IS NOT NULL)`,
      lastError: sql`iif(lease_until IS NOT NULL, ${CUT_SHORT}, last_error)`,
    })
    .where(sql`id = ${id} AND ${isDue(now)}`)
    .returning();
  return claimed ? { ...claimed, leaseUntil } : null;
}

const CUT_SHORT = "La lecture a été interrompue par un arrêt de PASS.";

/** What a pull found: how the feed is to be asked for next time, and whether it changed any offer. */
export type Pulled = { etag: string | null; lastModified: string | null; changed: boolean };

/** Ends a pull that succeeded. What an operator asked for meanwhile stays. */
export async function endPull(db: Catalogue, source: ClaimedSource, pulled: Pulled, now: Date): Promise<void> {
  const at = now.toISOString();
  const { everyMinutes, force } = source;
  await db.run(sql`UPDATE sources SET lease_until = NULL, due_at = ${shift(at, everyMinutes * 60_000)},
      etag = ${pulled.etag}, last_modified = ${pulled.lastModified}, succeeded_at = ${at},
      changed_at = iif(${pulled.changed}, ${at}, changed_at),
      force = iif(${force}, 0, force), failures = 0, last_error = NULL, failure_told_at = NULL
    WHERE ${underLease(source)}`);
}

/**
 * Ends a pull that failed.
 * @param error why, in French
 * @param failures how many failures in a row there are now
 */
export async function failPull(
  db: Catalogue,
  source: ClaimedSource,
  { error, failures, retryAt }: { error: string; failures: number; retryAt: string },
): Promise<void> {
  await db.run(sql`UPDATE sources SET lease_until = NULL, due_at = ${retryAt}, failures = ${failures}, last_error = ${error}
    WHERE ${underLease(source)}`);
}

/** Whether a feed of a source was imported whole since an instant. */
export async function wasImportedSince(db: Catalogue, { name, kind }: Source, since: string): Promise<boolean> {
  const [found] = await db.all(
    sql`SELECT 1 FROM imports WHERE source = ${`${name}/${kind}`} AND state = 'complete' AND finished_at >= ${since} LIMIT 1`,
  );
  return found !== undefined;
}

const DAY_MS = 86_400_000;

/** Sources that fail, and of which the operator was not told since the last success, or a day ago. */
export function findFailuresToTell(db: Catalogue, now: Date): Promise<Source[]> {
  return db
    .select()
    .from(sources)
    .where(
      sql`paused = 0 AND failures >= ${FAILING_AFTER}
        AND (failure_told_at IS NULL OR failure_told_at <= ${shift(now.toISOString(), -DAY_MS)})`,
    );
}

/** Sources that are read without failure but show nothing new for a month, and of which the operator was not told. */
export function findSilencesToTell(db: Catalogue, now: Date): Promise<Source[]> {
  const since = sql`coalesce(changed_at, created_at)`;
  return db
    .select()
    .from(sources)
    .where(
      sql`paused = 0 AND failures = 0 AND succeeded_at IS NOT NULL AND ${since} <= ${shiftMonths(now.toISOString(), -1)}
        AND (silence_told_at IS NULL OR silence_told_at < ${since})`,
    );
}

/** Stores that the operator was told of a failure, or of a silence. */
export async function markTold(db: Catalogue, id: number, of: "failure" | "silence", now: Date): Promise<void> {
  const column = of === "failure" ? sql`failure_told_at` : sql`silence_told_at`;
  await db.run(sql`UPDATE sources SET ${column} = ${now.toISOString()} WHERE id = ${id}`);
}

/** How many sources fail, those aside that an operator has paused. */
export async function countFailingSources(db: Catalogue): Promise<number> {
  const [counted] = await db.all<{ failing: number }>(
    sql`SELECT count(*) AS failing FROM sources WHERE paused = 0 AND failures >= ${FAILING_AFTER}`,
  );
  return counted?.failing ?? 0;
}

function isDue(now: Date): SQL {
  const at = now.toISOString();
  return sql`paused = 0 AND due_at <= ${at} AND (lease_until IS NULL OR lease_until <= ${at})`;
}

function underLease({ id, leaseUntil }: ClaimedSource): SQL {
  return sql`id = ${id} AND lease_until = ${leaseUntil}`;
}
