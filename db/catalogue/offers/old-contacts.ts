import { type SQL, sql } from "drizzle-orm";
import { runBatch } from "#db/batch.ts";
import type { Catalogue } from "#db/catalogue/database.ts";
import { listOf } from "#db/d1/list-of.ts";

/** Offers that one statement changes. */
const ERASED = 500;

/**
 * Erases the contacts of offers that were withdrawn before an instant, or whose last day was before its day: some at a
 * time. The hash of their content stays: the same posting sent again for an offer that stays closed brings nothing back.
 * @param before ISO 8601
 */
export async function eraseContacts(db: Catalogue, before: string): Promise<void> {
  const erase = (closed: SQL) =>
    sql`UPDATE offers SET contacts = '[]' WHERE id IN (SELECT id FROM offers ${closed} AND contacts <> '[]' LIMIT ${ERASED})`;
  await runBatch(db, [
    erase(sql`INDEXED BY offers_withdrawn_contacts WHERE withdrawn_at <= ${before}`),
    erase(sql`INDEXED BY offers_expired_contacts WHERE expires_on < ${before.slice(0, 10)}`),
  ]);
}

/** Which of some references are those of offers that are open, closed after an instant, or still to be published. */
export async function findLiving(db: Catalogue, references: string[], before: string): Promise<string[]> {
  const list = listOf(references);
  const living = await db.all<{ reference: string }>(
    sql`SELECT reference FROM offers WHERE reference IN ${list}
        AND (withdrawn_at IS NULL OR withdrawn_at > ${before}) AND (expires_on IS NULL OR expires_on >= ${before.slice(0, 10)})
      UNION SELECT reference FROM scheduled_offers WHERE reference IN ${list}`,
  );
  return living.map(({ reference }) => reference);
}
