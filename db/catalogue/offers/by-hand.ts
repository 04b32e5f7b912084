import { sql } from "drizzle-orm";
import type { ClosedByHand } from "#app/domain/offers/offer.ts";
import { runBatch } from "#db/batch.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { index, unindex } from "#db/catalogue/search-index.ts";
import type { IndexWrite } from "./offer-writes.ts";

/**
 * Writes that a person closed an offer, and takes it out of the index. An offer that was withdrawn before keeps the
 * instant of that withdrawal.
 * @returns whether there is such an offer
 */
export async function closeByHand(
  db: Catalogue,
  reference: string,
  why: Exclude<ClosedByHand, "hidden">,
  now: string,
): Promise<boolean> {
  const [, , closed] = await runBatch<[never, never, { id: number }]>(db, [
    ...unindex(sql`(SELECT id FROM offers WHERE reference = ${reference})`),
    sql`UPDATE offers SET withdrawn_at = coalesce(withdrawn_at, ${now}), closed_by_hand = ${why}, indexed = 0,
        changed_at = ${now} WHERE reference = ${reference} RETURNING id`,
  ]);
  return closed.length > 0;
}

/**
 * Opens an offer again, whoever closed it, and puts it into the index. Its source counts as having shown it now, since
 * an offer that no source shows for long is withdrawn. If its contacts were erased, its next posting brings them back, even
 * when it is the same as before.
 * @param row its index row
 * @param indexed the version that it is indexed under; 0 when it is past its last day
 */
export async function reopen(db: Catalogue, row: IndexWrite, indexed: number, now: string): Promise<void> {
  const { reference } = row;
  await runBatch(db, [
    sql`UPDATE offers SET withdrawn_at = NULL, closed_by_hand = NULL, indexed = ${indexed}, last_seen_at = ${now},
        changed_at = ${now}, content_hash = iif(contacts = '[]', '', content_hash)
      WHERE reference = ${reference} AND hidden_at IS NULL`,
    ...unindex(sql`(SELECT id FROM offers WHERE reference = ${reference})`),
    ...index([row]),
  ]);
}

/**
 * Hides an offer, and takes it out of the index. Hidden again, it has another reason.
 * @param reason as the people of its administration read it
 * @returns whether there is such an offer
 */
export async function hideOffer(db: Catalogue, reference: string, reason: string, now: string): Promise<boolean> {
  const [, , hidden] = await runBatch<[never, never, { id: number }]>(db, [
    ...unindex(sql`(SELECT id FROM offers WHERE reference = ${reference})`),
    sql`UPDATE offers SET withdrawn_at = coalesce(withdrawn_at, ${now}), hidden_at = coalesce(hidden_at, ${now}),
        hidden_reason = ${reason}, indexed = 0, changed_at = ${now} WHERE reference = ${reference} RETURNING id`,
  ]);
  return hidden.length > 0;
}

/**
 * Withdraws the hidden offers of a source that it last showed before an instant: they stay closed when they are hidden no
 * more. Nobody sees a difference until then.
 */
export async function withdrawMissingHidden(db: Catalogue, source: string, since: string, now: string): Promise<void> {
  await db.run(
    sql`UPDATE offers INDEXED BY offers_hidden SET withdrawn_at = ${now}
      WHERE hidden_at IS NOT NULL AND withdrawn_at = hidden_at AND source = ${source} AND last_seen_at < ${since}`,
  );
}

/**
 * Hides an offer no more. It is open again, and in the index, unless it was closed before it was hidden or since.
 * @param row its index row
 * @param indexed the version that it is indexed under; 0 when it is past its last day
 */
export async function unhideOffer(db: Catalogue, row: IndexWrite, indexed: number, now: string): Promise<void> {
  const { reference } = row;
  const hiddenOnly = sql`withdrawn_at = hidden_at AND closed_by_hand IS NULL`;
  await runBatch(db, [
    sql`UPDATE offers SET withdrawn_at = iif(${hiddenOnly}, NULL, withdrawn_at),
        indexed = iif(${hiddenOnly}, ${indexed}, 0), last_seen_at = iif(${hiddenOnly}, ${now}, last_seen_at),
        hidden_at = NULL, hidden_reason = NULL, changed_at = ${now},
        content_hash = iif(contacts = '[]', '', content_hash)
      WHERE reference = ${reference} AND hidden_at IS NOT NULL`,
    ...unindex(sql`(SELECT id FROM offers WHERE reference = ${reference})`),
    ...index([row]),
  ]);
}

/**
 * Writes another last day. An offer that had left the index because its last day was past is put into it again; one
 * that is withdrawn stays so.
 * @param row its index row
 * @param indexed the version that it is indexed under
 */
export async function writeLastDay(
  db: Catalogue,
  row: IndexWrite,
  { expiresOn, indexed, now }: { expiresOn: string; indexed: number; now: string },
): Promise<void> {
  const { reference } = row;
  await runBatch(db, [
    sql`UPDATE offers SET expires_on = ${expiresOn}, indexed = iif(withdrawn_at IS NULL, ${indexed}, 0),
        changed_at = ${now} WHERE reference = ${reference}`,
    ...unindex(sql`(SELECT id FROM offers WHERE reference = ${reference})`),
    ...index([row]),
  ]);
}
