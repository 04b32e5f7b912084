import { type SQL, sql } from "drizzle-orm";
import type { Posting } from "#app/domain/offers/posting.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { listOf } from "#db/d1/list-of.ts";

/** A valid posting whose day of publication is to come. */
export type ScheduledOffer = {
  reference: string;
  /** Slug of its administration, or null. */
  administration: string | null;
  posting: Posting;
  /** ISO 8601. */
  publishesAt: string;
};

/** A posting that is due, as it was kept: whatever it holds now is to be checked again. */
export type DueOffer = { reference: string; source: string; posting: string };

/** Which of these references are scheduled, and by which source. */
export function findScheduledSources(
  db: Catalogue,
  references: string[],
): Promise<{ reference: string; source: string }[]> {
  return db.all(sql`SELECT reference, source FROM scheduled_offers WHERE reference IN ${listOf(references)}`);
}

/** Keeps postings until their day. One that was scheduled before is replaced. @param offers at most 1 MB as JSON */
export async function scheduleOffers(
  db: Catalogue,
  source: string,
  offers: ScheduledOffer[],
  now: string,
): Promise<void> {
  await db.run(sql`INSERT INTO scheduled_offers (reference, source, administration, posting, publishes_at, last_seen_at)
    SELECT value ->> 'reference', ${source}, value ->> 'administration', value -> 'posting', value ->> 'publishesAt', ${now}
    FROM json_each(${JSON.stringify(offers)}) WHERE true
    ON CONFLICT (reference) DO UPDATE SET source = excluded.source, administration = excluded.administration,
      posting = excluded.posting, publishes_at = excluded.publishes_at,
      last_seen_at = max(last_seen_at, excluded.last_seen_at)`);
}

/** Stores that a source still holds these scheduled offers. */
export async function touchScheduled(db: Catalogue, references: string[], now: string): Promise<void> {
  await db.run(
    sql`UPDATE scheduled_offers SET last_seen_at = max(last_seen_at, ${now}) WHERE reference IN ${listOf(references)}`,
  );
}

/** A statement that forgets scheduled offers: they are published, or will not be. */
export function forgetScheduled(references: string[]): SQL {
  return sql`DELETE FROM scheduled_offers WHERE reference IN ${listOf(references)}`;
}

/** Forgets scheduled offers. @returns how many of them there were */
export async function unscheduleOffers(db: Catalogue, references: string[]): Promise<number> {
  const gone = await db.all(sql`${forgetScheduled(references)} RETURNING reference`);
  return gone.length;
}

/** Forgets those of these scheduled offers whose day has come. @param now ISO 8601 */
export async function unscheduleDue(db: Catalogue, references: string[], now: string): Promise<void> {
  await db.run(sql`${forgetScheduled(references)} AND publishes_at <= ${now}`);
}

/** Forgets the scheduled offers of a source that it last showed before an instant. @returns how many there were */
export async function unscheduleMissing(db: Catalogue, source: string, since: string): Promise<number> {
  const gone = await db.all(
    sql`DELETE FROM scheduled_offers WHERE source = ${source} AND last_seen_at < ${since} RETURNING reference`,
  );
  return gone.length;
}

/** The postings whose day has come, in the order of their publication. @param now ISO 8601 */
export function findDueOffers(db: Catalogue, now: string, limit: number): Promise<DueOffer[]> {
  return db.all(sql`SELECT reference, source, posting FROM scheduled_offers
    WHERE publishes_at <= ${now} ORDER BY publishes_at, reference LIMIT ${limit}`);
}

/** Puts off the publication of a scheduled posting. @param until ISO 8601 */
export async function postponeDue(db: Catalogue, reference: string, until: string): Promise<void> {
  await db.run(sql`UPDATE scheduled_offers SET publishes_at = ${until} WHERE reference = ${reference}`);
}
