import { and, eq, sql } from "drizzle-orm";
import { defectOf } from "#app/domain/imports/quarantine.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { listOf } from "#db/d1/list-of.ts";
import { quarantine } from "./schema.ts";

/** A posting that could not be understood. The same text sent again gives the same row. */
export type Quarantined = { reference: string | null; reason: string; raw: string; rawHash: string };

/**
 * Keeps postings that could not be understood. One that an operator rejected stays rejected.
 * @param kept at most 1 MB as JSON
 */
export async function keepQuarantine(db: Catalogue, source: string, kept: Quarantined[], now: string): Promise<void> {
  const rows = kept.map((posting) => ({ ...posting, defect: defectOf(posting.reason) }));
  await db.run(sql`
    INSERT INTO quarantine (source, reference, reason, defect, raw, raw_hash, first_seen_at, last_seen_at)
    SELECT ${source}, value ->> 'reference', value ->> 'reason', value ->> 'defect', value ->> 'raw', value ->> 'rawHash',
      ${now}, ${now}
    FROM json_each(${JSON.stringify(rows)}) WHERE true
    ON CONFLICT (source, raw_hash) DO UPDATE SET reason = excluded.reason, defect = excluded.defect,
      last_seen_at = excluded.last_seen_at, state = iif(state = 'mended', 'waiting', state)`);
}

/** Deletes the quarantined postings whose references have now been accepted. */
export async function releaseQuarantine(db: Catalogue, source: string, passed: string[]): Promise<void> {
  await db
    .delete(quarantine)
    .where(and(eq(quarantine.source, source), sql`${quarantine.reference} IN ${listOf(passed)}`));
}

/** A text that an operator has mended, and the offer that she published for it. */
export type Mended = { rawHash: string; reference: string; isScheduled: boolean };

/**
 * Which of these texts an operator has mended, as long as her offer stands: open, past its last day, closed or hidden by a
 * person, or scheduled. One that was withdrawn since, because its source did not show it, is to be looked at again.
 * @param hashes SHA-256 of each text
 */
export async function findMended(db: Catalogue, source: string, hashes: string[]): Promise<Mended[]> {
  const mended = await db.all<{ rawHash: string; reference: string; scheduled: string | null }>(
    sql`SELECT q.raw_hash AS rawHash, q.reference, s.reference AS scheduled FROM quarantine q
        LEFT JOIN offers o ON o.reference = q.reference
        LEFT JOIN scheduled_offers s ON s.reference = q.reference
      WHERE q.source = ${source} AND q.raw_hash IN ${listOf(hashes)}
        AND q.state = 'mended'
        AND ((o.id IS NOT NULL AND (o.withdrawn_at IS NULL OR coalesce(o.hidden_at, o.closed_by_hand) IS NOT NULL))
          OR s.reference IS NOT NULL)`,
  );
  return mended.map(({ rawHash, reference, scheduled }) => ({ rawHash, reference, isScheduled: scheduled !== null }));
}

/** Stores that a source still sends these texts, which an operator has mended. @param hashes SHA-256 of each */
export async function touchMended(db: Catalogue, source: string, hashes: string[], now: string): Promise<void> {
  await db.run(
    sql`UPDATE quarantine SET last_seen_at = ${now}
      WHERE source = ${source} AND raw_hash IN ${listOf(hashes)}`,
  );
}

/** Rows that one call deletes. */
const SWEPT = 500;

/** Deletes the quarantined postings that were last sent before an instant, some at a time: they may hold names and addresses. */
export async function deleteOldQuarantine(db: Catalogue, before: string): Promise<void> {
  await db.run(
    sql`DELETE FROM quarantine WHERE id IN (SELECT id FROM quarantine WHERE last_seen_at <= ${before} LIMIT ${SWEPT})`,
  );
}
